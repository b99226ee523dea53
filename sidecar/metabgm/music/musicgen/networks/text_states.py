"""The states of several texts side by side."""

from __future__ import annotations

import numpy as np

from metabgm.music.musicgen.networks.weights import Array
from metabgm.music.musicgen.runtime import States

HIDDEN = np.float32(-1e9)
"""What hides a token from the softmax, without an infinity that could become a NaN."""


def padded(texts: list[States]) -> tuple[Array, Array]:
    """The texts' states filled up to the longest, (texts, tokens, width), and what hides the filling from

    them, (texts, 1, 1, tokens). Raises ValueError for states that are of no text.
    """
    for index, states in enumerate(texts):
        if states.ndim != 2 or not states.shape[0]:
            raise ValueError(
                f"text {index}: shape {states.shape}, expected (tokens, width), at least 1 token"
            )
    longest = max(states.shape[0] for states in texts)
    padded = np.zeros((len(texts), longest, texts[0].shape[1]), np.float32)
    mask = np.zeros((len(texts), 1, 1, longest), np.float32)
    for index, states in enumerate(texts):
        padded[index, : states.shape[0]] = states
        mask[index, ..., states.shape[0] :] = HIDDEN
    return padded, mask
