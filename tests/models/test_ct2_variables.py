from __future__ import annotations

import struct
from pathlib import Path

import ctranslate2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metabgm.models.ct2_variables import Variable, read_model_bin
from metabgm.models.errors import ModelError
from tests.models.ct2_folders import write_ct2


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("ct2") / "smollm2"
    write_ct2(folder, "smollm2", "int8")
    return (folder / "model.bin").read_bytes()


def _text(text: bytes) -> bytes:
    return struct.pack("<H", len(text) + 1) + text + b"\0"


def _variable(
    name: bytes = b"w", shape: tuple[int, ...] = (2, 3), dtype: int = 1, size: int = 6, data: int = 6
) -> bytes:
    header = _text(name) + struct.pack(f"<B{len(shape)}I", len(shape), *shape)
    return header + struct.pack("<BI", dtype, size) + bytes(data)


def _file(
    *variables: bytes,
    version: int = 6,
    spec: bytes = b"Spec",
    count: int | None = None,
    end: bytes = bytes(4),
) -> bytes:
    number = len(variables) if count is None else count
    front = struct.pack("<I", version) + _text(spec) + struct.pack("<II", 8, number)
    return front + b"".join(variables) + end


def _alias(alias: bytes, name: bytes) -> bytes:
    return struct.pack("<I", 1) + _text(alias) + _text(name)


def test_variables_are_those_of_the_loaded_model(tmp_path: Path, whole: bytes) -> None:
    (tmp_path / "model.bin").write_bytes(whole)
    model = read_model_bin(tmp_path / "model.bin")
    assert model.spec == "TransformerDecoderSpec"
    assert model.variables["decoder/embeddings/weight"] == Variable((400, 64), "int8")
    assert model.variables["decoder/embeddings/weight_scale"] == Variable((400,), "float32")
    assert model.variables["decoder/num_heads"] == Variable((), "int16")
    assert model.aliases["decoder/projection/weight"] == "decoder/embeddings/weight"
    assert model.named()["decoder/projection/weight"] == Variable((400, 64), "int8")
    assert ctranslate2.contains_model(str(tmp_path))


FAULTS = [
    (_file(version=5), "binary version is 5; supported is 6"),
    (_file(count=70_000), "claims 70000 variables; expected at most 65536"),
    (_file(spec=b"x" * 300), "a name has 301 bytes; expected 1 to 256"),
    (_file(spec=b"\xff"), "invalid start byte"),
    (_file(_variable(shape=(1,) * 9)), "'w' has 9 dimensions; expected at most 8"),
    (_file(_variable(dtype=6)), "'w' is of dtype 6; known are 0 to 5"),
    (_file(_variable(size=5)), r"'w' has 5 bytes; expected 6 for int8 \[2, 3\]"),
    (_file(_variable(shape=(2**32 - 1,) * 8)), "'w' has 6 bytes; expected"),
    (_file(_variable(data=1), end=b""), "ends within 'w': the file is cut"),
    (_file(_variable(), _variable()), "variable 'w' stands there twice"),
    (_file(_variable(), count=2), "a name has 0 bytes"),
    (_file(_variable(), end=b""), "ends after .* the file is cut"),
    (
        _file(_variable(), end=_alias(b"a", b"x")),
        "'a' is an alias of 'x'; expected a new name for a variable",
    ),
    (_file(_variable(), end=_alias(b"w", b"w")), "'w' is an alias of 'w'"),
    (_file(_variable(), end=struct.pack("<I", 2**32 - 1)), "claims 4294967295 aliases"),
    (_file(_variable(), end=bytes(5)), "has 48 bytes; expected 47 by its headers"),
    (b"", "ends after 0 bytes"),
]


@pytest.mark.parametrize(("content", "fault"), FAULTS)
def test_fault_is_named(tmp_path: Path, content: bytes, fault: str) -> None:
    (tmp_path / "model.bin").write_bytes(content)
    with pytest.raises(ModelError, match=rf"^model\.bin: .*{fault}"):
        read_model_bin(tmp_path / "model.bin")


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"has no file model\.bin"):
        read_model_bin(tmp_path / "model.bin")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(1, 20_000) | st.integers(1, 200))
def test_every_truncation_is_seen(tmp_path: Path, whole: bytes, cut: int) -> None:
    (tmp_path / "model.bin").write_bytes(whole[:-cut])
    with pytest.raises(ModelError, match=r"^model\.bin: "):
        read_model_bin(tmp_path / "model.bin")


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_change_gives_variables_or_a_model_error(
    tmp_path: Path, whole: bytes, data: st.DataObject
) -> None:
    changed = bytearray(whole)
    for place in data.draw(st.lists(st.integers(0, 400) | st.integers(0, len(whole) - 1), max_size=4)):
        changed[place] = data.draw(st.integers(0, 255))
    (tmp_path / "model.bin").write_bytes(changed)
    try:
        variables, fault = read_model_bin(tmp_path / "model.bin").variables, ""
    except ModelError as error:
        variables, fault = {}, str(error)
    assert bool(variables) != bool(fault)
    assert "\n" not in fault
