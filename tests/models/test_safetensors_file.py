from __future__ import annotations

import json
import tracemalloc
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("torch")
import torch
from safetensors.torch import load_file, save_file

from metabgm.models import safetensors_file
from metabgm.models.errors import ModelError
from metabgm.models.safetensors_file import SafetensorsFile

ENTRY = {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}


def _raw(path: Path, header: Any, data: bytes = bytes(24)) -> Path:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    path.write_bytes(len(text).to_bytes(8, "little") + text + data)
    return path


def _open_and_read(path: Path) -> dict[str, Any]:
    file = SafetensorsFile(path)
    try:
        return {name: np.concatenate(list(file.blocks(name))) for name in file.tensors}
    finally:
        file.close()


@pytest.mark.parametrize("dtype", [torch.float32, torch.float16, torch.bfloat16])
def test_every_bit_is_torchs(tmp_path: Path, dtype: torch.dtype) -> None:
    bits = torch.arange(2**16, dtype=torch.int32).to(torch.int16)
    every_half = bits.view(dtype) if dtype != torch.float32 else torch.randn(2**16)
    tensors = {"all": every_half.reshape(256, 256), "gain": torch.randn(77).to(dtype)}
    save_file(tensors, tmp_path / "m.safetensors", metadata={"format": "pt"})
    ours, theirs = _open_and_read(tmp_path / "m.safetensors"), load_file(tmp_path / "m.safetensors")
    assert ours.keys() == theirs.keys()
    for name, tensor in theirs.items():
        expected = tensor.numpy() if dtype == torch.float16 else tensor.float().numpy()
        assert ours[name].dtype == expected.dtype
        assert ours[name].shape == expected.shape
        assert ours[name].tobytes() == expected.tobytes()


@pytest.mark.parametrize("dtype", [torch.float32, torch.float16, torch.bfloat16])
def test_blocks_hold_whole_rows_and_no_more_than_their_limit(
    tmp_path: Path, dtype: torch.dtype, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safetensors_file, "BLOCK_MAX_BYTES", 1000)
    matrix = torch.randn(37, 64).to(dtype)
    save_file({"m": matrix, "wide": torch.randn(3, 300).to(dtype)}, tmp_path / "m.safetensors")
    file = SafetensorsFile(tmp_path / "m.safetensors")
    blocks = list(file.blocks("m"))
    assert [len(block) for block in blocks] == [3] * 12 + [1]
    assert np.array_equal(np.concatenate(blocks), matrix.float().numpy())
    assert [block.shape for block in file.blocks("wide")] == [(1, 300)] * 3
    file.close()


def test_large_matrix_is_never_whole_in_memory(tmp_path: Path) -> None:
    matrix = torch.ones(20_000, 4096, dtype=torch.bfloat16)
    save_file({"m": matrix}, tmp_path / "m.safetensors")
    file = SafetensorsFile(tmp_path / "m.safetensors")
    tracemalloc.start()
    rows = 0
    for block in file.blocks("m"):
        assert block.nbytes <= 64 * 1024 * 1024
        rows += len(block)
        del block
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    file.close()
    assert rows == 20_000
    # A block as it is stored and as float32; the whole would be 312 MB.
    assert peak < 100 * 1024 * 1024


def test_scalar_is_a_row_and_empty_tensor_has_none(tmp_path: Path) -> None:
    header = {
        "scalar": {"dtype": "F32", "shape": [], "data_offsets": [0, 4]},
        "empty": {"dtype": "F16", "shape": [5, 0], "data_offsets": [4, 4]},
    }
    file = SafetensorsFile(_raw(tmp_path / "m.safetensors", header, np.float32(2.5).tobytes()))
    assert [block.tolist() for block in file.blocks("scalar")] == [[2.5]]
    assert list(file.blocks("empty")) == []
    file.close()


def test_foreign_dtype_hurts_only_who_reads_it(tmp_path: Path) -> None:
    save_file({"ids": torch.arange(3), "w": torch.ones(2)}, tmp_path / "m.safetensors")
    file = SafetensorsFile(tmp_path / "m.safetensors")
    assert np.array_equal(np.concatenate(list(file.blocks("w"))), [1, 1])
    with pytest.raises(
        ModelError, match=r"m\.safetensors: ids is of dtype I64; supported are F32, F16, BF16"
    ):
        list(file.blocks("ids"))
    file.close()


