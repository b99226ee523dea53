"""``tokenizer.json`` beside a checkpoint, as the bytes that ``tokenizers`` reads."""

from __future__ import annotations

from pathlib import Path

from metabgm.models.errors import ModelError
from metabgm.models.tokenizer_json import load_tokenizer_json, token_texts

TOKENIZER_JSON = "tokenizer.json"

_END = 1
"""T5's ``</s>``, which ends every text that it was trained on."""


def read_tokenizer(folder: Path, vocabulary: int) -> bytes:
    """Raises ModelError if there is none, or it is no tokenizer of a T5 with ``vocabulary`` tokens."""
    # Slow to import, and most of what knows of checkpoints opens none.
    from tokenizers import Tokenizer  # noqa: PLC0415

    path = folder / TOKENIZER_JSON
    if not path.is_file():
        raise ModelError(f"{folder} has no file {TOKENIZER_JSON}; copy the model's own there, or t5-base's")
    # Bounds the file and tells what is wrong with it, but drops what ends a text.
    token_texts(load_tokenizer_json(path), vocabulary)
    content = path.read_bytes()
    ids = Tokenizer.from_buffer(content).encode("").ids
    if ids[-1:] != [_END]:
        raise ModelError(f"{path.name} ends no text with token {_END}, T5's </s>; expected t5-base's file")
    return content
