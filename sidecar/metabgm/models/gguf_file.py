"""An open GGUF file: its metadata by key, its tensors a few rows at a time."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType

import numpy as np
import numpy.typing as npt

from metabgm.models.errors import ModelError
from metabgm.models.gguf_directory import GgufTensor, check_extents, read_counts, read_tensors, read_values
from metabgm.models.gguf_metadata import MetadataReader
from metabgm.models.gguf_values import GgufValues

_ALIGNMENT_KEY = "general.alignment"
_ALIGNMENT_MAX = 1024 * 1024


class GgufFile:
    """A context manager. ``tensors``: by name; they lie within the file and apart from each other.

    Data are read rather than mapped, so that what was read doesn't stay in memory.
    """

    def __init__(self, path: Path) -> None:
        """Reads everything but the tensors' data.

        Raises ModelError naming the key or tensor that is damaged, with what was found and expected.
        """
        self.path = path
        try:
            self._file = path.open("rb")
        except OSError as error:
            raise self._unreadable(error) from error
        try:
            self._read_directory()
        except BaseException as error:
            self.close()
            if isinstance(error, OSError):
                raise self._unreadable(error) from error
            raise

    def _read_directory(self) -> None:
        size = os.fstat(self._file.fileno()).st_size
        reader = MetadataReader(self._file, self.path.name, size)
        key_count, tensor_count = read_counts(reader)
        self.values = GgufValues(self.path.name, read_values(reader, key_count))
        alignment = self.values.whole(_ALIGNMENT_KEY, 32, least=8, most=_ALIGNMENT_MAX)
        if alignment & (alignment - 1):
            raise self.values.error(_ALIGNMENT_KEY, "a power of two")
        self.tensors = read_tensors(reader, tensor_count, alignment)
        self._data_start = -(-reader.position // alignment) * alignment
        check_extents(reader, self.tensors, max(0, size - self._data_start))

    def __enter__(self) -> GgufFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """May be called twice."""
        self._file.close()

    def read_rows(self, tensor: GgufTensor, first: int, count: int) -> npt.NDArray[np.float32]:
        """``count`` rows from row ``first`` on, dequantized: (``count``, inputs). A vector is one row.

        Raises ModelError if they cannot be read, or if one of them holds no finite number.
        """
        # gguf costs 60 MB of imports, which only a conversion should pay.
        from gguf.constants import GGMLQuantizationType  # noqa: PLC0415
        from gguf.quants import dequantize  # noqa: PLC0415

        raw = np.empty((count, tensor.row_bytes), np.uint8)
        try:
            self._file.seek(self._data_start + tensor.offset + first * tensor.row_bytes)
            found = self._file.readinto(raw)  # type: ignore[arg-type]
        except OSError as error:
            raise self._unreadable(error) from error
        if found != raw.nbytes:
            raise ModelError(f"{self.path.name}: {tensor.name} gave {found} bytes, expected {raw.nbytes}")
        # Damaged scales may be infinite; what comes of them is looked at below.
        with np.errstate(all="ignore"):
            rows: npt.NDArray[np.float32] = dequantize(raw, GGMLQuantizationType[tensor.kind])
        if not np.isfinite(rows).all():
            raise ModelError(f"{self.path.name}: {tensor.name} holds a weight that is no finite number")
        return rows

    def _unreadable(self, error: OSError) -> ModelError:
        return ModelError(f"cannot read {self.path}: {error.strerror or error}")
