from __future__ import annotations

import collections
import os
import pickle
import pickletools
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metabgm.models.errors import ModelError
from metabgm.music.musicgen.checkpoint.torch_pickle import read_pickle

_PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.text() | st.integers(0, 9), inner)
        | st.tuples(inner, inner, inner, inner)
        | st.tuples(inner)
    ),
)


@pytest.mark.parametrize("protocol", [2, 3, 4, 5])
@given(value=_PLAIN)
def test_plain_values_come_back(value: Any, protocol: int) -> None:
    assert read_pickle(pickle.dumps(value, protocol), "x.bin") == value


def test_an_ordered_dictionary_with_attributes_is_a_dictionary() -> None:
    # As module.state_dict() is, with its modules' versions.
    state: Any = collections.OrderedDict(a=1)
    state._metadata = {"version": 1}
    assert read_pickle(pickle.dumps(state, 2), "x.bin") == {"a": 1}


class _Runs:
    """Unpickled by Python's own reader it leaves a file behind."""

    def __init__(self, command: str) -> None:
        self.command = command

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return os.system, (self.command,)


@pytest.mark.parametrize("protocol", [2, 4])
def test_nothing_is_run(tmp_path: Path, protocol: int) -> None:
    witness = tmp_path / "witness"
    data = pickle.dumps({"best_state": _Runs(f"echo run > {witness}")}, protocol)
    with pytest.raises(ModelError, match=r"x\.bin: its pickle asks for '\w+\.system', which could run code"):
        read_pickle(data, "x.bin")
    assert not witness.exists()
    # It is no harmless pickle that was refused.
    pickle.loads(data)
    assert witness.exists()


@pytest.mark.parametrize(
    "asked",
    ["builtins\neval", "__builtin__\ngetattr", "omegaconf.dictconfig\nDictConfig", "torch\nload"],
)
def test_whatever_is_no_tensor_is_refused_by_name(asked: str) -> None:
    name = asked.replace("\n", ".")
    with pytest.raises(ModelError, match=f"asks for '{name}'"):
        read_pickle(f"c{asked}\n.".encode(), "x.bin")


def _storage(count: int, key: str = "0", kind: str = "Float") -> bytes:
    """The operand of a tensor: ('storage', torch.FloatStorage, key, 'cpu', count)."""
    return (
        b"(X\x07\x00\x00\x00storage"
        + f"ctorch\n{kind}Storage\n".encode()
        + b"X"
        + len(key).to_bytes(4, "little")
        + key.encode()
        + b"X\x03\x00\x00\x00cpu"
        + _number(count)
        + b"tQ"
    )


def _number(value: int) -> bytes:
    data = value.to_bytes(8, "little", signed=True)
    return b"\x8a\x08" + data


def _tensor(count: int, offset: int, shape: tuple[int, ...], strides: tuple[int, ...]) -> bytes:
    sizes = b"".join(b"(" + b"".join(map(_number, numbers)) + b"t" for numbers in (shape, strides))
    function = b"\x80\x02ctorch._utils\n_rebuild_tensor_v2\n"
    return function + b"(" + _storage(count) + _number(offset) + sizes + b"\x89}tR."


def test_a_tensor() -> None:
    view = read_pickle(_tensor(14, 2, (3, 4), (4, 1)), "x.bin")
    assert (view.storage.key, view.storage.dtype, view.storage.count) == ("0", "Float", 14)
    assert (view.offset, view.shape, view.strides) == (2, (3, 4), (4, 1))


@pytest.mark.parametrize(
    ("offset", "shape", "strides"),
    [
        (3, (3, 4), (4, 1)),
        (0, (3, 5), (4, 1)),
        (0, (2, 2), (13, 1)),
        (0, (10**12,), (0,)),
        (0, (2**40, 2**40), (0, 0)),
    ],
)
def test_a_tensor_beyond_its_storage(offset: int, shape: tuple[int, ...], strides: tuple[int, ...]) -> None:
    with pytest.raises(ModelError, match="lies beyond its storage of 14 numbers"):
        read_pickle(_tensor(14, offset, shape, strides), "x.bin")


@pytest.mark.parametrize(
    ("offset", "shape", "strides"),
    [(-1, (3,), (1,)), (0, (-3,), (1,)), (0, (3,), (-1,)), (0, (3,), (1, 1)), (0, (1,) * 9, (1,) * 9)],
)
def test_a_tensor_with_a_shape_that_is_none(
    offset: int, shape: tuple[int, ...], strides: tuple[int, ...]
) -> None:
    with pytest.raises(ModelError, match="damaged pickle: a tensor has"):
        read_pickle(_tensor(14, offset, shape, strides), "x.bin")


def test_bytes_that_claim_ten_gigabytes() -> None:
    claim = (10 * 2**30).to_bytes(8, "little")
    for opcode in (b"\x8d", b"\x8e", b"\x96"):
        with pytest.raises(ModelError, match="damaged pickle"):
            read_pickle(b"\x80\x05" + opcode + claim + b"abc.", "x.bin")


def test_an_opcode_that_weights_need_not() -> None:
    for data in (pickle.dumps(b"bytes", 4), pickle.dumps({1, 2}, 4), b"\x80\x02c", b"Nb."):
        with pytest.raises(ModelError, match=r"x\.bin"):
            read_pickle(data, "x.bin")


def test_a_name_made_of_a_tower_of_pairs_takes_no_memory() -> None:
    """Each pair holds the last one twice: written out it would have 2^60 parts."""
    tower = b"\x80\x04)\x94"
    for level in range(60):
        tower += b"h" + bytes([level]) + b"h" + bytes([level]) + b"\x86\x94"
    with pytest.raises(ModelError, match="a class is named by what is no text"):
        read_pickle(tower + b"h\x3ch\x3c\x93.", "x.bin")


def _told(data: bytes) -> str:
    """What is wrong with a pickle; nothing if it can be read. Whatever else is raised fails the test."""
    try:
        read_pickle(data, "x.bin")
    except ModelError as error:
        return str(error)
    return ""


@given(st.data())
def test_damage_is_told_or_harmless(data: st.DataObject) -> None:
    whole = bytearray(_tensor(14, 2, (3, 4), (4, 1)))
    # What ends early is never read as something smaller.
    assert "x.bin" in _told(bytes(whole[: data.draw(st.integers(0, len(whole) - 1))]))
    for _ in range(data.draw(st.integers(1, 3))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    told = _told(bytes(whole))
    assert not told or told.startswith("x.bin")


def test_any_opcode_at_all() -> None:
    """On an empty stack, and on one that has something of most kinds: refused, for no such pickle ends."""
    for opcode in pickletools.opcodes:
        for before in (b"\x80\x02", b"\x80\x02(}]NX\x01\x00\x00\x00a("):
            data = before + opcode.code.encode("latin-1") + b"\x00" * 12
            if opcode.name != "STOP":
                assert _told(data).startswith("x.bin"), opcode.name
