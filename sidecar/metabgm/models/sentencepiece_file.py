"""Reads ``tokenizer.model``, the file of a SentencePiece vocabulary, without protobuf.

Source: ``sentencepiece_model.proto`` for the fields' numbers and defaults.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from metabgm.models.errors import ModelError
from metabgm.models.protobuf import Message
from metabgm.models.sentencepiece import Piece, PieceKind

_MOST_BYTES = 16 * 1024 * 1024
"""LLaMA-2's file has 0.5 MB, the largest known (Gemma's 262,144 pieces) 4.7 MB."""

_MOST_PIECES = 1_000_000
"""LLaMA-2 has 32,000, the largest known vocabularies 262,144; a piece takes about 300 bytes of memory."""

_BPE = 2
_MODEL_TYPES = {1: "unigram", _BPE: "bpe", 3: "word", 4: "char"}


@dataclass(frozen=True)
class SentencePieceModel:
    """``pieces`` by id. ``bos``, ``eos``, ``unknown``: texts of pieces; None where the model has no such."""

    pieces: tuple[Piece, ...]
    dummy_prefix: bool
    bos: str | None
    eos: str | None
    unknown: str


def read_sentencepiece(path: Path) -> SentencePieceModel:
    """Raises ModelError naming the file and what is wrong.

    That is: it can't be read, is damaged, has over 16 MB or 1,000,000 pieces, is no BPE, or changes texts in
    a way that LLaMA's vocabularies don't (normalization, extra spaces removed, spaces at the ends of words).
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise ModelError(f"{path.name} cannot be read: {error.strerror or error}") from error
    if len(data) > _MOST_BYTES:
        raise ModelError(f"{path.name} has over {_MOST_BYTES} bytes; no known vocabulary comes near")
    try:
        return _model(Message(data))
    except ModelError as error:
        raise ModelError(f"{path.name}: {error}") from None
    except ValueError as error:
        raise ModelError(f"{path.name} is no readable SentencePiece model: {error}") from error


def _model(model: Message) -> SentencePieceModel:
    trainer, normalizer = model.message(2), model.message(3)
    kind = trainer.integer(3, 1)
    if kind != _BPE:
        raise ModelError(f"model_type is {_MODEL_TYPES.get(kind, kind)}; supported is bpe")
    if any(normalizer.all_bytes(2)):
        name = normalizer.text(1)
        raise ModelError(f"normalizer_spec is {name!r} with a map of characters; supported is 'identity'")
    _expect(normalizer, 4, "remove_extra_whitespaces", default=True, supported=False)
    _expect(normalizer, 5, "escape_whitespaces", default=True, supported=True)
    _expect(trainer, 24, "treat_whitespace_as_suffix", default=False, supported=False)
    encoded = model.all_bytes(1)
    if len(encoded) > _MOST_PIECES:
        raise ModelError(f"{len(encoded)} pieces; expected at most {_MOST_PIECES}")
    pieces = tuple(_piece(Message(piece)) for piece in encoded)
    unknown = [piece.text for piece in pieces if piece.kind is PieceKind.UNKNOWN]
    if len(unknown) != 1:
        raise ModelError(f"{len(unknown)} pieces are of the kind UNKNOWN; expected one")
    return SentencePieceModel(
        pieces=pieces,
        dummy_prefix=bool(normalizer.integer(3, 1)),
        bos=_control(pieces, "bos_id", trainer.integer(41, 1)),
        eos=_control(pieces, "eos_id", trainer.integer(42, 2)),
        unknown=unknown[0],
    )


def _piece(message: Message) -> Piece:
    number = message.integer(3, PieceKind.NORMAL)
    try:
        kind = PieceKind(number)
    except ValueError:
        raise ModelError(f"a piece is of the kind {number}; known are 1 to {max(PieceKind)}") from None
    return Piece(text=message.text(1), score=message.float32(2), kind=kind)


def _control(pieces: tuple[Piece, ...], field: str, index: int) -> str | None:
    """A negative id says that there is no such token."""
    if index < 0:
        return None
    if index >= len(pieces) or pieces[index].kind is not PieceKind.CONTROL:
        raise ModelError(f"{field} is {index}, which is no CONTROL piece of the {len(pieces)} pieces")
    return pieces[index].text


def _expect(message: Message, field: int, name: str, *, default: bool, supported: bool) -> None:
    value = bool(message.integer(field, int(default)))
    if value is not supported:
        raise ModelError(f"{name} is {value}; supported is {supported}")
