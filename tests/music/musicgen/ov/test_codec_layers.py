from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import openvino as ov
import pytest
from numpy.typing import NDArray

pytest.importorskip("torch")
import torch
from transformers import EncodecConfig
from transformers.models.encodec import modeling_encodec as reference

from metabgm.music.musicgen.ov.codec_layers import Layers, input_node, model
from metabgm.music.musicgen.shape import MusicGenShape
from tests.music.musicgen.ov.codec_models import small_codec

SHAPE = small_codec().shape
F32 = {"INFERENCE_PRECISION_HINT": "f32"}
"""Unless told, a processor that has bf16 uses it."""


class Weights:
    """Of one layer, named ``0``."""

    def __init__(self, layer: Any, shape: MusicGenShape = SHAPE) -> None:
        self.shape = shape
        self._tensors = {f"0.{name}": value.detach().numpy() for name, value in layer.state_dict().items()}

    def tensor(self, name: str) -> NDArray[np.float32]:
        return np.asarray(self._tensors[name])


def _run(outputs: dict[str, Any], inputs: list[Any], **values: NDArray[np.float32]) -> Any:
    graph = model(outputs, inputs, "test")
    return ov.Core().compile_model(graph, "CPU", F32)(values)


def _noise(*shape: int) -> NDArray[np.float32]:
    return np.random.default_rng(shape[-1]).normal(size=shape).astype(np.float32)


@pytest.mark.parametrize("padding", ["reflect", "constant"])
@pytest.mark.parametrize(
    ("kernel", "stride", "dilation"), [(7, 1, 1), (3, 1, 1), (3, 1, 4), (1, 1, 1), (8, 4, 1), (10, 5, 1)]
)
def test_a_convolution_is_padded_as_in_transformers_at_every_length(
    padding: str, kernel: int, stride: int, dilation: int
) -> None:
    config = EncodecConfig(use_causal_conv=False, pad_mode=padding)
    layer = reference.EncodecConv1d(config, 3, 5, kernel, stride=stride, dilation=dilation)
    torch.nn.utils.parametrize.remove_parametrizations(layer.conv, "weight")
    weights = Weights(layer, replace(SHAPE, codec=replace(SHAPE.codec, padding=padding)))
    for shortest in (1, kernel * dilation + stride):
        x = input_node([1, 3, 1, -1], "x")
        y = Layers(weights, "").conv(
            x, "0", (3, 5), kernel, stride=stride, dilation=dilation, shortest=shortest
        )
        compiled = ov.Core().compile_model(model({"y": y}, [x], "conv"), "CPU", F32)
        for length in range(shortest, shortest + 2 * stride + 12):
            values = _noise(1, 3, 1, length)
            with torch.no_grad():
                expected = layer(torch.from_numpy(values[:, :, 0])).numpy()[:, :, None]
            np.testing.assert_allclose(compiled({"x": values})["y"], expected, atol=1e-5)


@pytest.mark.parametrize("ratio", [2, 4, 5, 8])
def test_a_transposed_convolution_loses_what_it_loses_in_transformers(ratio: int) -> None:
    layer = reference.EncodecConvTranspose1d(EncodecConfig(use_causal_conv=False), 6, 3, 2 * ratio, ratio)
    torch.nn.utils.parametrize.remove_parametrizations(layer.conv, "weight")
    x = input_node([1, 6, 1, -1], "x")
    y = Layers(Weights(layer), "").transposed_conv(x, "0", (6, 3), ratio)
    for length in (1, 2, 9):
        values = _noise(1, 6, 1, length)
        with torch.no_grad():
            expected = layer(torch.from_numpy(values[:, :, 0])).numpy()[:, :, None]
        np.testing.assert_allclose(_run({"y": y}, [x], x=values)["y"], expected, atol=1e-5)


def test_a_tensor_of_another_shape_is_named() -> None:
    layer = reference.EncodecConv1d(EncodecConfig(use_causal_conv=False), 3, 5, 7)
    torch.nn.utils.parametrize.remove_parametrizations(layer.conv, "weight")
    x = input_node([1, 3, 1, -1], "x")
    with pytest.raises(ValueError, match=r"0\.conv\.weight has the shape \(5, 3, 7\), expected \(5, 3, 9\)"):
        Layers(Weights(layer), "").bare_conv(x, "0", (3, 5), 9)
