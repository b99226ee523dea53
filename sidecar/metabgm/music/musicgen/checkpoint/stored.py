"""A tensor as it lies in a file, not yet read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]


@dataclass(frozen=True)
class Stored:
    """``file``: its name, for errors. ``load`` reads it whole; raises ModelError if it can't."""

    file: str
    shape: tuple[int, ...]
    load: Callable[[], FloatArray]


Tensors = Mapping[str, Stored]
