"""What stands in CTranslate2's ``model.bin``: the names, shapes and dtypes, without the data.

Source: CTranslate2, ``specs/model_spec.py`` (``ModelSpec._serialize``), binary version 6, little endian.
"""

from __future__ import annotations

import math
import os
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from metabgm.models.errors import ModelError
from metabgm.models.json_file import shown

_BINARY_VERSION = 6
"""What CTranslate2 3 and 4 write."""

_VARIABLES_MAX = 65536
"""LLaMA 3.1 405B has 2,500 with its scales."""

_NAME_MAX_BYTES = 256
_DIMENSIONS_MAX = 8
_BYTES_OF = {"float32": 4, "int8": 1, "int16": 2, "int32": 4, "float16": 2, "bfloat16": 2}
"""In the order of the format's numbers for them."""


@dataclass(frozen=True)
class Variable:
    """``shape``: empty for a scalar. ``dtype``: CTranslate2's name."""

    shape: tuple[int, ...]
    dtype: str


@dataclass(frozen=True)
class ModelBin:
    """``aliases``: name -> the variable that it is another name of."""

    spec: str
    variables: Mapping[str, Variable]
    aliases: Mapping[str, str]

    def named(self) -> dict[str, Variable]:
        """Every variable by all of its names."""
        return {**self.variables, **{alias: self.variables[name] for alias, name in self.aliases.items()}}


def read_model_bin(path: Path) -> ModelBin:
    """Reads the headers of all variables and skips their data.

    Raises ModelError naming the file: it is unreadable, of another version, damaged, shorter or longer than
    it says.
    """
    if not path.is_file():
        raise ModelError(f"{path.parent} has no file {path.name}")
    try:
        with path.open("rb") as file:
            return _Reader(file).model()
    except OSError as error:
        raise ModelError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise ModelError(f"{path.name}: {error}") from None


class _Reader:
    """Raises ValueError saying what is wrong."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._size = os.fstat(file.fileno()).st_size

    def model(self) -> ModelBin:
        version = self._number("<I")
        if version != _BINARY_VERSION:
            raise ValueError(f"binary version is {version}; supported is {_BINARY_VERSION}")
        spec = self._text()
        self._number("<I")  # The revision of the specification, which CTranslate2 checks as it loads.
        variables: dict[str, Variable] = {}
        for _ in range(self._count("variables")):
            name = self._text()
            if name in variables:
                raise ValueError(f"variable {shown(name)} stands there twice")
            variables[name] = self._variable(name)
        aliases: dict[str, str] = {}
        for _ in range(self._count("aliases")):
            alias, name = self._text(), self._text()
            if name not in variables or alias in variables:
                raise ValueError(
                    f"{shown(alias)} is an alias of {shown(name)}; expected a new name for a variable"
                )
            aliases[alias] = name
        if self._file.tell() != self._size:
            raise ValueError(f"has {self._size} bytes; expected {self._file.tell()} by its headers")
        return ModelBin(spec=spec, variables=variables, aliases=aliases)

    def _variable(self, name: str) -> Variable:
        dimensions = self._number("<B")
        if dimensions > _DIMENSIONS_MAX:
            raise ValueError(f"{shown(name)} has {dimensions} dimensions; expected at most {_DIMENSIONS_MAX}")
        shape = tuple(self._number("<I") for _ in range(dimensions))
        number = self._number("<B")
        if number >= len(_BYTES_OF):
            raise ValueError(f"{shown(name)} is of dtype {number}; known are 0 to {len(_BYTES_OF) - 1}")
        dtype = list(_BYTES_OF)[number]
        data_bytes, needed = self._number("<I"), math.prod(shape) * _BYTES_OF[dtype]
        if data_bytes != needed:
            raise ValueError(
                f"{shown(name)} has {data_bytes} bytes; expected {needed} for {dtype} {list(shape)}"
            )
        if data_bytes > self._size - self._file.tell():
            raise ValueError(f"ends within {shown(name)}: the file is cut")
        self._file.seek(data_bytes, os.SEEK_CUR)
        return Variable(shape, dtype)

    def _count(self, what: str) -> int:
        count = self._number("<I")
        if count > _VARIABLES_MAX:
            raise ValueError(f"claims {count} {what}; expected at most {_VARIABLES_MAX}")
        return count

    def _text(self) -> str:
        length = self._number("<H")
        if not 1 <= length <= _NAME_MAX_BYTES:
            raise ValueError(f"a name has {length} bytes; expected 1 to {_NAME_MAX_BYTES}")
        return self._bytes(length)[:-1].decode("utf-8")

    def _number(self, form: str) -> int:
        (number,) = struct.unpack(form, self._bytes(struct.calcsize(form)))
        return int(number)

    def _bytes(self, count: int) -> bytes:
        data = self._file.read(count)
        if len(data) < count:
            raise ValueError(f"ends after {self._size} bytes: the file is cut")
        return data
