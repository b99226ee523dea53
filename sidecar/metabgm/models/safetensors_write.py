"""Writes a safetensors file one tensor after the other.

Source: the safetensors format (huggingface/safetensors, README): a length of 8 bytes, a JSON header, the
tensors' bytes without gaps. The library's own writer wants all tensors in memory at once.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray

_ALIGNMENT = 8
_DTYPES: dict[bool, tuple[str, np.dtype[Any]]] = {
    False: ("F32", np.dtype("<f4")),
    True: ("F16", np.dtype("<f2")),
}


class TensorWriter:
    """A context manager. ``tensors``: in order, name -> (shape, whether it is float16 and not float32)."""

    def __init__(self, path: Path, tensors: Mapping[str, tuple[tuple[int, ...], bool]]) -> None:
        """Writes the header. Raises OSError."""
        header: dict[str, Any] = {}
        end = 0
        for name, (shape, half) in tensors.items():
            begin, (word, dtype) = end, _DTYPES[half]
            end += math.prod(shape) * dtype.itemsize
            header[name] = {"dtype": word, "shape": list(shape), "data_offsets": [begin, end]}
        text = json.dumps(header, separators=(",", ":")).encode()
        text += b" " * (-len(text) % _ALIGNMENT)
        self._expected = iter(tensors.values())
        self._file = path.open("wb")
        self._file.write(len(text).to_bytes(8, "little") + text)

    def write(self, tensor: NDArray[Any]) -> None:
        """The next one. Raises ValueError if it isn't of the shape that was announced, OSError."""
        shape, half = next(self._expected)
        if tensor.shape != shape:
            raise ValueError(f"tensor of shape {tensor.shape}, expected {shape}")
        self._file.write(np.ascontiguousarray(tensor, _DTYPES[half][1]).data)

    def __enter__(self) -> TensorWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()
