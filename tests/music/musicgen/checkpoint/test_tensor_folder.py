from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from metabgm.models.errors import ModelError
from metabgm.music.musicgen.checkpoint import open_checkpoint
from metabgm.music.musicgen.checkpoint.safetensors_folder import SINGLE
from metabgm.music.musicgen.checkpoint.tensor_folder import TensorFolder, write_tensors

MATRIX = "decoder.model.decoder.layers.0.fc1.weight"
NORM = "decoder.model.decoder.layer_norm.weight"
CODEC = "audio_encoder.decoder.layers.0.conv.weight"


@pytest.mark.parametrize("half", [False, True])
def test_what_was_written_is_read(tiny_checkpoint: Path, tmp_path: Path, half: bool) -> None:
    told: list[float] = []
    with open_checkpoint(tiny_checkpoint) as checkpoint:
        write_tensors(checkpoint, tmp_path, told.append, half=half)
        with TensorFolder(tmp_path, checkpoint.shape) as folder:
            assert sorted(folder.names) == sorted(checkpoint.names)
            for name in folder.names:
                stored, there = folder.tensor(name), checkpoint.tensor(name)
                rounded = half and name == MATRIX
                assert stored.dtype == np.float32
                assert np.array_equal(stored, there.astype(np.float16) if rounded else there) or (
                    half and there.ndim == 2
                )
            assert np.array_equal(folder.tensor(MATRIX), checkpoint.tensor(MATRIX)) is not half
            for name in (NORM, CODEC):
                assert np.array_equal(folder.tensor(name), checkpoint.tensor(name))
    assert told == sorted(told)
    assert 0.9 < told[-1] <= 1.0


def test_a_damaged_file_is_named(tiny_checkpoint: Path, tmp_path: Path) -> None:
    with open_checkpoint(tiny_checkpoint) as checkpoint:
        write_tensors(checkpoint, tmp_path, lambda _: None, half=True)
        whole = (tmp_path / SINGLE).read_bytes()
        (tmp_path / SINGLE).write_bytes(whole[: len(whole) // 2])
        with pytest.raises(ModelError, match=SINGLE):
            TensorFolder(tmp_path, checkpoint.shape)


def test_what_half_precision_can_not_hold_is_refused(tiny_checkpoint: Path, tmp_path: Path) -> None:
    with open_checkpoint(tiny_checkpoint) as checkpoint:
        read = checkpoint.tensor
        checkpoint.tensor = lambda name: read(name) * np.float32(1e9)  # type: ignore[method-assign]
        with pytest.raises(ModelError, match="more than float16 can; add it in f32"):
            write_tensors(checkpoint, tmp_path, lambda _: None, half=True)
