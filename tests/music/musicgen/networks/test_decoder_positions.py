"""The decoder's positions, against transformers."""

from __future__ import annotations

import numpy as np
import pytest

from metabgm.music.musicgen.networks.decoder_positions import sinusoids


@pytest.mark.parametrize("width", [64, 1024])
def test_positions_are_those_of_transformers_up_to_the_last_it_was_trained_on(width: int) -> None:
    pytest.importorskip("torch", reason="the reference: pip install 'metabgm-sidecar[reference]'")
    musicgen = pytest.importorskip("transformers.models.musicgen.modeling_musicgen")
    table = musicgen.MusicgenSinusoidalPositionalEmbedding(2048, width).weights.numpy()
    # Angles reach 2047, where float32 is 1.2e-4 apart.
    assert np.abs(sinusoids(0, 2048, width) - table).max() < 2e-4
    assert np.abs(sinusoids(0, 50, width) - table[:50]).max() < 1e-5


def test_a_later_start_gives_the_same_positions() -> None:
    assert np.array_equal(sinusoids(1000, 7, 64), sinusoids(0, 1007, 64)[1000:])