FAULTS: list[tuple[Any, str]] = [
    ({"w": 5}, "'w' is 5; expected an object"),
    ([1], "has a list of 1 as its header"),
    ({"w": {**ENTRY, "dtype": 3}}, "'w' has the dtype 3"),
    ({"w": {**ENTRY, "shape": "ab"}}, "'w' has the shape 'ab'"),
    ({"w": {**ENTRY, "shape": [2, True]}}, "'w' has the shape a list of 2"),
    ({"w": {**ENTRY, "shape": [1] * 9}}, "expected at most 8 sizes"),
    ({"w": {**ENTRY, "shape": [-2, -3]}}, "'w' has the shape"),
    ({"w": {**ENTRY, "shape": [10**400, 3]}}, "'w' has the shape"),
    ({"w": {**ENTRY, "data_offsets": [24, 0]}}, "'w' has the data_offsets"),
    ({"w": {**ENTRY, "data_offsets": [0, 24, 48]}}, "'w' has the data_offsets a list of 3"),
    ({"w": {"dtype": "F32", "shape": [2, 3]}}, "'w' has the data_offsets None"),
    ({"w": {**ENTRY, "shape": [2, 2]}}, "'w' has 24 bytes; expected 16 for F32"),
    ({"w": {**ENTRY, "data_offsets": [0, 20]}}, "'w' has 20 bytes; expected 24"),
    ({"w": ENTRY, "v": ENTRY}, "'v' begins at byte 0 and overlaps the tensor before it; expected 24"),
    (
        {"w": {**ENTRY, "data_offsets": [4, 28]}},
        "'w' begins at byte 4 and leaves a gap before it; expected 0",
    ),
    ({"w": {**ENTRY, "shape": [3, 3], "data_offsets": [0, 36]}}, "has 24 bytes of tensors; expected 36"),
    ({}, "has 24 bytes of tensors; expected 0"),
    (b'{"w": 1, "w": 2}', "damaged header: a name stands there twice"),
    (b'{"w": ', "damaged header"),
    (b'{"\xff": 1}', "damaged header"),
    (b"[" * 100_000, "damaged header"),
]


@pytest.mark.parametrize(("header", "fault"), FAULTS)
def test_fault_of_the_header_is_named(tmp_path: Path, header: Any, fault: str) -> None:
    with pytest.raises(ModelError, match=rf"^m\.safetensors: .*{fault}"):
        SafetensorsFile(_raw(tmp_path / "m.safetensors", header))


@pytest.mark.parametrize("length", [2**64 - 1, 2**40, safetensors_file.HEADER_MAX_BYTES + 1, 100, 1, 0])
def test_absurd_header_length_costs_no_memory(tmp_path: Path, length: int) -> None:
    path = tmp_path / "m.safetensors"
    path.write_bytes(length.to_bytes(8, "little") + b"{}")
    with path.open("r+b") as file:
        # Sparse, and as long as the largest header and more: only the limit speaks against it.
        file.truncate(8 + (safetensors_file.HEADER_MAX_BYTES + 1 if length > 100 else 2))
    tracemalloc.start()
    with pytest.raises(ModelError, match=rf"claims a header of {length} bytes"):
        SafetensorsFile(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 256 * 1024


@pytest.mark.parametrize("keep", [0, 1, 7])
def test_file_without_a_length(tmp_path: Path, keep: int) -> None:
    (tmp_path / "m.safetensors").write_bytes(bytes(keep))
    with pytest.raises(ModelError, match=rf"in a file of {keep}"):
        SafetensorsFile(tmp_path / "m.safetensors")


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"has no file m\.safetensors"):
        SafetensorsFile(tmp_path / "m.safetensors")
    (tmp_path / "m.safetensors").mkdir()
    with pytest.raises(ModelError, match=r"has no file m\.safetensors"):
        SafetensorsFile(tmp_path / "m.safetensors")


def test_file_that_is_cut_while_it_is_open(tmp_path: Path) -> None:
    header = {"w": {"dtype": "F32", "shape": [1000, 100], "data_offsets": [0, 400_000]}}
    path = _raw(tmp_path / "m.safetensors", header, bytes(400_000))
    file = SafetensorsFile(path)
    with path.open("r+b") as cut:
        cut.truncate(path.stat().st_size - 1)
    with pytest.raises(ModelError, match="w ends early"):
        list(file.blocks("w"))
    file.close()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("whole") / "m.safetensors"
    tensors = {
        "a.weight": torch.randn(4, 8),
        "b.weight": torch.randn(8).bfloat16(),
        "c": torch.ones(3).half(),
    }
    save_file(tensors, path, metadata={"format": "pt"})
    return path.read_bytes()


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_change_gives_tensors_or_a_model_error(tmp_path: Path, whole: bytes, data: st.DataObject) -> None:
    changed = bytearray(whole)
    header_end = 8 + int.from_bytes(whole[:8], "little")
    for place in data.draw(st.lists(st.integers(0, header_end - 1), max_size=4)):
        changed[place] = data.draw(st.integers(0, 255))
    keep = data.draw(st.integers(0, len(whole)) | st.just(len(whole)))
    path = tmp_path / "changed.safetensors"
    path.write_bytes(changed[:keep])
    try:
        tensors, fault = _open_and_read(path), ""
    except ModelError as error:
        tensors, fault = {}, str(error)
    assert bool(tensors) != bool(fault)
    assert "changed.safetensors" in fault or not fault
    assert "\n" not in fault


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(1, 200))
def test_every_truncation_is_seen(tmp_path: Path, whole: bytes, cut: int) -> None:
    path = tmp_path / "cut.safetensors"
    path.write_bytes(whole[:-cut])
    with pytest.raises(ModelError, match=r"cut\.safetensors"):
        SafetensorsFile(path)
