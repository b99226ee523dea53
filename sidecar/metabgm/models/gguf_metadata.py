"""Reads the front part of a GGUF file, in which every count and length is a claim to be checked first.

Source: the GGUF specification (ggml, ``docs/gguf.md``), versions 2 and 3, little endian.
"""

from __future__ import annotations

import struct
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from metabgm.models.errors import ModelError

Scalar = bool | int | float | str
Value = Scalar | npt.NDArray[Any] | list[Any]
"""A scalar, an array of numbers, a list of str, or a list of arrays."""

METADATA_MAX_BYTES = 32 * 1024 * 1024
"""Twice what the largest vocabulary known needs (262,144 tokens with 514,906 merges: 16 MB)."""

STRING_MAX_BYTES = 1024 * 1024
"""The longest strings are chat templates and licences: tens of kilobytes."""

ELEMENTS_MAX = 1024 * 1024
"""Of one array: twice the most merges of any vocabulary known."""

ARRAYS_MAX = 4096
"""Arrays and those nested in them: a file has a dozen; each costs far more memory than its bytes."""

NESTING_MAX = 4
"""No key that is known nests arrays; deep nesting would end in Python's limit of calls."""

_SHOWN_CHARACTERS = 80
_READ_AT_LEAST = 256 * 1024
_TEXT, _ARRAY = 8, 9
_NUMBERS: dict[int, np.dtype[Any]] = {
    0: np.dtype("<u1"),
    1: np.dtype("<i1"),
    2: np.dtype("<u2"),
    3: np.dtype("<i2"),
    4: np.dtype("<u4"),
    5: np.dtype("<i4"),
    6: np.dtype("<f4"),
    7: np.dtype("?"),
    10: np.dtype("<u8"),
    11: np.dtype("<i8"),
    12: np.dtype("<f8"),
}
_LENGTH = struct.Struct("<Q")
_ARRAY_HEADER_BYTES = 12


def shown(value: Any) -> str:
    """Something of the file within one line of an error: quoted, and cut where it is long."""
    text = f"a list of {len(value)}" if isinstance(value, list | np.ndarray) else repr(value)
    return text if len(text) <= _SHOWN_CHARACTERS else text[:_SHOWN_CHARACTERS] + "..."


class MetadataReader:
    """A position in ``file`` that moves on with everything read.

    ``what``: names the key or tensor that is being read; errors name it. All methods raise ModelError.
    """

    def __init__(self, file: BinaryIO, name: str, size: int) -> None:
        """``name``: of the file, for errors. ``size``: of the whole file in bytes."""
        self._file = file
        self._name = name
        self._limit = min(size, METADATA_MAX_BYTES)
        self._is_cut = size > METADATA_MAX_BYTES
        self._bytes = bytearray()
        self._arrays = 0
        self.position = 0
        self.what = "the header"

    def error(self, problem: str) -> ModelError:
        """One that names the file and what is being read."""
        return ModelError(f"{self._name}: {self.what}: {problem}")

    def require(self, count: int, least_bytes: int, of: str) -> None:
        """``count`` things of at least ``least_bytes`` each must fit into what is left of the file."""
        needed, left = count * least_bytes, self._limit - self.position
        if needed > left:
            within = f"of the {METADATA_MAX_BYTES} that metadata may take" if self._is_cut else "of the file"
            raise self.error(f"{count} {of} need {needed} bytes or more, but {left} {within} are left")

    def number(self, kind: int) -> Any:
        """One int, float or bool of GGUF's value type ``kind``."""
        return self._numbers(kind, 1)[0].item()

    def uint32(self) -> int:
        return int(self.number(4))

    def uint64(self) -> int:
        return int(self.number(10))

    def text(self, most_bytes: int = STRING_MAX_BYTES) -> str:
        return self._texts(1, most_bytes)[0]

    def value(self, kind: int) -> Value:
        """A value of GGUF's value type ``kind``, arrays within arrays included."""
        if kind == _TEXT:
            return self.text()
        if kind == _ARRAY:
            return self._array(NESTING_MAX)
        if kind in _NUMBERS:
            return self.number(kind)  # type: ignore[no-any-return]
        raise self.error(f"its value type is {kind}; GGUF has 0 to 12")

    def _array(self, levels: int) -> Value:
        if levels == 0:
            raise self.error(f"arrays lie in one another over {NESTING_MAX} deep")
        self._arrays += 1
        if self._arrays > ARRAYS_MAX:
            raise self.error(f"the file has more than {ARRAYS_MAX} arrays")
        kind, count = self.uint32(), self.uint64()
        if count > ELEMENTS_MAX:
            raise self.error(f"the array has {count} elements, more than {ELEMENTS_MAX}")
        if kind == _TEXT:
            return self._texts(count, STRING_MAX_BYTES)
        if kind == _ARRAY:
            self.require(count, _ARRAY_HEADER_BYTES, "arrays")
            return [self._array(levels - 1) for _ in range(count)]
        if kind in _NUMBERS:
            return self._numbers(kind, count)
        raise self.error(f"its elements have the value type {kind}; GGUF has 0 to 12")

    def _numbers(self, kind: int, count: int) -> npt.NDArray[Any]:
        dtype = _NUMBERS[kind]
        self.require(count, dtype.itemsize, "number(s)")
        start, end = self.position, self.position + count * dtype.itemsize
        self._fill(end)
        self.position = end
        raw = bytes(self._bytes[start:end])
        # As bytes first: a bool that is neither 0 nor 1 has no meaning in numpy.
        return np.frombuffer(raw, np.uint8) != 0 if dtype == np.bool_ else np.frombuffer(raw, dtype)

    def _texts(self, count: int, most_bytes: int) -> list[str]:
        self.require(count, _LENGTH.size, "string(s)")
        # Local names: a vocabulary has hundreds of thousands of strings.
        texts, data, position = [], self._bytes, self.position
        try:
            for _ in range(count):
                start = position + _LENGTH.size
                if start > len(data):
                    self.position = position
                    self.require(1, _LENGTH.size, "string(s)")
                    self._fill(start)
                (length,) = _LENGTH.unpack_from(data, position)
                position = start + length
                if length > most_bytes:
                    raise self.error(f"a string has {length} bytes, more than {most_bytes}")
                if position > len(data):
                    self.position = start
                    self.require(length, 1, "bytes of a string")
                    self._fill(position)
                texts.append(data[start:position].decode())
        except UnicodeDecodeError as error:
            raise self.error(f"a string is not UTF-8 ({error})") from None
        self.position = position
        return texts

    def _fill(self, end: int) -> None:
        """Makes the bytes up to ``end``, which lies within the limit, present."""
        missing = end - len(self._bytes)
        if missing > 0:
            self._bytes += self._file.read(min(max(missing, _READ_AT_LEAST), self._limit - len(self._bytes)))
        if len(self._bytes) < end:
            raise self.error(f"the file ends at byte {len(self._bytes)}, before byte {end}")
