"""Where in the music a step of the decoder is."""

from __future__ import annotations

import math

import numpy as np

from metabgm.music.musicgen.networks.weights import Array


def sinusoids(first: int, count: int, width: int) -> Array:
    """What is added to the steps ``first``..``first + count - 1``: shape (count, width), each -1..1.

    Cosines in the first half and sines in the second, width even and at least 4. Source: tensor2tensor's
    form of Vaswani et al. 2017, as audiocraft's.
    """
    half = width // 2
    rates = np.exp(np.arange(half, dtype=np.float32) * np.float32(-math.log(10000) / (half - 1)))
    angles = np.arange(first, first + count, dtype=np.float32)[:, None] * rates
    return np.concatenate([np.cos(angles), np.sin(angles)], axis=1)
