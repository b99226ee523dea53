"""Reads ``tokenizer.json``, the file that holds a whole tokenizer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from metabgm.models.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_MOST_BYTES = 64 * 1024 * 1024
"""Llama 3's file has 17 MB, the largest known (Gemma's 262,144 tokens) 33 MB."""


def load_tokenizer_json(path: Path) -> Tokenizer:
    """The tokenizer as it encodes a text alone: nothing is cut off, filled up, or put before or after it.

    (Files say how to cut texts for training, and to begin each with the token of the beginning.)
    Raises ModelError naming the file: it can't be read, has over 64 MB, or is no tokenizer.
    """
    # tokenizers is slow to import, and most of what reads a checkpoint needs none.
    from tokenizers import Tokenizer  # noqa: PLC0415

    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise ModelError(f"{path.name} cannot be read: {error.strerror or error}") from error
    if len(data) > _MOST_BYTES:
        raise ModelError(f"{path.name} has over {_MOST_BYTES} bytes; no known tokenizer comes near")
    try:
        tokenizer = Tokenizer.from_str(data.decode("utf-8"))
    except BaseException as error:
        # tokenizers raises nothing narrower than Exception, and for some damage a panic, which is none.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise ModelError(f"{path.name} is no readable tokenizer: {error}") from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.post_processor = None
    return tokenizer


def token_texts(tokenizer: Tokenizer, rows: int) -> list[str]:
    """Tokens by id, exactly ``rows`` distinct texts, spelt as ``Encoding.tokens`` has them.

    An id without a token gets a name that is no token, so that encoding never gives it.
    Raises ModelError if the tokenizer has an id that is not below ``rows``.
    """
    ids = tokenizer.get_vocab(with_added_tokens=True)
    highest = max(ids.values(), default=-1)
    if highest >= rows:
        raise ModelError(f"the tokenizer has a token with id {highest}; the embeddings have {rows} rows")
    texts = (tokenizer.id_to_token(index) for index in range(rows))
    return [_unused_name(index, ids) if text is None else text for index, text in enumerate(texts)]


def _unused_name(index: int, ids: dict[str, int]) -> str:
    name = f"<no token {index}>"
    while name in ids:
        name = f"<{name}>"
    return name
