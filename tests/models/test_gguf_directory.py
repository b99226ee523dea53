"""What a damaged or hostile container does: one error that names it, at once and without memory."""

from __future__ import annotations

import struct
import tracemalloc
from pathlib import Path

import gguf
import pytest

from metabgm.models import gguf_directory, gguf_metadata
from metabgm.models.errors import ModelError
from metabgm.models.gguf_file import GgufFile
from tests.models.gguf_files import array, container, key, tensor, text, write_file

HUGE = 2**60
TEXT, ARRAY = 8, 9

_FOREIGN = {
    "nothing": (b"", r"m\.gguf: the header: 1 number\(s\) need 4 bytes or more, but 0 of the file are left"),
    "three bytes": (b"GGU", "but 3 of the file are left"),
    "words": (b"not a model, just words\n", "starts with b'not ', expected b'GGUF'; this is no GGUF file"),
    "old": (container(version=1), "the GGUF version is 1, expected 2 or 3"),
    "new": (container(version=4), "the GGUF version is 4, expected 2 or 3"),
}


@pytest.mark.parametrize("case", _FOREIGN)
def test_foreignwrite_file(tmp_path: Path, case: str) -> None:
    content, message = _FOREIGN[case]
    with pytest.raises(ModelError, match=message):
        GgufFile(write_file(tmp_path, content))


def test_big_endianwrite_file(tmp_path: Path) -> None:
    writer = gguf.GGUFWriter(tmp_path / "m.gguf", "llama", endianess=gguf.GGUFEndian.BIG)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.close()
    with pytest.raises(ModelError, match="the file is big-endian, expected little-endian"):
        GgufFile(tmp_path / "m.gguf")


_ABSURD = {
    "keys": (container(key_count=HUGE), f"the file has {HUGE} keys, expected at most"),
    "tensors": (container(tensor_count=HUGE), f"the file has {HUGE} tensors, expected at most"),
    "more keys than bytes": (container(key_count=4000), r"4000 key\(s\) need 52000 bytes or more, but 0 of"),
    "more tensors than bytes": (
        container(tensor_count=60_000),
        r"60000 tensor\(s\) need 1920000 bytes or more",
    ),
    "string": (container([key("k", TEXT, struct.pack("<Q", HUGE) + b"x")]), f"a string has {HUGE} bytes"),
    "key": (container([struct.pack("<Q", HUGE) + bytes(9)]), f"key number 0: a string has {HUGE} bytes"),
    "short string": (container([key("k", TEXT, struct.pack("<Q", 9) + b"x")]), r"9 bytes of a string need 9"),
    "array": (container([key("k", ARRAY, array(4, HUGE))]), f"'k': the array has {HUGE} elements"),
    "short array": (container([key("k", ARRAY, array(10, 9, b"x"))]), r"9 number\(s\) need 72 bytes or more"),
    "strings": (container([key("k", ARRAY, array(TEXT, 9, b"x"))]), r"9 string\(s\) need 72 bytes or more"),
    "arrays": (container([key("k", ARRAY, array(ARRAY, 9, b"x"))]), "9 arrays need 108 bytes or more"),
    "dimensions": (container((), [tensor("t", (1,) * 5)]), "'t': has 5 dimensions, expected 1 to 4"),
    "no dimension": (
        container((), [tensor("t", (), 0) + bytes(8)]),
        "'t': has 0 dimensions, expected 1 to 4",
    ),
    "zero": (container((), [tensor("t", (4, 0))]), r"'t': has the shape \(0, 4\), expected no zeros in it"),
    "shape": (container((), [tensor("t", (HUGE, HUGE))]), f"'t': ends at byte {4 * HUGE * HUGE} of the data"),
    "offset": (container((), [tensor("t", (1,), 0, HUGE)]), f"'t': ends at byte {HUGE + 4} of the data"),
    "tensor name": (container((), [tensor("t" * 65, (1,))]), "a string has 65 bytes, more than 64"),
}


