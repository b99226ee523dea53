"""The text encoder's graph, against transformers."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from metabgm.music.musicgen.checkpoint import Checkpoint
from metabgm.music.musicgen.networks.weights import Array, WeightsError
from metabgm.music.musicgen.ov.t5 import TextEncoder
from metabgm.music.musicgen.ov.t5_graph import text_graph
from metabgm.music.musicgen.shape import MusicGenShape
from tests.music.musicgen.ov.conftest import Built
from tests.music.musicgen.ov.reference import Reference


def text(tokens: int) -> NDArray[np.int64]:
    return np.random.default_rng(tokens).integers(2, 512, tokens)


# One token, a description, and one that reaches beyond the distances that have buckets of their own.
@pytest.mark.parametrize("tokens", [1, 12, 300])
def test_states_are_those_of_transformers(built: Built, reference: Reference, tokens: int) -> None:
    expected = reference.states(text(tokens))
    states = TextEncoder(built("f32"), 1).encode(text(tokens))
    assert states.shape == expected.shape
    assert np.abs(states - expected).max() < 1e-4


def test_a_text_is_encoded_alike_after_a_longer_one(built: Built) -> None:
    encoder = TextEncoder(built("f32"), 1)
    first = encoder.encode(text(12))
    kept = first.copy()
    encoder.encode(text(100))
    assert np.array_equal(first, kept)
    assert np.array_equal(encoder.encode(text(12)), kept)


def test_eight_bits_point_the_same_way(built: Built, reference: Reference) -> None:
    expected = reference.states(text(40))
    states = TextEncoder(built("int8"), 1).encode(text(40))
    cosines = (states * expected).sum(1) / np.linalg.norm(states, axis=1) / np.linalg.norm(expected, axis=1)
    assert cosines.min() > 0.995
    assert not np.array_equal(states, expected)


def test_no_tokens_are_refused(built: Built) -> None:
    with pytest.raises(ValueError, match=r"ids: shape \(0,\), expected \(tokens,\), at least 1"):
        TextEncoder(built("f32"), 1).encode(np.array([], np.int64))


class Damaged:
    """The checkpoint with one tensor replaced, or gone."""

    def __init__(self, checkpoint: Checkpoint, name: str, tensor: Array | None) -> None:
        self.shape: MusicGenShape = checkpoint.shape
        self._checkpoint, self._name, self._tensor = checkpoint, name, tensor
        self.names = [n for n in checkpoint.names if n != name or tensor is not None]

    def tensor(self, name: str) -> Array:
        return (
            self._tensor if name == self._name and self._tensor is not None else self._checkpoint.tensor(name)
        )


FINAL = "text_encoder.encoder.final_layer_norm.weight"


@pytest.mark.parametrize(
    ("tensor", "message"),
    [
        (None, rf"tensor {FINAL}: missing, expected shape \(32,\)"),
        (np.ones(31, np.float32), rf"tensor {FINAL}: shape \(31,\), expected \(32,\)"),
        (np.full(32, np.nan, np.float32), rf"tensor {FINAL}: holds nan, expected finite numbers"),
    ],
)
def test_a_damaged_tensor_is_named(opened: Checkpoint, tensor: Array | None, message: str) -> None:
    with pytest.raises(WeightsError, match=message):
        text_graph(Damaged(opened, FINAL, tensor), "f32")
