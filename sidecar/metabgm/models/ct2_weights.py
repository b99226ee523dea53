"""Weights that are read and converted only when CTranslate2 writes them: never two large ones in memory.

Imports CTranslate2's specifications, and with them torch where it is installed: for the process that
converts only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from ctranslate2.specs.model_spec import Variable

from metabgm.models.checkpoint import Checkpoint, FloatArray
from metabgm.models.errors import ModelError
from metabgm.models.quantize import quantize_block

Written = Callable[[int], None]
"""Told the weights that were written."""


class _Rows(Variable):  # type: ignore[misc]  # CTranslate2 has no types
    """Some matrices of one checkpoint, one below the other: (all rows, columns)."""

    def __init__(self, checkpoint: Checkpoint, names: Sequence[str], written: Written) -> None:
        shapes = checkpoint.shape.tensors()
        self._checkpoint, self._names, self._written = checkpoint, names, written
        self._rows = sum(shapes[name][0] for name in names)
        self._columns = shapes[names[0]][1]

    @property
    def shape(self) -> list[int]:
        return [self._rows, self._columns]

    def num_bytes(self) -> int:
        return self._rows * self._columns * int(np.dtype(self.dtype).itemsize)

    def numpy(self) -> npt.NDArray[Any]:
        raise TypeError("it would be whole in memory")

    def _to(self, dtype: str) -> Variable:
        raise TypeError(f"these weights are {self.dtype}, not {dtype}")

    def _equal(self, other: object) -> bool:
        return self is other

    def _blocks(self) -> Iterator[tuple[str, slice, FloatArray]]:
        place = 0
        for name in self._names:
            for block in self._checkpoint.rows(name):
                yield name, slice(place, place + len(block)), block
                place += len(block)
                self._written(block.size)


class Int8Rows(_Rows):
    """``scales`` are there once the rows have been written."""

    def __init__(self, checkpoint: Checkpoint, names: Sequence[str], written: Written) -> None:
        super().__init__(checkpoint, names, written)
        self.scales = np.zeros(self._rows, np.float32)

    @property
    def dtype(self) -> str:
        return "int8"

    def to_bytes(self) -> memoryview:
        """Raises ModelError for weights that are not finite."""
        weights = np.empty((self._rows, self._columns), np.int8)
        for name, place, block in self._blocks():
            try:
                weights[place], self.scales[place] = quantize_block(block)
            except ValueError as error:
                raise ModelError(f"the tensor {name} is damaged: {error}") from error
        return weights.data


class RowScales(Variable):  # type: ignore[misc]
    """The scales of rows that are written before them: CTranslate2 writes in the order of names."""

    def __init__(self, rows: Int8Rows) -> None:
        self._of = rows

    @property
    def shape(self) -> list[int]:
        return [len(self._of.scales)]

    @property
    def dtype(self) -> str:
        return "float32"

    def num_bytes(self) -> int:
        return int(self._of.scales.nbytes)

    def numpy(self) -> npt.NDArray[np.float32]:
        return self._of.scales

    def to_bytes(self) -> memoryview:
        return self._of.scales.data

    def _to(self, dtype: str) -> Variable:
        raise TypeError(f"scales are float32, not {dtype}")

    def _equal(self, other: object) -> bool:
        return isinstance(other, RowScales) and self._of is other._of


class FloatRows(_Rows):
    """``dtype``: ``float16`` or ``float32``."""

    def __init__(self, checkpoint: Checkpoint, names: Sequence[str], written: Written, dtype: str) -> None:
        self._dtype = dtype
        super().__init__(checkpoint, names, written)

    @property
    def dtype(self) -> str:
        return self._dtype

    def to_bytes(self) -> memoryview:
        """Raises ModelError for weights that the type cannot hold."""
        largest = float(np.finfo(self._dtype).max)
        weights = np.empty((self._rows, self._columns), self._dtype)
        for name, place, block in self._blocks():
            if not np.abs(block).max() <= largest:
                raise ModelError(f"the tensor {name} has weights that {self._dtype} cannot hold; take int8")
            weights[place] = block
        return weights.data
