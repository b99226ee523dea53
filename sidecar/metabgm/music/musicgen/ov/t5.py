"""The text encoder: built once, then run on descriptions."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from metabgm.music.musicgen.networks.weights import Weights
from metabgm.music.musicgen.ov.compiled import compiled, fault
from metabgm.music.musicgen.ov.compress import Precision
from metabgm.music.musicgen.ov.folder import save
from metabgm.music.musicgen.ov.t5_graph import text_graph
from metabgm.music.musicgen.runtime import States

USUAL_TOKENS = 16
"""Of a description."""


def build_text(weights: Weights, folder: Path, precision: Precision) -> None:
    """Writes the graph. Raises WeightsError, OSError.

    Its states steer a whole piece and it runs once: 8 bits where fewer are asked for.
    """
    save(text_graph(weights, "int8" if precision == "int4" else precision), folder, "text")


class TextEncoder:
    """Of the model in a folder, on so many threads. One thread at a time. Raises RuntimeFaultError."""

    def __init__(self, folder: Path, threads: int) -> None:
        self._request = compiled(folder, "text", threads).create_infer_request()
        # The first run lays the weights out, which the first description needn't wait for: in one way for a
        # few tokens, in another for more, so that too short a one would have them in memory twice.
        self.encode(np.zeros(USUAL_TOKENS, np.int64))

    def encode(self, ids: NDArray[np.int64]) -> States:
        """Of one text's token ids, its end token included: shape (tokens >= 1,)."""
        if ids.ndim != 1 or not ids.size:
            raise ValueError(f"ids: shape {ids.shape}, expected (tokens,), at least 1")
        try:
            states: States = self._request.infer({"ids": ids.astype(np.int64)})["states"]
        except (RuntimeError, MemoryError) as error:
            raise fault("text encoder", error) from error
        return states
