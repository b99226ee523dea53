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
from metabgm.music.musicgen.ov.codec_lstm import lstm
from metabgm.music.musicgen.ov.compress import Precision
from tests.music.musicgen.ov.codec_models import small_codec

WIDTH = 64


class Weights:
    """Of one LSTM, named ``0``."""

    def __init__(self, layer: Any) -> None:
        small = small_codec().shape
        self.shape = replace(small, codec=replace(small.codec, lstm_layers=2))
        self._tensors = {f"0.{name}": value.detach().numpy() for name, value in layer.state_dict().items()}

    def tensor(self, name: str) -> NDArray[np.float32]:
        return np.asarray(self._tensors[name])


@pytest.fixture(scope="module")
def layer() -> Any:
    torch.manual_seed(3)
    return reference.EncodecLSTM(EncodecConfig(num_lstm_layers=2), WIDTH)


def _compiled(layer: Any, batch: int, precision: Precision) -> Any:
    x = input_node([batch, WIDTH, -1], "x")
    states = input_node([2, batch, WIDTH], "hidden"), input_node([2, batch, WIDTH], "cell")
    y, hidden, cell = lstm(Layers(Weights(layer), ""), x, "0", states, width=WIDTH, precision=precision)
    graph = model({"y": y, "hidden_after": hidden, "cell_after": cell}, [x, *states], "lstm")
    return ov.Core().compile_model(graph, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})


def _in_pieces(compiled: Any, values: NDArray[np.float32]) -> NDArray[np.float32]:
    parts, carried = [], (np.zeros((2, len(values), WIDTH), np.float32),) * 2
    for start, end in ((0, 1), (1, 3), (3, 30), (30, 40)):
        out = compiled({"x": values[:, :, start:end], "hidden": carried[0], "cell": carried[1]})
        parts.append(out["y"])
        carried = out["hidden_after"], out["cell_after"]
    return np.concatenate(parts, axis=2)


@pytest.mark.parametrize("batch", [1, 2])
def test_the_lstm_in_pieces_is_torchs_lstm(layer: Any, batch: int) -> None:
    values = 3 * np.random.default_rng(batch).normal(size=(batch, WIDTH, 40)).astype(np.float32)
    with torch.no_grad():
        expected = layer(torch.from_numpy(values)).numpy()
    np.testing.assert_allclose(_in_pieces(_compiled(layer, batch, "f32"), values), expected, atol=1e-5)


def test_eight_bits_are_forty_decibels_above_their_noise(layer: Any) -> None:
    values = 3 * np.random.default_rng(5).normal(size=(1, WIDTH, 40)).astype(np.float32)
    # What the LSTM adds to its input, which goes past it exactly.
    exact = _in_pieces(_compiled(layer, 1, "f32"), values) - values
    noise = _in_pieces(_compiled(layer, 1, "int8"), values) - values - exact
    snr = 10 * np.log10(float((exact**2).sum()) / float((noise**2).sum()))
    assert 40 < snr < 80
