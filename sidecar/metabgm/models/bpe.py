"""Builds the tokenizer of a byte-level BPE vocabulary, SmolLM2's and Llama 3's kind.

Source: GGUF's ``tokenizer.ggml.*`` keys; each rule of splitting is that of the named vocabulary's own
``tokenizer.json``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from metabgm.models.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from tokenizers.pre_tokenizers import PreTokenizer

_LLAMA3_WORDS = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
_LLAMA3 = frozenset({"llama-bpe", "llama3", "llama-v3", "falcon3"})
_GPT2 = frozenset({"gpt-2", "default"})
_SMOLLM = frozenset({"smollm"})
_SUPPORTED = sorted(_LLAMA3 | _GPT2 | _SMOLLM)


def build_bpe(
    tokens: Sequence[str], merges: Sequence[tuple[str, str]], special: Sequence[str], *, pre: str
) -> Tokenizer:
    """``tokens`` by id, in GPT-2's printable spelling of bytes; ``merges`` best first; ``special`` of them.

    ``pre`` is GGUF's name of the rule by which a text is split into words before merging:

    - ``smollm``: GPT-2's words, and every digit stands alone.
    - ``llama-bpe``, ``llama3``, ``llama-v3``, ``falcon3``: Llama 3's words, digits in groups of up to three;
      a word that is a token is never split.
    - ``gpt-2``, ``default``: GPT-2's words. ``default`` is written where a converter knew no name.

    With ``encode_special_tokens = True`` a typed special token is text. No token of the beginning is added.

    Raises ModelError: another ``pre``, two tokens of the same text, a merge or a special token that is no
    token, a special token that can be typed.
    """
    # tokenizers is slow to import, and most of what reads a checkpoint needs none.
    from tokenizers import AddedToken, Tokenizer, decoders, models  # noqa: PLC0415

    words = _words(pre)
    ids = {token: index for index, token in enumerate(tokens)}
    if len(ids) != len(tokens):
        twice = next(token for index, token in enumerate(tokens) if ids[token] != index)
        raise ModelError(f"two tokens are {twice!r}; expected one")
    for text in special:
        _expect_token(text, ids, "special token")
    for left, right in merges:
        for text in (left, right, left + right):
            _expect_token(text, ids, "part of a merge")
    tokenizer = Tokenizer(models.BPE(vocab=ids, merges=list(merges), ignore_merges=pre in _LLAMA3))
    tokenizer.pre_tokenizer = words
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in special])
    refuse_typeable(tokenizer, special)
    return tokenizer


def refuse_typeable(tokenizer: Tokenizer, special: Iterable[str]) -> None:
    """Raises ModelError if a special token comes out of plain text: a player could then forge a chat turn."""
    tokenizer.encode_special_tokens = True
    for text in special:
        if tokenizer.token_to_id(text) in tokenizer.encode(text).ids:
            raise ModelError(f"the special token {text!r} can be typed; expected one that no text makes")
    tokenizer.encode_special_tokens = False


def _words(pre: str) -> PreTokenizer:
    from tokenizers import Regex, pre_tokenizers  # noqa: PLC0415

    if pre in _GPT2:
        return pre_tokenizers.ByteLevel(add_prefix_space=False)
    if pre in _SMOLLM:
        single_digits = pre_tokenizers.Digits(individual_digits=True)
        return pre_tokenizers.Sequence([single_digits, pre_tokenizers.ByteLevel(add_prefix_space=False)])
    if pre in _LLAMA3:
        split = pre_tokenizers.Split(Regex(_LLAMA3_WORDS), behavior="isolated")
        spelling = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
        return pre_tokenizers.Sequence([split, spelling])
    raise ModelError(f"tokenizer.ggml.pre is {pre!r}; supported are {', '.join(_SUPPORTED)}")


def _expect_token(text: str, ids: dict[str, int], what: str) -> None:
    if text not in ids:
        raise ModelError(f"the {what} {text!r} is not among the tokens")
