"""Files that the SentencePiece library wrote, whole and damaged."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import pytest
import sentencepiece
from hypothesis import given
from hypothesis import strategies as st

from metabgm.models.errors import ModelError
from metabgm.models.sentencepiece import PieceKind, build_sentencepiece
from metabgm.models.sentencepiece_file import SentencePieceModel, read_sentencepiece
from tests.models.small_vocabularies import train_sentencepiece

_USER_DEFINED = ["<cut>", "é b"]


@pytest.fixture(scope="module")
def llama2() -> bytes:
    return train_sentencepiece()


def _read(folder: Path, data: bytes) -> SentencePieceModel:
    path = folder / "tokenizer.model"
    path.write_bytes(data)
    return read_sentencepiece(path)


def _refused(folder: Path, data: bytes) -> str:
    with pytest.raises(ModelError, match=r"^tokenizer\.model") as caught:
        _read(folder, data)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def _with(data: bytes, message: int, fields: bytes) -> bytes:
    """``fields`` put after those of a message of the model; protobuf takes the two for one."""
    assert len(fields) < 128
    return data + bytes([message << 3 | 2, len(fields)]) + fields


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"add_dummy_prefix": False},
        {"bos_id": -1, "pad_id": 1},
        {
            "eos_id": 0,
            "bos_id": 7,
            "unk_id": 2,
            "bos_piece": "<begin>",
            "eos_piece": "<end>",
            "unk_piece": "??",
        },
        {"user_defined_symbols": _USER_DEFINED, "control_symbols": ["<|mark|>"]},
    ],
)
def test_reads_what_the_library_reads(tmp_path: Path, settings: dict[str, Any]) -> None:
    data = train_sentencepiece(**settings)
    ours, theirs = _read(tmp_path, data), sentencepiece.SentencePieceProcessor(model_proto=data)
    ids = range(len(theirs))
    assert [piece.text for piece in ours.pieces] == [theirs.id_to_piece(index) for index in ids]
    assert [piece.score for piece in ours.pieces] == [theirs.get_score(index) for index in ids]
    whole = settings.get("user_defined_symbols", [])
    for index, piece in enumerate(ours.pieces):
        assert (piece.kind is PieceKind.CONTROL) == theirs.is_control(index)
        assert (piece.kind is PieceKind.UNKNOWN) == theirs.is_unknown(index)
        assert (piece.kind is PieceKind.BYTE) == theirs.is_byte(index)
        assert (piece.kind is PieceKind.USER_DEFINED) == (piece.text in whole)
    assert ours.dummy_prefix == settings.get("add_dummy_prefix", True)
    assert ours.unknown == theirs.id_to_piece(theirs.unk_id())
    assert ours.bos == (theirs.id_to_piece(theirs.bos_id()) if theirs.bos_id() >= 0 else None)
    assert ours.eos == theirs.id_to_piece(theirs.eos_id())


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"model_type": "unigram", "vocab_size": 400}, "model_type is unigram; supported is bpe"),
        ({"model_type": "word", "byte_fallback": False, "vocab_size": 400}, "model_type is word"),
        ({"model_type": "char", "vocab_size": 330}, "model_type is char"),
        ({"normalization_rule_name": "nmt_nfkc"}, "normalizer_spec is 'nmt_nfkc'"),
        ({"remove_extra_whitespaces": True}, "remove_extra_whitespaces is True; supported is False"),
        ({"treat_whitespace_as_suffix": True}, "treat_whitespace_as_suffix is True; supported is False"),
    ],
)
def test_other_kinds_are_named(tmp_path: Path, settings: dict[str, Any], message: str) -> None:
    assert message in _refused(tmp_path, train_sentencepiece(hard_vocab_limit=False, **settings))


@pytest.mark.parametrize(
    ("message", "fields", "complaint"),
    [
        (2, b"\xc8\x02\xdc\x0b", "bos_id is 1500, which is no CONTROL piece of the 1500 pieces"),
        (2, b"\xd0\x02\x05", "eos_id is 5, which is no CONTROL piece"),
        (2, b"\x1a\x01x", "no readable SentencePiece model: field 3 holds bytes"),
        (1, b"\x0a\x7f", "no readable SentencePiece model: field 1 ends after"),
        (2, b"\x18\x09", "model_type is 9"),
        (3, b"\x28\x00", "escape_whitespaces is False"),
        (1, b"\x0a\x01x\x18\x07", "of the kind 7"),
        (1, b"\x0a\x01x\x18\x02", "2 pieces are of the kind UNKNOWN; expected one"),
    ],
)
def test_damage_is_named(tmp_path: Path, llama2: bytes, message: int, fields: bytes, complaint: str) -> None:
    assert complaint in _refused(tmp_path, _with(llama2, message, fields))


def test_a_message_in_two_parts_is_one(tmp_path: Path, llama2: bytes) -> None:
    no_prefix = _read(tmp_path, _with(llama2, 3, b"\x18\x00"))
    assert not no_prefix.dummy_prefix
    assert no_prefix.pieces == _read(tmp_path, llama2).pieces


def test_any_damage_gives_a_model_error(tmp_path: Path, llama2: bytes) -> None:
    head = st.integers(0, 400)
    place = head | st.integers(0, len(llama2) - 1) | st.integers(len(llama2) - 300, len(llama2) - 1)

    @given(st.lists(st.tuples(place, st.integers(0, 255)), max_size=4), st.none() | place)
    def opens_or_complains(flips: list[tuple[int, int]], end: int | None) -> None:
        data = bytearray(llama2)
        for position, byte in flips:
            data[position] = byte
        with contextlib.suppress(ModelError):
            model = _read(tmp_path, bytes(data[:end]))
            build_sentencepiece(model.pieces, dummy_prefix=model.dummy_prefix).encode("any text")

    opens_or_complains()


def test_any_bytes_give_a_model_error(tmp_path: Path) -> None:
    @given(st.binary(max_size=200))
    def complains(data: bytes) -> None:
        _refused(tmp_path, data)

    complains()


def test_llama3_file_of_the_same_name(tmp_path: Path) -> None:
    """Meta's Llama 3 has tiktoken's text under this name."""
    assert "no readable SentencePiece model" in _refused(tmp_path, b"IQ== 0\nIg== 1\nIw== 2\n")


def test_limits(tmp_path: Path) -> None:
    assert "over 16777216 bytes" in _refused(tmp_path, bytes(16 * 1024 * 1024 + 1))
    many = _with(_with(b"\x0a\x00" * 1_000_001, 2, b"\x18\x02"), 3, b"\x20\x00")
    assert "1000001 pieces; expected at most 1000000" in _refused(tmp_path, many)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"^none\.model cannot be read: No such file"):
        read_sentencepiece(tmp_path / "none.model")
    with pytest.raises(ModelError, match="cannot be read: Is a directory"):
        read_sentencepiece(tmp_path)
