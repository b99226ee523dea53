"""What is wrong with a Hugging Face folder is told by the file, the field or the tensor."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from metabgm.models.errors import ModelError
from metabgm.music.musicgen.checkpoint import is_musicgen_folder, open_checkpoint

_WEIGHTS = "model.safetensors"


def _change(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    tensors = load_file(folder / _WEIGHTS)
    change(tensors)
    save_file(tensors, folder / _WEIGHTS)


_FC1 = "decoder.model.decoder.layers.1.fc1.weight"
_KERNEL = "audio_encoder.decoder.layers.0.conv.parametrizations.weight.original1"


def test_a_missing_tensor(folder: Path) -> None:
    _change(folder, lambda tensors: tensors.pop(_FC1))
    with pytest.raises(ModelError, match=rf"model lacks the tensor {_FC1}, \[192, 64\], of a text MusicGen"):
        open_checkpoint(folder)


def test_an_extra_tensor(folder: Path) -> None:
    _change(folder, lambda tensors: tensors.update(adapter=np.ones(3, np.float32)))
    with pytest.raises(ModelError, match=r"model\.safetensors: 'adapter' is no tensor of a text MusicGen"):
        open_checkpoint(folder)


def test_extras_that_older_versions_wrote(folder: Path) -> None:
    name = "decoder.model.decoder.embed_positions.weights"
    _change(folder, lambda tensors: tensors.update({name: np.ones((2048, 64), np.float32)}))
    with open_checkpoint(folder) as checkpoint:
        assert name not in checkpoint.names


def test_the_words_under_either_name(folder: Path) -> None:
    words = "text_encoder.shared.weight"

    def rename(tensors: dict[str, Any]) -> None:
        tensors["text_encoder.encoder.embed_tokens.weight"] = tensors.pop(words)

    with open_checkpoint(folder) as checkpoint:
        expected = checkpoint.tensor(words)
    _change(folder, rename)
    with open_checkpoint(folder) as checkpoint:
        assert (checkpoint.tensor(words) == expected).all()


@pytest.mark.parametrize(
    ("name", "size", "message"),
    [
        (_FC1, (192, 65), rf"model\.safetensors: {_FC1} is \[192, 65\]; expected \[192, 64\]"),
        (_FC1, (64, 192), r"is \[64, 192\]; expected \[192, 64\]"),
        (_KERNEL, (64, 16, 5), r"audio_encoder\.decoder\.layers\.0\.conv\.weight is \[64, 16, 5\]"),
        ("decoder.model.decoder.embed_tokens.0.weight", (64, 64), r"is \[64, 64\]; expected \[65, 64\]"),
    ],
)
def test_a_tensor_of_another_shape(folder: Path, name: str, size: tuple[int, ...], message: str) -> None:
    _change(folder, lambda tensors: tensors.update({name: np.ones(size, np.float32)}))
    with pytest.raises(ModelError, match=message):
        open_checkpoint(folder)


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_numbers_that_are_none(folder: Path, bad: float) -> None:
    _change(folder, lambda tensors: tensors[_FC1][3].fill(bad))
    with (
        open_checkpoint(folder) as checkpoint,
        pytest.raises(ModelError, match=rf"model\.safetensors: {_FC1} holds numbers that aren't finite"),
    ):
        checkpoint.tensor(_FC1)


def test_a_codebook_too_many_in_the_weights(folder: Path) -> None:
    name = "decoder.lm_heads.4.weight"
    _change(folder, lambda tensors: tensors.update({name: np.ones((64, 64), np.float32)}))
    with pytest.raises(ModelError, match=rf"{name}' is no tensor of .* with 2 layers, 4 codebooks"):
        open_checkpoint(folder)


@pytest.mark.parametrize("kept", [4, 1000, -1000])
def test_a_file_cut_off(folder: Path, kept: int) -> None:
    content = (folder / _WEIGHTS).read_bytes()
    (folder / _WEIGHTS).write_bytes(content[:kept])
    with pytest.raises(ModelError, match=r"model\.safetensors: (claims a header|has \d+ bytes of tensors)"):
        open_checkpoint(folder)


@pytest.mark.parametrize("length", [10 * 2**30, 2**63])
def test_a_header_that_claims_ten_gigabytes(folder: Path, length: int) -> None:
    content = (folder / _WEIGHTS).read_bytes()
    (folder / _WEIGHTS).write_bytes(length.to_bytes(8, "little") + content[8:])
    with pytest.raises(ModelError, match=f"claims a header of {length} bytes"):
        open_checkpoint(folder)


def test_a_tensor_that_claims_ten_gigabytes(folder: Path) -> None:
    size = 10 * 2**30
    header = json.dumps({_FC1: {"dtype": "F32", "shape": [size // 4], "data_offsets": [0, size]}}).encode()
    (folder / _WEIGHTS).write_bytes(len(header).to_bytes(8, "little") + header + bytes(64))
    with pytest.raises(ModelError, match=r"has 64 bytes of tensors; expected 10737418240 by its header"):
        open_checkpoint(folder)


def test_numbers_of_another_kind(folder: Path) -> None:
    _change(folder, lambda tensors: tensors.update({_FC1: np.ones((192, 64), np.int64)}))
    with open_checkpoint(folder) as checkpoint, pytest.raises(ModelError, match=f"{_FC1} is of dtype I64"):
        checkpoint.tensor(_FC1)


def test_a_name_that_it_does_not_have(folder: Path) -> None:
    with open_checkpoint(folder) as checkpoint, pytest.raises(KeyError):
        checkpoint.tensor("adapter")


@pytest.fixture
def sharded(tmp_path: Path) -> Path:
    pytest.importorskip("torch", reason="cuts the weights in files")
    from musicgen_checkpoints.hf import write_hf  # noqa: PLC0415

    write_hf(tmp_path, "tiny", shard_size="400KB")
    return tmp_path


@pytest.mark.parametrize("name", ["../other.safetensors", "weights.bin", ""])
def test_an_index_that_points_elsewhere(sharded: Path, name: str) -> None:
    index = sharded / "model.safetensors.index.json"
    placed = json.loads(index.read_text())
    placed["weight_map"][_FC1] = name
    index.write_text(json.dumps(placed))
    with pytest.raises(ModelError, match=rf"{_FC1} is '.*'; expected the name of a safetensors file in the"):
        open_checkpoint(sharded)


def test_shards_that_do_not_hold_what_the_index_says(sharded: Path) -> None:
    shards = sorted(sharded.glob("model-*.safetensors"))
    tensors = load_file(shards[-1])
    name, moved = tensors.popitem()
    save_file(tensors, shards[-1])
    with pytest.raises(ModelError, match=rf"{shards[-1].name} lacks the tensor '{name}'"):
        open_checkpoint(sharded)
    save_file(tensors | {name: moved}, shards[-1])
    save_file(load_file(shards[0]) | {name: moved}, shards[0])
    with pytest.raises(ModelError, match=rf"'{name}' stands in {shards[0].name} and in {shards[-1].name}"):
        open_checkpoint(sharded)
    shards[0].unlink()
    with pytest.raises(ModelError, match=f"has no file {shards[0].name}"):
        open_checkpoint(sharded)


def test_without_a_tokenizer(folder: Path) -> None:
    (folder / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match=r"has no file tokenizer\.json; copy the model's own"):
        open_checkpoint(folder)


def test_a_tokenizer_that_ends_no_text(folder: Path) -> None:
    tokenizer = json.loads((folder / "tokenizer.json").read_text())
    tokenizer["post_processor"] = None
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer))
    with pytest.raises(ModelError, match=r"tokenizer\.json ends no text with token 1, T5's </s>"):
        open_checkpoint(folder)


def test_a_tokenizer_that_is_none(folder: Path) -> None:
    (folder / "tokenizer.json").write_text("{}")
    with pytest.raises(ModelError, match=r"tokenizer\.json is no readable tokenizer"):
        open_checkpoint(folder)


def test_weights_in_a_pickle_only(folder: Path) -> None:
    (folder / _WEIGHTS).rename(folder / "pytorch_model.bin")
    with pytest.raises(ModelError, match=r"its weights in pytorch_model\.bin only; .*\.save_pretrained"):
        open_checkpoint(folder)
    (folder / "pytorch_model.bin").unlink()
    with pytest.raises(ModelError, match=r"has no file model\.safetensors"):
        open_checkpoint(folder)


def test_a_folder_of_something_else(folder: Path, tmp_path: Path) -> None:
    (folder / "config.json").write_text('{"model_type": "llama"}')
    for other in (folder, tmp_path, tmp_path / "absent"):
        assert not is_musicgen_folder(other)
        with pytest.raises(ModelError, match=r"holds no MusicGen; expected a config\.json with model_type"):
            open_checkpoint(other)


def test_nothing_stays_open_after_an_error(folder: Path) -> None:
    """Where files can't be deleted while they are open; told by the warning that an open file gives."""
    _change(folder, lambda tensors: tensors.update(adapter=np.ones(3, np.float32)))
    for _ in range(3):
        with pytest.raises(ModelError):
            open_checkpoint(folder)
    assert not [link for link in _open_files() if link.startswith(str(folder))]


def _open_files() -> list[str]:
    links = Path("/proc/self/fd")
    if not links.is_dir():
        pytest.skip("open files are listed on Linux only")
    return [str(link.readlink()) for link in links.iterdir() if link.is_symlink()]
