"""The tokenizer that a GGUF file carries: byte-level BPE or SentencePiece.

Source: the GGUF specification's ``tokenizer.ggml.*`` keys; where one may be missing, llama.cpp's default.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from metabgm.models.bpe import build_bpe
from metabgm.models.checkpoint import CheckpointTokenizer
from metabgm.models.gguf_metadata import shown
from metabgm.models.gguf_values import GgufValues
from metabgm.models.sentencepiece import Piece, PieceKind, build_sentencepiece

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_MODEL, _PRE = "tokenizer.ggml.model", "tokenizer.ggml.pre"
_MERGES, _SCORES, _TYPES = "tokenizer.ggml.merges", "tokenizer.ggml.scores", "tokenizer.ggml.token_type"
_EOS, _EOT = "tokenizer.ggml.eos_token_id", "tokenizer.ggml.eot_token_id"
_BOS, _UNKNOWN = "tokenizer.ggml.bos_token_id", "tokenizer.ggml.unknown_token_id"


def read_tokenizer(values: GgufValues, chat_template: str | None) -> CheckpointTokenizer:
    """The ends are the tokens of ``eos_token_id`` and ``eot_token_id``.

    Special, so that no typed text makes them, are the control tokens, the ends, and every user-defined token
    that stands in ``chat_template``: many files mark those of their turns as user-defined.

    Raises ModelError naming the key that is missing, unsupported, or doesn't fit the tokens.
    """
    tokens = values.texts("tokenizer.ggml.tokens")
    eos = tokens[_token_id(values, _EOS, tokens)]
    ends = {eos: None}
    if _EOT in values:
        ends[tokens[_token_id(values, _EOT, tokens)]] = None
    kinds = _kinds(values, tokens, chat_template or "")
    for end in ends:
        kinds[tokens.index(end)] = PieceKind.CONTROL
    return CheckpointTokenizer(
        tokenizer=_tokenizer(values, tokens, kinds),
        tokens=tokens,
        bos=tokens[_token_id(values, _BOS, tokens)] if _BOS in values else eos,
        eos=eos,
        unknown=tokens[_token_id(values, _UNKNOWN, tokens)] if _UNKNOWN in values else eos,
        ends=tuple(ends),
    )


def _token_id(values: GgufValues, key: str, tokens: Sequence[str]) -> int:
    return values.whole(key, most=len(tokens) - 1)


def _kinds(values: GgufValues, tokens: Sequence[str], chat_template: str) -> npt.NDArray[np.int64]:
    kinds = _per_token(values, _TYPES, tokens).astype(np.int64)
    if not np.isin(kinds, list(PieceKind)).all():
        raise values.error(_TYPES, f"{min(PieceKind)} to {max(PieceKind)} for each")
    for index in np.flatnonzero(kinds == PieceKind.USER_DEFINED).tolist():
        # Runs of spaces and lines are user-defined tokens too, but no marks.
        if tokens[index].strip() and tokens[index] in chat_template:
            kinds[index] = PieceKind.CONTROL
    return kinds


def _per_token(values: GgufValues, key: str, tokens: Sequence[str]) -> npt.NDArray[Any]:
    numbers = values.numbers(key)
    if len(numbers) != len(tokens):
        raise values.error(key, f"as many as tokens, {len(tokens)}")
    return numbers


def _tokenizer(values: GgufValues, tokens: list[str], kinds: npt.NDArray[np.int64]) -> Tokenizer:
    model = values.text(_MODEL)
    if model == "gpt2":
        special = [tokens[index] for index in np.flatnonzero(kinds == PieceKind.CONTROL)]
        return build_bpe(tokens, _merges(values), special, pre=values.text(_PRE, "default"))
    if model == "llama":
        scores = _per_token(values, _SCORES, tokens).tolist()
        pieces = [
            Piece(text, score, PieceKind(kind))
            for text, score, kind in zip(tokens, scores, kinds.tolist(), strict=True)
        ]
        return build_sentencepiece(pieces, dummy_prefix=values.flag("tokenizer.ggml.add_space_prefix", True))
    raise values.error(_MODEL, "gpt2 or llama")


def _merges(values: GgufValues) -> list[tuple[str, str]]:
    merges = []
    for merge in values.texts(_MERGES):
        left, space, right = merge.partition(" ")
        if not space or " " in right:
            raise values.error(_MERGES, f"two tokens with a space between in each, not {shown(merge)}")
        merges.append((left, right))
    return merges
