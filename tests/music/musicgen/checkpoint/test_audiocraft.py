"""Both formats of the same random model give the same tensors."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")
import torch

from metabgm.models.errors import ModelError
from metabgm.music.musicgen.checkpoint import is_musicgen_folder, open_checkpoint
from musicgen_checkpoints.audiocraft import write_audiocraft
from musicgen_checkpoints.hf import make_model
from musicgen_checkpoints.sizes import SIZES


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("audiocraft")
    write_audiocraft(folder, "tiny")
    return folder


@pytest.fixture
def folder(written: Path, tmp_path: Path) -> Path:
    """A copy that a test may damage."""
    return shutil.copytree(written, tmp_path / "model")


def _assert_same(ours: Path, theirs: Path) -> None:
    with open_checkpoint(ours) as one, open_checkpoint(theirs) as other:
        # The formats' own defaults differ in the codec's padding.
        codec = dataclasses.replace(other.shape.codec, padding="constant")
        assert one.shape == dataclasses.replace(other.shape, codec=codec)
        assert one.tokenizer == other.tokenizer
        assert one.license == other.license
        assert set(one.names) == set(other.names)
        for name in other.names:
            np.testing.assert_array_equal(one.tensor(name), other.tensor(name), err_msg=name)


def test_a_text_model(written: Path, tiny_checkpoint: Path) -> None:
    assert is_musicgen_folder(written)
    _assert_same(written, tiny_checkpoint)


def test_a_stereo_model(tmp_path: Path, tiny_stereo_checkpoint: Path) -> None:
    write_audiocraft(tmp_path, "tiny", stereo=True)
    _assert_same(tmp_path, tiny_stereo_checkpoint)


def test_a_melody_model(tmp_path: Path, tiny_melody_checkpoint: Path) -> None:
    write_audiocraft(tmp_path, "tiny", kind="melody")
    state = torch.load(tmp_path / "state_dict.bin")
    stem = "condition_provider.conditioners.self_wav.chroma"
    state["best_state"] |= {f"{stem}.fbanks": torch.ones(12, 33), f"{stem}.spec.window": torch.ones(64)}
    torch.save(state, tmp_path / "state_dict.bin")
    _assert_same(tmp_path, tiny_melody_checkpoint)


@pytest.mark.parametrize("dtype", ["float16", "bfloat16"])
def test_half_precision_is_widened(tmp_path: Path, written: Path, dtype: str) -> None:
    write_audiocraft(tmp_path, "tiny", dtype=dtype)
    with open_checkpoint(tmp_path) as half, open_checkpoint(written) as whole:
        for name in half.names:
            expected = torch.from_numpy(whole.tensor(name))
            if not name.startswith(("text_encoder.", "audio_encoder.")):
                expected = expected.to(getattr(torch, dtype)).float()
            np.testing.assert_array_equal(half.tensor(name), expected.numpy(), err_msg=name)


def test_a_t5_folder_with_both_halves_beside_it(folder: Path) -> None:
    from safetensors.torch import load_file, save_file  # noqa: PLC0415

    beside = folder.parent / "t5-base"
    (folder / "t5").rename(beside)
    tensors = load_file(beside / "model.safetensors")
    save_file(tensors | {"decoder.final_layer_norm.weight": torch.ones(32)}, beside / "model.safetensors")
    with open_checkpoint(folder) as checkpoint:
        assert beside / "model.safetensors" in checkpoint.sources


def test_without_a_t5(folder: Path) -> None:
    shutil.rmtree(folder / "t5")
    with pytest.raises(ModelError, match=r"no t5: .* lack the text encoder; copy .* of t5-base .*/t5"):
        open_checkpoint(folder)


def test_a_codec_that_is_only_named(folder: Path, written: Path) -> None:
    torch.save(
        {"pretrained": "facebook/encodec_32khz", "exported": True}, folder / "compression_state_dict.bin"
    )
    with pytest.raises(
        ModelError, match=r"no encodec: .* lack the codec; copy .* of encodec_32khz .*/encodec"
    ):
        open_checkpoint(folder)
    make_model(SIZES["tiny"]).audio_encoder.save_pretrained(folder / "encodec")
    with open_checkpoint(folder) as named, open_checkpoint(written) as whole:
        for name in whole.names:
            np.testing.assert_array_equal(named.tensor(name), whole.tensor(name), err_msg=name)


def _edit_config(path: Path, old: str, new: str) -> None:
    package = torch.load(path)
    assert old in package["xp.cfg"]
    package["xp.cfg"] = package["xp.cfg"].replace(old, new)
    torch.save(package, path)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("num_heads: 4", "num_heads: 7", r"state_dict\.bin: xp\.cfg: transformer_lm: num_heads is 7"),
        ("num_heads: 4", "heads: 4", "lacks the key num_heads"),
        ("n_q: 4\n  card", "n_q: 5\n  card", r"delays is a list of 4; expected \[0, 1, 2, 3, 4\]"),
        ("card: 64", "card: 65", "the decoder has 65 codes; expected the codec's 64"),
        ("norm_first: true", "norm_first: false", "norm_first is False; expected True"),
        ("modeling: delay", "modeling: parallel", "modeling is 'parallel'; expected delay"),
        ("cross:\n  - description", "cross:\n  - style", "cross is a list of 1"),
        ("num_layers: 2", "num_layers: 3", r"lacks the tensor decoder\.model\.decoder\.layers\.2"),
        ("num_layers: 2", "num_layers: 1", r"layers\.1\.\S+ is no tensor of a text MusicGen with 1 layers"),
    ],
)
def test_a_configuration_that_does_not_fit(folder: Path, old: str, new: str, message: str) -> None:
    _edit_config(folder / "state_dict.bin", old, new)
    with pytest.raises(ModelError, match=message):
        open_checkpoint(folder)


def test_a_codec_with_other_codebooks(folder: Path) -> None:
    _edit_config(folder / "compression_state_dict.bin", "rvq:\n  n_q: 4", "rvq:\n  n_q: 3")
    with pytest.raises(ModelError, match="the decoder has 4 codebooks; expected the codec's 3"):
        open_checkpoint(folder)


def test_a_projection_that_cannot_be_cut_in_three(folder: Path) -> None:
    package = torch.load(folder / "state_dict.bin")
    package["best_state"]["transformer.layers.0.self_attn.in_proj_weight"] = torch.ones(190, 64)
    torch.save(package, folder / "state_dict.bin")
    with pytest.raises(
        ModelError, match=r"in_proj_weight' is \[190, 64\]; expected queries, keys and values"
    ):
        open_checkpoint(folder)
