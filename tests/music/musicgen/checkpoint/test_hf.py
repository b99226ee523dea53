"""Folders that transformers wrote, against the tensors that transformers itself loads."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")
import torch
import transformers
from torch.nn.utils import parametrize

from metabgm.music.musicgen.checkpoint import Checkpoint, is_musicgen_folder, open_checkpoint
from metabgm.music.musicgen.shape import CodecShape, DecoderShape, MusicGenShape, TextEncoderShape
from musicgen_checkpoints.hf import write_hf

_CODEC = CodecShape(
    rate=32_000,
    channels=1,
    filters=4,
    width=16,
    ratios=(8, 5, 4, 4),
    codebooks=4,
    codes=64,
    kernel=7,
    last_kernel=7,
    residual_kernel=3,
    residual_layers=1,
    compress=2,
    lstm_layers=2,
    dilation_growth=2,
    causal=False,
)
_TEXT = TextEncoderShape(layers=2, width=32, heads=4, head_width=8, ff_width=80, vocabulary=512)


def _decoder(*, stereo: bool) -> DecoderShape:
    return DecoderShape(
        layers=2,
        width=64,
        heads=4,
        ff_width=192,
        codebooks=8 if stereo else 4,
        codes=64,
        text_width=32,
        positions=2048,
        stereo=stereo,
    )


def assert_same_as_transformers(checkpoint: Checkpoint, folder: Path) -> None:
    """Every tensor of the model that transformers makes of the folder, but what only training uses."""
    model_class = {
        "text": transformers.MusicgenForConditionalGeneration,
        "melody": transformers.MusicgenMelodyForConditionalGeneration,
    }[checkpoint.shape.kind]
    model = model_class.from_pretrained(folder, dtype=torch.float32)
    for module in list(model.modules()):
        if parametrize.is_parametrized(module, "weight"):
            parametrize.remove_parametrizations(module, "weight")
    wanted = {
        name: tensor.detach().numpy()
        for name, tensor in model.state_dict().items()
        if not name.endswith(("inited", "cluster_size", "embed_avg", "encoder.embed_tokens.weight"))
    }
    assert set(checkpoint.names) == set(wanted)
    for name, tensor in wanted.items():
        found = checkpoint.tensor(name)
        assert found.dtype == np.float32
        # Only where weight norm is folded may a rounding differ.
        np.testing.assert_allclose(found, tensor, rtol=1e-6, atol=1e-8, err_msg=name)


def test_a_text_model(tiny_checkpoint: Path) -> None:
    assert is_musicgen_folder(tiny_checkpoint)
    with open_checkpoint(tiny_checkpoint) as checkpoint:
        assert checkpoint.shape == MusicGenShape(_TEXT, _decoder(stereo=False), _CODEC)
        assert checkpoint.license == "cc-by-nc-4.0"
        assert checkpoint.tokenizer == (tiny_checkpoint / "tokenizer.json").read_bytes()
        assert checkpoint.sources == (tiny_checkpoint / "model.safetensors",)
        assert_same_as_transformers(checkpoint, tiny_checkpoint)


def test_a_stereo_model(tiny_stereo_checkpoint: Path) -> None:
    with open_checkpoint(tiny_stereo_checkpoint) as checkpoint:
        assert checkpoint.shape == MusicGenShape(_TEXT, _decoder(stereo=True), _CODEC)
        assert_same_as_transformers(checkpoint, tiny_stereo_checkpoint)


def test_a_melody_model(tiny_melody_checkpoint: Path) -> None:
    with open_checkpoint(tiny_melody_checkpoint) as checkpoint:
        expected = MusicGenShape(
            _TEXT, _decoder(stereo=False), _CODEC, "melody", chroma=12, chroma_frames=235
        )
        assert checkpoint.shape == expected
        assert_same_as_transformers(checkpoint, tiny_melody_checkpoint)


@pytest.mark.parametrize("dtype", ["bfloat16", "float16"])
def test_half_precision_is_widened(tmp_path: Path, dtype: str) -> None:
    write_hf(tmp_path, "tiny", dtype=dtype)
    with open_checkpoint(tmp_path) as checkpoint:
        assert_same_as_transformers(checkpoint, tmp_path)


def test_shards(tmp_path: Path) -> None:
    write_hf(tmp_path, "tiny", shard_size="200KB")
    with open_checkpoint(tmp_path) as checkpoint:
        assert len(checkpoint.sources) > 3
        assert_same_as_transformers(checkpoint, tmp_path)
