from __future__ import annotations

import pickle
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch")
import torch

from metabgm.models.errors import ModelError
from metabgm.music.musicgen.checkpoint.torch_file import TorchFile
from tests.music.musicgen.checkpoint.torch_zips import write_zip


def _saved(path: Path, state: Any) -> Path:
    torch.save({"best_state": state}, path)
    return path


def _read(path: Path) -> dict[str, Any]:
    file = TorchFile(path)
    try:
        tensors = file.tensors(file.content["best_state"], "best_state")
        return {name: stored.load() for name, stored in tensors.items()}
    finally:
        file.close()


def test_what_torch_saved(tmp_path: Path) -> None:
    torch.manual_seed(1)
    matrix = torch.randn(6, 8)
    state = {
        "plain": matrix[:3].clone(),
        "view": matrix[2:5, 1::3],
        "turned": torch.randn(3, 5, 2).permute(2, 0, 1),
        "half": torch.randn(7).half(),
        "bf16": torch.randn(4, 4).bfloat16(),
        "scalar": torch.tensor(2.5),
        "nothing": torch.zeros(0, 3),
        "parameter": torch.nn.Parameter(torch.randn(2, 2)),
    }
    found = _read(_saved(tmp_path / "x.bin", state))
    assert set(found) == set(state)
    for name, tensor in state.items():
        assert found[name].dtype == np.float32
        np.testing.assert_array_equal(found[name], tensor.detach().float().numpy(), err_msg=name)


def test_what_a_module_is_made_of(tmp_path: Path) -> None:
    module = torch.nn.LSTM(3, 5, num_layers=2)
    found = _read(_saved(tmp_path / "x.bin", module.state_dict()))
    for name, tensor in module.state_dict().items():
        np.testing.assert_array_equal(found[name], tensor.numpy())


def test_numbers_of_another_kind_are_named_when_they_are_read(tmp_path: Path) -> None:
    path = _saved(tmp_path / "x.bin", {"count": torch.tensor([3])})
    with pytest.raises(ModelError, match=r"x\.bin: count is of dtype Long; supported are Float, Half"):
        _read(path)


def test_a_file_of_another_kind(tmp_path: Path) -> None:
    legacy = tmp_path / "legacy.bin"
    torch.save({"a": torch.ones(2)}, legacy, _use_new_zipfile_serialization=False)
    (tmp_path / "text.bin").write_text("no zip")
    (tmp_path / "empty.bin").write_bytes(b"")
    for name in ("legacy.bin", "text.bin", "empty.bin"):
        with pytest.raises(ModelError, match=f"{name} is no whole file of torch.save"):
            TorchFile(tmp_path / name)
    with pytest.raises(ModelError, match=r"has no file absent\.bin"):
        TorchFile(tmp_path / "absent.bin")


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.99])
def test_a_file_cut_off(tmp_path: Path, kept: float) -> None:
    path = _saved(tmp_path / "x.bin", {"a": torch.randn(64, 64)})
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * kept)])
    with pytest.raises(ModelError, match=r"x\.bin is no whole file"):
        TorchFile(path)


def test_a_byte_changed_in_a_tensor(tmp_path: Path) -> None:
    path = _saved(tmp_path / "x.bin", {"a": torch.full((64, 64), 1.5)})
    content = bytearray(path.read_bytes())
    content[content.index(np.float32(1.5).tobytes() * 64) + 100] ^= 1
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"x\.bin: data/0 is damaged: Bad CRC"):
        _read(path)


def test_a_bomb(tmp_path: Path) -> None:
    """Compressed members unpack to any size; torch writes none."""
    zeros = bytes(2**26)
    path = write_zip(tmp_path / "x.bin", pickle.dumps({}, 2) + zeros, method=zipfile.ZIP_DEFLATED)
    assert path.stat().st_size < 2**17
    with pytest.raises(ModelError, match=r"x\.bin: byteorder is compressed|data\.pkl is compressed"):
        TorchFile(path)


def _claiming(path: Path, member: str, size: int) -> None:
    """Rewrites what the directory says of a member's size, packed and unpacked."""
    content = bytearray(path.read_bytes())
    place = content.rindex(b"PK\x01\x02", 0, content.rindex(member.encode()))
    content[place + 20 : place + 28] = size.to_bytes(4, "little") * 2
    path.write_bytes(content)


def test_a_member_that_claims_three_gigabytes(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "x.bin", pickle.dumps({"a": 1}, 2))
    _claiming(path, "archive/byteorder", 3 * 2**30)
    with pytest.raises(ModelError, match=r"x\.bin: byteorder has 3221225472 bytes; expected at most 64"):
        TorchFile(path)


def test_a_storage_that_claims_three_gigabytes(tmp_path: Path) -> None:
    path = _saved(tmp_path / "x.bin", {"a": torch.ones(4)})
    file = TorchFile(path)
    folder = path.stem
    file.close()
    _claiming(path, f"{folder}/data/0", 3 * 2**30)
    with pytest.raises(ModelError, match=r"x\.bin: 'a' has 3221225472 bytes; expected 16"):
        _read(path)


def test_a_tensor_whose_bytes_are_missing(tmp_path: Path) -> None:
    path = _saved(tmp_path / "x.bin", {"a": torch.ones(4)})
    with zipfile.ZipFile(path) as file:
        pickled = file.read("x/data.pkl")
    write_zip(path, pickled)
    with pytest.raises(ModelError, match=r"x\.bin: 'a' has none bytes; expected 16"):
        _read(path)
    write_zip(path, pickled, {"0": bytes(12)})
    with pytest.raises(ModelError, match=r"x\.bin: 'a' has 12 bytes; expected 16"):
        _read(path)


def test_many_tensors_in_the_same_bytes(tmp_path: Path) -> None:
    one = torch.ones(64, 64)
    path = _saved(tmp_path / "x.bin", {f"tensor {index}": one.view(-1)[:4000] for index in range(40)})
    with pytest.raises(ModelError, match=r"best_state holds 640000 bytes of tensors in a file of \d+"):
        _read(path)


def test_numbers_of_the_other_byte_order(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not little-endian"):
        TorchFile(write_zip(tmp_path / "x.bin", pickle.dumps({}, 2), byteorder=b"big"))


def test_a_zip_of_something_else(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.bin", "w") as file:
        file.writestr("readme.txt", "no weights")
    with pytest.raises(ModelError, match=r"it holds 0 files data\.pkl; expected one"):
        TorchFile(tmp_path / "x.bin")


@pytest.mark.parametrize("state", [None, [], {}, {"a": 1}, {1: None}])
def test_a_state_that_is_none(tmp_path: Path, state: object) -> None:
    path = write_zip(tmp_path / "x.bin", pickle.dumps({"best_state": state}, 2))
    with pytest.raises(ModelError, match=r"x\.bin: best_state (is no dictionary|holds .* no tensor)"):
        _read(path)
