"""Reads ``tokenizer.model``, the file of a SentencePiece vocabulary, without protobuf.

Source: ``sentencepiece_model.proto`` for the fields' numbers and defaults; the Protocol Buffers encoding.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from metabgm.models.errors import ModelError
from metabgm.models.sentencepiece import Piece, PieceKind

_MOST_BYTES = 16 * 1024 * 1024
"""LLaMA-2's file has 0.5 MB, the largest known (Gemma's 262,144 pieces) 4.7 MB."""

_MOST_PIECES = 1_000_000
"""LLaMA-2 has 32,000, the largest known vocabularies 262,144; a piece takes about 300 bytes of memory."""

_HIGHEST_FIELD = 63
"""Of all messages that are read. Numbers above are not kept: a file of them would fill the memory."""

_BPE = 2
_MODEL_TYPES = {1: "unigram", _BPE: "bpe", 3: "word", 4: "char"}

_VARINT, _EIGHT_BYTES, _BYTES, _FOUR_BYTES = 0, 1, 2, 5

_Message = Mapping[int, list[int | bytes]]


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
        return _model(_message(data))
    except ModelError as error:
        raise ModelError(f"{path.name}: {error}") from None
    except ValueError as error:
        raise ModelError(f"{path.name} is no readable SentencePiece model: {error}") from error


def _model(model: _Message) -> SentencePieceModel:
    # A message that comes twice is one whose fields are those of both.
    trainer = _message(b"".join(_all_bytes(model, 2)))
    normalizer = _message(b"".join(_all_bytes(model, 3)))
    kind = _integer(trainer, 3, 1)
    if kind != _BPE:
        raise ModelError(f"model_type is {_MODEL_TYPES.get(kind, kind)}; supported is bpe")
    if any(_all_bytes(normalizer, 2)):
        name = _text(normalizer, 1, "")
        raise ModelError(f"normalizer_spec is {name!r} with a map of characters; supported is 'identity'")
    _expect(normalizer, 4, "remove_extra_whitespaces", default=True, supported=False)
    _expect(normalizer, 5, "escape_whitespaces", default=True, supported=True)
    _expect(trainer, 24, "treat_whitespace_as_suffix", default=False, supported=False)
    encoded = _all_bytes(model, 1)
    if len(encoded) > _MOST_PIECES:
        raise ModelError(f"{len(encoded)} pieces; expected at most {_MOST_PIECES}")
    pieces = tuple(_piece(_message(piece)) for piece in encoded)
    unknown = [piece.text for piece in pieces if piece.kind is PieceKind.UNKNOWN]
    if len(unknown) != 1:
        raise ModelError(f"{len(unknown)} pieces are of the kind UNKNOWN; expected one")
    return SentencePieceModel(
        pieces=pieces,
        dummy_prefix=bool(_integer(normalizer, 3, 1)),
        bos=_control(pieces, "bos_id", _integer(trainer, 41, 1)),
        eos=_control(pieces, "eos_id", _integer(trainer, 42, 2)),
        unknown=unknown[0],
    )


def _piece(message: _Message) -> Piece:
    number = _integer(message, 3, PieceKind.NORMAL)
    try:
        kind = PieceKind(number)
    except ValueError:
        raise ModelError(f"a piece is of the kind {number}; known are 1 to {max(PieceKind)}") from None
    (score,) = struct.unpack("<f", _last(message, 2, b"\0\0\0\0", 4))
    return Piece(text=_text(message, 1, ""), score=score, kind=kind)


def _control(pieces: tuple[Piece, ...], field: str, index: int) -> str | None:
    """A negative id says that there is no such token."""
    if index < 0:
        return None
    if index >= len(pieces) or pieces[index].kind is not PieceKind.CONTROL:
        raise ModelError(f"{field} is {index}, which is no CONTROL piece of the {len(pieces)} pieces")
    return pieces[index].text


def _expect(message: _Message, field: int, name: str, *, default: bool, supported: bool) -> None:
    value = bool(_integer(message, field, int(default)))
    if value is not supported:
        raise ModelError(f"{name} is {value}; supported is {supported}")


def _integer(message: _Message, field: int, default: int) -> int:
    value = message.get(field, [default])[-1]
    if isinstance(value, bytes):
        raise ValueError(f"field {field} holds bytes instead of a number")
    # int32 comes sign-extended to 64 bits.
    return value - (1 << 64) if value >> 63 > 0 else value


def _text(message: _Message, field: int, default: str) -> str:
    return _last(message, field, default.encode()).decode("utf-8")


def _last(message: _Message, field: int, default: bytes, size: int | None = None) -> bytes:
    value = (_all_bytes(message, field) or [default])[-1]
    if size is not None and len(value) != size:
        raise ValueError(f"field {field} has {len(value)} bytes, not {size}")
    return value


def _all_bytes(message: _Message, field: int) -> list[bytes]:
    values = message.get(field, [])
    if not all(isinstance(value, bytes) for value in values):
        raise ValueError(f"field {field} holds a number instead of bytes")
    return [value for value in values if isinstance(value, bytes)]


def _message(data: bytes) -> _Message:
    fields: dict[int, list[int | bytes]] = {}
    for number, value in _fields(data):
        if number <= _HIGHEST_FIELD:
            fields.setdefault(number, []).append(value)
    return fields


def _fields(data: bytes) -> Iterator[tuple[int, int | bytes]]:
    position = 0
    while position < len(data):
        key, position = _varint(data, position)
        number, wire_type = key >> 3, key & 7
        if number == 0:
            raise ValueError("a field has the number 0")
        if wire_type == _VARINT:
            value, position = _varint(data, position)
            yield number, value
            continue
        if wire_type == _BYTES:
            size, position = _varint(data, position)
        elif wire_type in (_FOUR_BYTES, _EIGHT_BYTES):
            size = 4 if wire_type == _FOUR_BYTES else 8
        else:
            raise ValueError(f"field {number} has the unknown wire type {wire_type}")
        if size > len(data) - position:
            raise ValueError(f"field {number} ends after the end of the data")
        yield number, data[position : position + size]
        position += size


def _varint(data: bytes, position: int) -> tuple[int, int]:
    """A number of 64 bits and the position after it."""
    value = 0
    for index, byte in enumerate(data[position : position + 10]):
        value |= (byte & 0x7F) << (7 * index)
        if byte < 0x80:
            return value & 0xFFFF_FFFF_FFFF_FFFF, position + index + 1
    raise ValueError("a number ends after the end of the data, or has over 64 bits")
