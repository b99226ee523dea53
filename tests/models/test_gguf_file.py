"""The container: what it holds comes back."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from metabgm.models.errors import ModelError
from metabgm.models.gguf_file import GgufFile
from tests.models.gguf_files import array, container, key, tensor, text, write_file

TEXT, ARRAY = 8, 9


@pytest.mark.parametrize("version", [2, 3])
def test_all_types_of_values(tmp_path: Path, version: int) -> None:
    numbers = {"B": (0, 255), "b": (1, -128), "H": (2, 65_535), "h": (3, -32_768), "I": (4, 2**32 - 1)}
    numbers |= {"i": (5, -(2**31)), "Q": (10, 2**64 - 1), "q": (11, -(2**63))}
    keys = [key(code, kind, struct.pack("<" + code, value)) for code, (kind, value) in numbers.items()]
    keys += [key("f", 6, struct.pack("<f", 0.5)), key("d", 12, struct.pack("<d", 0.1)), key("?", 7, b"\1")]
    keys += [key("s", TEXT, text("ähm")), key("empty", TEXT, text(""))]
    with GgufFile(write_file(tmp_path, container(keys, version=version))) as file:
        assert {code: file.values.whole(code, least=-(2**63), most=2**64) for code in numbers} == {
            code: value for code, (_, value) in numbers.items()
        }
        assert file.values.number("f", above=0, most=1) == 0.5
        assert file.values.number("d", above=0, most=1) == 0.1
        assert file.values.flag("?", False) is True
        assert (file.values.text("s"), file.values.text("empty")) == ("ähm", "")


def test_arrays(tmp_path: Path) -> None:
    inner = array(5, 2, struct.pack("<ii", -1, 2)) + array(TEXT, 1, text("x"))
    keys = [
        key("floats", ARRAY, array(6, 2, struct.pack("<ff", 0.5, -2))),
        key("bools", ARRAY, array(7, 3, b"\0\1\2")),
        key("texts", ARRAY, array(TEXT, 3, text("a") + text("") + text("ü"))),
        key("none", ARRAY, array(TEXT, 0)),
        key("nested", ARRAY, array(ARRAY, 2, inner)),
        key("after", 0, b"\7"),
    ]
    with GgufFile(write_file(tmp_path, container(keys))) as file:
        assert file.values.numbers("floats").tolist() == [0.5, -2]
        assert file.values.numbers("bools").tolist() == [False, True, True]
        assert file.values.texts("texts") == ["a", "", "ü"]
        assert file.values.texts("none") == []
        with pytest.raises(ModelError, match="nested is a list of 2; expected a list of strings"):
            file.values.texts("nested")
        assert file.values.whole("after") == 7


def test_vocabulary_of_llama_3s_size(tmp_path: Path) -> None:
    """Longer than what is read at once, so strings lie across every border."""
    tokens = [f"token{index:x}" for index in range(128_256)]
    merges = [f"left{index} right{index}" for index in range(280_147)]
    keys = [
        key(str(len(texts)), ARRAY, array(TEXT, len(texts), b"".join(map(text, texts))))
        for texts in (tokens, merges)
    ]
    with GgufFile(write_file(tmp_path, container([*keys, key("after", 0, b"\7")]))) as file:
        assert file.values.texts("128256") == tokens
        assert file.values.texts("280147") == merges
        assert file.values.whole("after") == 7


@pytest.mark.parametrize("alignment", [8, 32, 4096])
def test_tensors_and_alignment(tmp_path: Path, alignment: int) -> None:
    first, second = np.arange(6, dtype=np.float32), np.arange(3, dtype=np.float16)
    data = first.tobytes() + bytes(-first.nbytes % alignment) + second.tobytes()
    infos = [tensor("matrix", (2, 3)), tensor("vector", (3,), 1, -(-first.nbytes // alignment) * alignment)]
    keys = [key("general.alignment", 4, struct.pack("<I", alignment))]
    with GgufFile(write_file(tmp_path, container(keys, infos, data, alignment=alignment))) as file:
        assert file.tensors["matrix"].shape == (3, 2)
        assert file.read_rows(file.tensors["matrix"], 0, 3).tolist() == [[0, 1], [2, 3], [4, 5]]
        assert file.read_rows(file.tensors["matrix"], 1, 2).tolist() == [[2, 3], [4, 5]]
        assert file.read_rows(file.tensors["vector"], 0, 1).tolist() == [[0, 1, 2]]


@pytest.mark.parametrize("alignment", [0, 1, 24, 2**31])
def test_bad_alignment(tmp_path: Path, alignment: int) -> None:
    keys = [key("general.alignment", 4, struct.pack("<I", alignment))]
    with pytest.raises(ModelError, match=rf"general\.alignment is {alignment}; expected"):
        GgufFile(write_file(tmp_path, container(keys)))


def test_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"cannot read .*gone\.gguf: No such file"):
        GgufFile(tmp_path / "gone.gguf")
    with pytest.raises(ModelError, match=r"cannot read .*: Is a directory"):
        GgufFile(tmp_path)


def test_file_that_shrinks_while_it_is_open(tmp_path: Path) -> None:
    path = write_file(tmp_path, container((), [tensor("t", (8, 2))], bytes(64)))
    with GgufFile(path) as file:
        with path.open("r+b") as writing:
            writing.truncate(path.stat().st_size - 60)
        with pytest.raises(ModelError, match=r"m\.gguf: t gave 4 bytes, expected 64"):
            file.read_rows(file.tensors["t"], 0, 2)


@pytest.mark.parametrize("weight", [np.nan, np.inf])
def test_weights_that_are_no_numbers(tmp_path: Path, weight: float) -> None:
    data = np.array([1, weight], np.float32).tobytes()
    with (
        GgufFile(write_file(tmp_path, container((), [tensor("t", (1, 2))], data))) as file,
        pytest.raises(ModelError, match="t holds a weight that is no finite number"),
    ):
        file.read_rows(file.tensors["t"], 0, 2)
