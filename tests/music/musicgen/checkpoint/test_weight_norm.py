from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch")
import torch
from torch import nn

from metabgm.models.errors import ModelError
from metabgm.music.musicgen.checkpoint.stored import FloatArray, Stored
from metabgm.music.musicgen.checkpoint.weight_norm import fold

_OLD = ("weight_g", "weight_v")
_NEW = ("parametrizations.weight.original0", "parametrizations.weight.original1")


def _stored(array: FloatArray) -> Stored:
    return Stored("x.bin", array.shape, lambda: array)


@pytest.mark.parametrize("names", [_OLD, _NEW])
@pytest.mark.parametrize("transposed", [False, True])
def test_as_torch_folds_it(transposed: bool, names: tuple[str, str]) -> None:
    torch.manual_seed(3)
    module = nn.ConvTranspose1d(6, 3, 4, stride=2) if transposed else nn.Conv1d(3, 5, 7)
    normed = nn.utils.parametrizations.weight_norm(module)
    with torch.no_grad():
        pair = normed.parametrizations.weight
        pair.original0.uniform_(0.5, 2.0)
        expected = normed.weight.numpy()
        halves = (pair.original0.numpy(), pair.original1.numpy())
    tensors = {f"layer.conv.{name}": _stored(half) for name, half in zip(names, halves, strict=True)}
    folded = fold(tensors | {"layer.conv.bias": _stored(np.zeros(5, np.float32))})
    assert set(folded) == {"layer.conv.weight", "layer.conv.bias"}
    assert folded["layer.conv.weight"].shape == expected.shape
    np.testing.assert_allclose(folded["layer.conv.weight"].load(), expected, rtol=1e-6)


def test_half_a_pair() -> None:
    ones = _stored(np.ones((2, 1, 1), np.float32))
    with pytest.raises(ModelError, match=r"'conv\.weight_g' is missing beside its other half"):
        fold({"conv.weight_v": ones})
    with pytest.raises(ModelError, match=r"'conv\.parametrizations\.weight\.original1' is missing"):
        fold({"conv.parametrizations.weight.original0": ones})


def test_lengths_that_do_not_fit() -> None:
    tensors = {
        "conv.weight_g": _stored(np.ones((3, 1, 1), np.float32)),
        "conv.weight_v": _stored(np.ones((2, 4, 7), np.float32)),
    }
    with pytest.raises(ModelError, match=r"x\.bin: 'conv\.weight_g' is \[3, 1, 1\]; expected \[2, 1, 1\]"):
        fold(tensors)


def test_a_weight_that_is_there_twice() -> None:
    pair = {
        "conv.weight_g": _stored(np.ones((2, 1, 1), np.float32)),
        "conv.weight_v": _stored(np.ones((2, 4, 7), np.float32)),
    }
    with pytest.raises(ModelError, match=r"'conv\.weight' stands there folded and in halves"):
        fold(pair | {"conv.weight": _stored(np.ones((2, 4, 7), np.float32))})


def test_a_filter_of_zeros() -> None:
    direction = np.ones((2, 4, 7), np.float32)
    direction[1] = 0
    folded = fold(
        {"conv.weight_g": _stored(np.ones((2, 1, 1), np.float32)), "conv.weight_v": _stored(direction)}
    )
    with pytest.raises(ModelError, match=r"conv\.weight has a filter without a direction"):
        folded["conv.weight"].load()
