"""The list of tensors at the true sizes, against transformers' models made without memory."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")
import torch
import transformers

from metabgm.models.json_file import JsonObject
from metabgm.music.musicgen.checkpoint.expected import expected_tensors
from metabgm.music.musicgen.checkpoint.hf_config import read_shape
from musicgen_checkpoints.hf import make_config
from musicgen_checkpoints.sizes import SIZES

_TRAINING = ("inited", "cluster_size", "embed_avg", "original0", "encoder.embed_tokens.weight")
_CLASSES: dict[str, Any] = {
    "text": transformers.MusicgenForConditionalGeneration,
    "melody": transformers.MusicgenMelodyForConditionalGeneration,
}


@pytest.mark.parametrize("kind", ["text", "melody"])
@pytest.mark.parametrize("stereo", [False, True])
@pytest.mark.parametrize(
    ("layers", "width", "heads"),
    [(24, 1024, 16), (48, 1536, 24), (48, 2048, 32)],
    ids=["small", "medium", "large"],
)
def test_true_sizes(kind: str, stereo: bool, layers: int, width: int, heads: int) -> None:
    config: Any = make_config(SIZES["small"], kind=kind, stereo=stereo)
    decoder = config.decoder
    decoder.num_hidden_layers, decoder.hidden_size, decoder.num_attention_heads = layers, width, heads
    decoder.ffn_dim = 4 * width
    with torch.device("meta"):
        model = _CLASSES[kind](config)
    found = {
        name.replace("parametrizations.weight.original1", "weight"): tuple(tensor.shape)
        for name, tensor in model.state_dict().items()
        if not name.endswith(_TRAINING)
    }
    shape = read_shape(JsonObject("config.json", config.to_dict()))
    assert expected_tensors(shape) == found
    assert (shape.decoder.layers, shape.decoder.width, shape.decoder.stereo) == (layers, width, stereo)
    assert (shape.codec.codes, shape.codec.codebooks, shape.codec.hop) == (2048, 4, 640)
