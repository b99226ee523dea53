"""A runtime as if the machine were slower, to try what a slow machine plays."""

from __future__ import annotations

import time
from collections.abc import Callable
from math import isfinite

from metabgm.music.musicgen.runtime import Runtime
from metabgm.music.musicgen.timed import Clock, TimedRuntime

Sleep = Callable[[float], None]


class SlowedRuntime(TimedRuntime):
    """Every call of the decoder takes ``factor`` >= 1 times as long; text encoder and codec are as they are.

    ``sleep`` and ``clock``: in seconds. Raises ValueError.
    """

    def __init__(
        self, runtime: Runtime, factor: float, sleep: Sleep = time.sleep, clock: Clock = time.perf_counter
    ) -> None:
        if not (isfinite(factor) and factor >= 1.0):
            raise ValueError(f"factor: {factor:g}, expected 1 or more")
        super().__init__(runtime, clock, lambda took, _steps: sleep((factor - 1.0) * took))
