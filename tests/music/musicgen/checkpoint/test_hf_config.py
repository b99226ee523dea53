"""What is wrong with a ``config.json`` is told by the key."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from metabgm.models.errors import ModelError
from metabgm.music.musicgen.checkpoint import open_checkpoint

_WEIGHTS = "model.safetensors"


def _set(folder: Path, part: str | None, key: str, value: object) -> None:
    config = json.loads((folder / "config.json").read_text())
    (config if part is None else config[part])[key] = value
    (folder / "config.json").write_text(json.dumps(config))


@pytest.mark.parametrize("books", [3, 5, 8])
def test_a_wrong_codebook_count(folder: Path, books: int) -> None:
    _set(folder, "decoder", "num_codebooks", books)
    with pytest.raises(ModelError, match=f"the decoder has {books} codebooks; expected the codec's 4"):
        open_checkpoint(folder)


@pytest.mark.parametrize(
    ("part", "key", "value", "message"),
    [
        ("decoder", "num_hidden_layers", 0, "config.json: decoder: num_hidden_layers is 0; expected a whole"),
        ("decoder", "num_hidden_layers", 10**9, "num_hidden_layers is 1000000000; expected a whole number"),
        ("decoder", "num_hidden_layers", "2", "num_hidden_layers is '2'"),
        ("decoder", "num_hidden_layers", True, "num_hidden_layers is True"),
        ("decoder", "num_hidden_layers", 3, "lacks the tensor decoder.model.decoder.layers.2"),
        (
            "decoder",
            "num_hidden_layers",
            1,
            "decoder.layers.1.* is no tensor of .* with 1 layers",
        ),
        (
            "decoder",
            "num_attention_heads",
            5,
            "num_attention_heads is 5; expected a divisor of",
        ),
        ("decoder", "activation_function", "relu", "activation_function is 'relu'; expected gelu"),
        ("decoder", "scale_embedding", True, "scale_embedding is True; expected false"),
        ("decoder", "pad_token_id", 0, "pad_token_id is 0; expected vocab_size, 64"),
        ("decoder", "vocab_size", None, "config.json: decoder lacks the key vocab_size"),
        ("decoder", "cross_attention_hidden_size", 32, "cross_attention_hidden_size is 32; expected null"),
        ("decoder", "audio_channels", 3, "audio_channels is 3"),
        (
            "text_encoder",
            "feed_forward_proj",
            "gated-gelu",
            "feed_forward_proj is 'gated-gelu'; expected relu",
        ),
        ("text_encoder", "model_type", "bert", "model_type is 'bert'; expected t5"),
        ("text_encoder", "d_model", 33, r"is \[512, 32\]; expected \[512, 33\]"),
        ("text_encoder", "vocab_size", 20, "the tokenizer has a token with id"),
        ("text_encoder", "layer_norm_epsilon", float("nan"), "layer_norm_epsilon is nan"),
        ("audio_encoder", "model_type", "dac", "model_type is 'dac'; expected encodec"),
        ("audio_encoder", "upsampling_ratios", [8, 5, 4], "expected the codec's 1"),
        ("audio_encoder", "upsampling_ratios", 8, "upsampling_ratios is 8; expected 1 to 8 whole numbers"),
        ("audio_encoder", "upsampling_ratios", [8, 5, 4, 1], "expected factors from 2 to 32"),
        (
            "audio_encoder",
            "upsampling_ratios",
            [4, 4, 5, 8],
            r"is \[\d+, \d+, 8\]; expected \[\d+, \d+, 16\]",
        ),
        ("audio_encoder", "target_bandwidths", [], "target_bandwidths is a list of 0; expected a list whose"),
        ("audio_encoder", "target_bandwidths", [900], "900 kbit/s are 3000 codebooks of 6 bits 50 times"),
        ("audio_encoder", "pad_mode", "replicate", "pad_mode is 'replicate'; expected reflect or constant"),
        ("audio_encoder", "kernel_size", 8, "kernel_size is 8; expected an odd number"),
        ("audio_encoder", "use_conv_shortcut", True, r"lacks the tensor audio_encoder\.\S+\.shortcut\.conv"),
        ("audio_encoder", "norm_type", "time_group_norm", "norm_type is .*; expected weight_norm"),
        ("audio_encoder", "audio_channels", 2, "the codec has 2 channels; expected 1, for stereo models too"),
        ("audio_encoder", "num_filters", 5, "5 filters; expected a multiple of compress, 2"),
        ("audio_encoder", "codebook_dim", 8, "codebook_dim is 8; expected hidden_size, 16"),
        ("audio_encoder", "codebook_size", 32, "the decoder has 64 codes; expected the codec's 32"),
        (None, "quantization_config", {"bits": 4}, "quantization_config is an object of 1; expected none"),
        (None, "decoder", [], "config.json: decoder is a list of 0; expected an object"),
    ],
)
def test_a_configuration(folder: Path, part: str | None, key: str, value: object, message: str) -> None:
    _set(folder, part, key, value)
    with pytest.raises(ModelError, match=message):
        open_checkpoint(folder)


def test_a_shortcut_of_the_codec_is_read(folder: Path) -> None:
    _set(folder, "audio_encoder", "use_conv_shortcut", True)
    tensors = load_file(folder / _WEIGHTS)
    blocks = {name.partition(".block.")[0] for name in tensors if ".block." in name and "audio" in name}
    for block in blocks:
        width = len(tensors[f"{block}.block.3.conv.bias"])
        tensors[f"{block}.shortcut.conv.weight"] = np.ones((width, width, 1), np.float32)
        tensors[f"{block}.shortcut.conv.bias"] = np.ones(width, np.float32)
    save_file(tensors, folder / _WEIGHTS)
    with open_checkpoint(folder) as checkpoint:
        assert checkpoint.shape.codec.shortcut
        assert {f"{block}.shortcut.conv.weight" for block in blocks} <= set(checkpoint.names)