@pytest.mark.parametrize("case", _ABSURD)
def test_absurd_claims_cost_no_memory(tmp_path: Path, case: str) -> None:
    content, message = _ABSURD[case]
    path = write_file(tmp_path, content)
    tracemalloc.start()
    try:
        with pytest.raises(ModelError, match=message):
            GgufFile(path)
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_deepest_nesting(tmp_path: Path) -> None:
    nested = array(ARRAY, 1) * (gguf_metadata.NESTING_MAX - 1) + array(0, 1, b"x")
    with GgufFile(write_file(tmp_path, container([key("k", ARRAY, nested)]))) as file:
        assert "k" in file.values
    with pytest.raises(ModelError, match="'k': arrays lie in one another over 4 deep"):
        GgufFile(write_file(tmp_path, container([key("k", ARRAY, array(ARRAY, 1) * 100_000)])))


def test_limits_hold_in_a_file_that_is_long_enough(tmp_path: Path) -> None:
    long = 2**33
    many_arrays = container([key("k", ARRAY, array(ARRAY, gguf_metadata.ARRAYS_MAX))])
    many_elements = container([key("k", ARRAY, array(0, gguf_metadata.ELEMENTS_MAX + 1))])
    long_string = container([key("k", TEXT, struct.pack("<Q", gguf_metadata.STRING_MAX_BYTES + 1))])
    long_key = container([struct.pack("<Q", gguf_directory.KEY_MAX_BYTES + 1)])
    for content, message in {
        many_arrays: "the file has more than 4096 arrays",
        many_elements: "the array has 1048577 elements, more than 1048576",
        long_string: "a string has 1048577 bytes, more than 1048576",
        long_key: "a string has 65536 bytes, more than 65535",
        container(key_count=4097): "the file has 4097 keys, expected at most 4096",
        container(tensor_count=65_537): "the file has 65537 tensors, expected at most 65536",
    }.items():
        with pytest.raises(ModelError, match=message):
            GgufFile(write_file(tmp_path, content, long))


def test_metadata_end_somewhere(tmp_path: Path) -> None:
    words = text("x" * gguf_metadata.STRING_MAX_BYTES)
    content = container([key(str(number), TEXT, words) for number in range(32)], key_count=33)
    with pytest.raises(ModelError, match=r"but .* of the 33554432 that metadata may take are left"):
        GgufFile(write_file(tmp_path, content, 2**33))


_DAMAGED = {
    "key twice": (container([key("k", 0, b"1")] * 2), "key 'k': is there twice"),
    "tensor twice": (container((), [tensor("t", (1,))] * 2, bytes(64)), "tensor 't': is there twice"),
    "value type": (container([key("k", 13, b"")]), "key 'k': its value type is 13; GGUF has 0 to 12"),
    "element type": (container([key("k", ARRAY, array(13, 1))]), "elements have the value type 13"),
    "not UTF-8": (container([key("k", TEXT, text(b"\xff"))]), "key 'k': a string is not UTF-8"),
    "tensor type": (container((), [tensor("t", (1,), 99)]), "tensor 't': has the type number 99"),
    "part of a block": (
        container((), [tensor("t", (33,), 2)]),
        "rows of 33, expected a multiple of 32 for Q4_0",
    ),
    "misaligned": (container((), [tensor("t", (1,), 0, 4)]), "byte 4 of the data, expected a multiple of 32"),
    "past the end": (
        container((), [tensor("t", (8,))], bytes(31)),
        "at byte 32 of the data, but the file has 31",
    ),
    "overlap": (
        container((), [tensor("t", (9,)), tensor("u", (1,), 0, 32)], bytes(99)),
        "tensor 'u': begins at byte 32 of the data, but 't' ends at byte 36",
    ),
    "two lines": (
        container([key("two\nlines" * 99, 13, b"")]),
        r"key 'two\\nlines[^\n]*\.\.\.: its value type",
    ),
}


@pytest.mark.parametrize("case", _DAMAGED)
def test_damage_is_named(tmp_path: Path, case: str) -> None:
    content, message = _DAMAGED[case]
    with pytest.raises(ModelError, match=message):
        GgufFile(write_file(tmp_path, content))
