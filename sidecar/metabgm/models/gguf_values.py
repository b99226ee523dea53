"""The metadata of a GGUF file by key, each value of the type and in the range that is expected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from metabgm.models.errors import ModelError
from metabgm.models.gguf_metadata import Value, shown


class GgufValues:
    """``file_name`` is named in errors. All methods raise ModelError naming the key and what was expected.

    A key that is missing gives ``default``; without a default it is an error.
    """

    def __init__(self, file_name: str, values: Mapping[str, Value]) -> None:
        self._file_name = file_name
        self._values = values

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def error(self, key: str, expected: str) -> ModelError:
        """Says that the value of ``key`` is not what was expected."""
        return ModelError(f"{self._file_name}: {key} is {shown(self._values[key])}; expected {expected}")

    def whole(self, key: str, default: int | None = None, *, least: int = 0, most: int = 2**31 - 1) -> int:
        """An integer within ``least``..``most``."""
        value = self._get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise self.error(key, f"a whole number from {least} to {most}")
        return value

    def number(self, key: str, default: float | None = None, *, above: float, most: float) -> float:
        """A finite number greater than ``above`` and at most ``most``."""
        value = self._get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not above < value <= most:
            raise self.error(key, f"a number above {above:g}, at most {most:g}")
        return float(value)

    def flag(self, key: str, default: bool) -> bool:
        value = self._get(key, default)
        if not isinstance(value, bool):
            raise self.error(key, "a bool")
        return value

    def text(self, key: str, default: str | None = None) -> str:
        value = self._get(key, default)
        if not isinstance(value, str):
            raise self.error(key, "a string")
        return value

    def texts(self, key: str) -> list[str]:
        """A list of strings; not a copy."""
        value = self._get(key, None)
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            raise self.error(key, "a list of strings")
        return value

    def numbers(self, key: str) -> npt.NDArray[Any]:
        """A list of numbers, as an array of the type that it is stored in."""
        value = self._get(key, None)
        if not isinstance(value, np.ndarray):
            raise self.error(key, "a list of numbers")
        return value

    def _get(self, key: str, default: Value | None) -> Value:
        value = self._values.get(key, default)
        if value is None:
            raise ModelError(f"{self._file_name} lacks the key {key}")
        return value
