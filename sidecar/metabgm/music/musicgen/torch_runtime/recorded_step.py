"""One step of the decoder as a CUDA graph."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

Step = Callable[[], Tensor]
"""Reads and writes tensors that stay where they are, and returns one that stays there too."""

_WARM_UPS = 3
"""Libraries choose their kernels and allocate in the first calls, which a graph can't hold."""


def recorded(step: Step) -> Step:
    """The same step, its kernels recorded: without Python and without a launch for each of them.

    ``step`` runs a few times here, always on the same input: it has to give the same each time.
    Source: torch's notes on CUDA graphs.
    """
    # Untyped in torch.
    cuda: Any = torch.cuda
    side = cuda.Stream()
    side.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(side):
        for _ in range(_WARM_UPS):
            step()
    torch.cuda.current_stream().wait_stream(side)
    graph: Any = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        logits = step()

    def replayed() -> Tensor:
        graph.replay()
        return logits

    return replayed
