"""Reads tensors out of a safetensors file block by block, in plain numpy.

Source: the safetensors format (huggingface/safetensors, README): a length of 8 bytes, a JSON header, the
tensors' bytes without gaps.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, TypeGuard

import numpy as np
import numpy.typing as npt

from metabgm.models.errors import ModelError
from metabgm.models.json_file import shown

HEADER_MAX_BYTES = 2 * 1024 * 1024
"""A tensor takes about 120 bytes of header: LLaMA 3.1 405B whole, 1,138 tensors, would need 140 kB."""

BLOCK_MAX_BYTES = 64 * 1024 * 1024
"""Of a block of rows as float32, so that a matrix of gigabytes is never whole in memory."""

_DIMENSIONS_MAX = 8
_SIZE_MAX = 2**48
_LENGTH_BYTES = 8
_METADATA = "__metadata__"
_BFLOAT16 = "BF16"
_STORED: dict[str, np.dtype[Any]] = {
    "F32": np.dtype("<f4"),
    "F16": np.dtype("<f2"),
    _BFLOAT16: np.dtype("<u2"),
}


@dataclass(frozen=True)
class StoredTensor:
    """``begin``, ``end``: its bytes, counted from the end of the header."""

    dtype: str
    shape: tuple[int, ...]
    begin: int
    end: int


class SafetensorsFile:
    """The file stays open until ``close``. ``tensors``: by name; may hold dtypes that cannot be read.

    ``metadata``: texts by name, empty without any.
    """

    def __init__(self, path: Path) -> None:
        """Raises ModelError if the file is unreadable, or its header is damaged or doesn't fit its size."""
        self.path = path
        if not path.is_file():
            raise ModelError(f"{path.parent} has no file {path.name}")
        try:
            self._file: BinaryIO = path.open("rb")
        except OSError as error:
            raise ModelError(f"{path} cannot be read: {error.strerror}") from error
        try:
            header, self._data_start, data_bytes = self._header()
            self.metadata = self._texts(header.get(_METADATA, {}))
            self.tensors: Mapping[str, StoredTensor] = {
                name: self._tensor(name, entry) for name, entry in header.items() if name != _METADATA
            }
            self._check_layout(data_bytes)
        except OSError as error:
            self._file.close()
            raise ModelError(f"{path} cannot be read: {error.strerror}") from error
        except ModelError:
            self._file.close()
            raise

    def close(self) -> None:
        self._file.close()

    def blocks(self, name: str) -> Iterator[npt.NDArray[Any]]:
        """The tensor in its order, cut along its first axis: float16 if it is stored so, else float32.

        A block is at most ``BLOCK_MAX_BYTES`` as float32, or one row; an empty tensor has none, a scalar is a
        row. Raises ModelError if the dtype is not supported or the file has become shorter.
        """
        tensor = self.tensors[name]
        stored = _STORED.get(tensor.dtype)
        if stored is None:
            raise self._error(f"{name} is of dtype {tensor.dtype}; supported are {', '.join(_STORED)}")
        if tensor.begin == tensor.end:
            return
        rows, *row_shape = tensor.shape or (1,)
        row_numbers = math.prod(row_shape)
        rows_at_once = max(1, BLOCK_MAX_BYTES // (4 * row_numbers))
        for first in range(0, rows, rows_at_once):
            count = min(rows_at_once, rows - first)
            block = np.empty((count, *row_shape), dtype=stored)
            self._read_into(block, tensor.begin + first * row_numbers * stored.itemsize, name)
            yield _widened(block) if tensor.dtype == _BFLOAT16 else block

    def _read_into(self, block: npt.NDArray[Any], offset: int, name: str) -> None:
        try:
            self._file.seek(self._data_start + offset)
            read = self._file.readinto(block.data.cast("B"))  # type: ignore[attr-defined]
        except OSError as error:
            raise self._error(f"{name} cannot be read: {error.strerror}") from error
        if read != block.nbytes:
            raise self._error(f"{name} ends early: the file has been cut since it was opened")

    def _header(self) -> tuple[dict[str, Any], int, int]:
        """The parsed header, where the tensors' bytes begin, and how many there are."""
        file_bytes = os.fstat(self._file.fileno()).st_size
        length_bytes = self._file.read(_LENGTH_BYTES)
        length = int.from_bytes(length_bytes, "little")
        room = file_bytes - _LENGTH_BYTES
        if len(length_bytes) < _LENGTH_BYTES or not 2 <= length <= min(room, HEADER_MAX_BYTES):
            raise self._error(
                f"claims a header of {length} bytes in a file of {file_bytes}; expected one within the file,"
                f" of at most {HEADER_MAX_BYTES}"
            )
        try:
            header = json.loads(self._file.read(length).decode("utf-8"), object_pairs_hook=_distinct)
        except (ValueError, RecursionError) as error:
            raise self._error(f"has a damaged header: {error}") from None
        if not isinstance(header, dict):
            raise self._error(f"has {shown(header)} as its header; expected an object")
        return header, _LENGTH_BYTES + length, room - length

    def _texts(self, metadata: Any) -> Mapping[str, str]:
        if not isinstance(metadata, dict) or not all(isinstance(text, str) for text in metadata.values()):
            raise self._error(f"{_METADATA} is {shown(metadata)}; expected texts by name")
        return metadata

    def _tensor(self, name: str, entry: Any) -> StoredTensor:
        if not isinstance(entry, dict):
            raise self._error(f"{shown(name)} is {shown(entry)}; expected an object")
        dtype, shape, offsets = (entry.get(key) for key in ("dtype", "shape", "data_offsets"))
        if not isinstance(dtype, str) or len(dtype) > 16:
            raise self._error(f"{shown(name)} has the dtype {shown(dtype)}; expected such as F16")
        if not _sizes(shape) or len(shape) > _DIMENSIONS_MAX:
            raise self._error(
                f"{shown(name)} has the shape {shown(shape)}; expected at most {_DIMENSIONS_MAX} sizes"
            )
        if not _sizes(offsets) or len(offsets) != 2 or offsets[0] > offsets[1]:
            raise self._error(f"{shown(name)} has the data_offsets {shown(offsets)}; expected begin and end")
        tensor = StoredTensor(dtype, tuple(shape), begin=offsets[0], end=offsets[1])
        stored = _STORED.get(dtype)
        needed = None if stored is None else math.prod(shape) * stored.itemsize
        if needed not in (None, tensor.end - tensor.begin):
            raise self._error(
                f"{shown(name)} has {tensor.end - tensor.begin} bytes; expected {needed} for {dtype} {shape}"
            )
        return tensor

    def _check_layout(self, data_bytes: int) -> None:
        end = 0
        for name, tensor in sorted(self.tensors.items(), key=lambda item: (item[1].begin, item[1].end)):
            if tensor.begin != end:
                fault = "overlaps the tensor before it" if tensor.begin < end else "leaves a gap before it"
                raise self._error(f"{shown(name)} begins at byte {tensor.begin} and {fault}; expected {end}")
            end = tensor.end
        if end != data_bytes:
            raise self._error(f"has {data_bytes} bytes of tensors; expected {end} by its header")

    def _error(self, what: str) -> ModelError:
        return ModelError(f"{self.path.name}: {what}")


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a name stands there twice")
    return members


def _sizes(value: Any) -> TypeGuard[list[int]]:
    return isinstance(value, list) and all(
        isinstance(size, int) and not isinstance(size, bool) and 0 <= size <= _SIZE_MAX for size in value
    )


def _widened(block: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """A bfloat16 is the upper half of the float32 of the same value."""
    wide = block.astype(np.uint32)
    # In place: a second copy of a whole block would be 64 MB.
    wide <<= 16
    return wide.view(np.float32)
