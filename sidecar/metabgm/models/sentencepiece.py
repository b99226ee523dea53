"""Builds the tokenizer of a SentencePiece BPE vocabulary, LLaMA-2's kind.

Source: Kudo & Richardson 2018 (arXiv:1808.06226) and the SentencePiece model format's kinds of pieces.
"""

from __future__ import annotations

import enum
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from metabgm.models.bpe import refuse_typeable
from metabgm.models.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_SPACE = "▁"

_LONGEST_PIECE = 512
"""Characters; SentencePiece trains none longer. The work on a piece grows with the square of its length."""

_MOST_MERGES = 2_000_000
"""Gemma's 262,144 pieces give 580,000; a merge takes about 300 bytes of memory."""


class PieceKind(enum.IntEnum):
    """The numbers are those of SentencePiece files and of GGUF's ``tokenizer.ggml.token_type``."""

    NORMAL = 1
    UNKNOWN = 2
    CONTROL = 3
    USER_DEFINED = 4
    UNUSED = 5
    BYTE = 6


@dataclass(frozen=True)
class Piece:
    """``text`` has ``▁`` for a space. Of two pieces that could be made, that of the higher ``score`` is."""

    text: str
    score: float
    kind: PieceKind


def build_sentencepiece(pieces: Sequence[Piece], *, dummy_prefix: bool) -> Tokenizer:
    """A tokenizer whose ids are the places in ``pieces`` and which encodes as the SentencePiece library does.

    ``dummy_prefix``: a space is put before a text that isn't empty; decoding takes one space away from the
    front. Nothing else is changed: no normalization, every space counts, a character without a piece becomes
    the bytes of its UTF-8. No token of the beginning is added.

    Every text between two special tokens gets the prefix, the one after a special token too. So encoding
    each of them alone gives what the whole gives, and what Meta's LLaMA-2 code and llama.cpp do, which encode
    the texts between bos and eos one by one. (transformers' ``legacy=False`` puts the prefix before the first
    text only.)

    CONTROL and UNKNOWN pieces are the special tokens. With ``encode_special_tokens = True`` a typed one is
    text, as in SentencePiece. A typed USER_DEFINED piece is always that piece, as in SentencePiece; a caller
    who doesn't want that, because a chat template uses the piece as a mark, gives it as CONTROL.

    Where SentencePiece differs: pieces of the same score are merged by id here and from left to right there
    (only vocabularies that were joined have such); a text that is nothing but one USER_DEFINED piece gets no
    prefix here.

    Raises ModelError naming the piece: two of the same text, a score that is no number, a NORMAL piece of
    over 512 characters, a byte without its piece, a special token that can be typed.
    """
    # tokenizers is slow to import, and this module also gives the kinds of pieces.
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers  # noqa: PLC0415

    ids = _ids(pieces)
    tokenizer = Tokenizer(models.BPE(vocab=ids, merges=_merges(pieces, ids), byte_fallback=True))
    whole = [piece.text for piece in pieces if piece.kind is PieceKind.USER_DEFINED]
    to_spaces = [decoders.Replace(_SPACE, " "), decoders.ByteFallback(), decoders.Fuse()]
    if dummy_prefix:
        # Not `Prepend`: it would also change what the USER_DEFINED pieces are looked for as.
        front = Regex(rf"\A(?!(?:{'|'.join(['', *map(re.escape, whole)])})\z)")
        tokenizer.normalizer = normalizers.Sequence(
            [normalizers.Replace(front, _SPACE), normalizers.Replace(" ", _SPACE)]
        )
        tokenizer.decoder = decoders.Sequence([*to_spaces, decoders.Strip(" ", 1, 0)])
    else:
        tokenizer.normalizer = normalizers.Replace(" ", _SPACE)
        tokenizer.decoder = decoders.Sequence(to_spaces)
    special = [piece.text for piece in pieces if piece.kind in (PieceKind.CONTROL, PieceKind.UNKNOWN)]
    tokenizer.add_special_tokens([AddedToken(text, special=True, normalized=False) for text in special])
    tokenizer.add_tokens([AddedToken(text, special=False, normalized=True) for text in whole])
    refuse_typeable(tokenizer, special)
    return tokenizer


def _ids(pieces: Sequence[Piece]) -> dict[str, int]:
    ids: dict[str, int] = {}
    for index, piece in enumerate(pieces):
        if not piece.text:
            raise ModelError(f"piece {index} is empty; expected a text")
        if ids.setdefault(piece.text, index) != index:
            raise ModelError(
                f"pieces {ids[piece.text]} and {index} are both {piece.text[:40]!r}; expected one"
            )
        if not math.isfinite(piece.score):
            raise ModelError(
                f"piece {piece.text[:40]!r} has the score {piece.score}; expected a finite number"
            )
    for byte in range(256):
        text = f"<0x{byte:02X}>"
        if text not in ids or pieces[ids[text]].kind is not PieceKind.BYTE:
            raise ModelError(f"the byte piece {text} is missing; expected one for each of 256 bytes")
    return ids


def _merges(pieces: Sequence[Piece], ids: dict[str, int]) -> list[tuple[str, str]]:
    """Every way to join two NORMAL pieces into one, best first."""
    normal = {piece.text for piece in pieces if piece.kind is PieceKind.NORMAL}
    ranked = sorted(normal, key=lambda text: (-pieces[ids[text]].score, ids[text]))
    merges: list[tuple[str, str]] = []
    for text in ranked:
        merges.extend(_splits(text, normal))
        if len(merges) > _MOST_MERGES:
            raise ModelError(f"the pieces join in over {_MOST_MERGES} ways; no known vocabulary comes near")
    return merges


def _splits(text: str, normal: set[str]) -> Iterator[tuple[str, str]]:
    if len(text) > _LONGEST_PIECE:
        raise ModelError(
            f"piece {text[:20]!r}... has {len(text)} characters; expected at most {_LONGEST_PIECE}"
        )
    for cut in range(len(text) - 1, 0, -1):
        left, right = text[:cut], text[cut:]
        if left in normal and right in normal:
            yield left, right
