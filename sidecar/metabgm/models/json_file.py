"""Reads small JSON files from outside: bounded, each value of the type and in the range expected."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from metabgm.models.errors import ModelError

_SHOWN_CHARACTERS = 60


def read_text(path: Path, most_bytes: int) -> str:
    """UTF-8. Raises ModelError if the file is missing, no plain file, unreadable, larger, or other text."""
    if not path.is_file():
        # A pipe of that name would be waited for.
        raise ModelError(f"{path.parent} has no file {path.name}")
    try:
        with path.open("rb") as file:
            content = file.read(most_bytes + 1)
    except OSError as error:
        raise ModelError(f"{path} cannot be read: {error.strerror}") from error
    if len(content) > most_bytes:
        raise ModelError(f"{path.name} has {path.stat().st_size} bytes; expected at most {most_bytes}")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ModelError(f"{path.name} is no UTF-8 text: {error.reason} at byte {error.start}") from None


def read_json(path: Path, most_bytes: int) -> Any:
    """Raises ModelError as ``read_text`` does, and if the text is no JSON."""
    text = read_text(path, most_bytes)
    try:
        value = json.loads(text)
        if "\\ud" in text.lower():
            # Half a surrogate pair can be spelled in JSON, but no file could hold it afterwards.
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise ModelError(f"{path.name} is no readable JSON: {error}") from None
    return value


def read_object(path: Path, most_bytes: int) -> JsonObject:
    """Raises ModelError as ``read_json`` does, and if the JSON is no object."""
    value = read_json(path, most_bytes)
    if not isinstance(value, dict):
        raise ModelError(f"{path.name} holds {shown(value)}; expected an object")
    return JsonObject(path.name, value)


def shown(value: object) -> str:
    """Any JSON value in few characters, for an error."""
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if isinstance(value, dict):
        return f"an object of {len(value)}"
    text = repr(value)
    return text if len(text) <= _SHOWN_CHARACTERS else text[:_SHOWN_CHARACTERS] + "..."


class JsonObject:
    """``where``: the file, and the key of an object within it; it is named in errors.

    All methods raise ModelError naming the key, its value and what was expected. A key that is missing or
    null gives ``default``; without a default it is an error.
    """

    def __init__(self, where: str, values: Mapping[str, Any]) -> None:
        self.where = where
        self._values = values

    def get(self, key: str) -> Any:
        """Whatever is there; None if nothing is."""
        return self._values.get(key)

    def names(self) -> set[str]:
        return {key for key, value in self._values.items() if value is not None}

    def error(self, key: str, expected: str) -> ModelError:
        return ModelError(
            f"{self.where}: {_name(key)} is {shown(self._values.get(key))}; expected {expected}"
        )

    def whole(self, key: str, default: int | None = None, *, least: int, most: int) -> int:
        """An integer within ``least``..``most``."""
        value = self._get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise self.error(key, f"a whole number from {least} to {most}")
        return value

    def number(self, key: str, default: float | None = None, *, least: float, most: float) -> float:
        """A finite number within ``least``..``most``."""
        value = self._get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise self.error(key, f"a number from {least:g} to {most:g}")
        return float(value)

    def flag(self, key: str, default: bool) -> bool:
        value = self._get(key, default)
        if not isinstance(value, bool):
            raise self.error(key, "true or false")
        return value

    def text(self, key: str, default: str | None = None) -> str:
        value = self._get(key, default)
        if not isinstance(value, str):
            raise self.error(key, "text")
        return value

    def object(self, key: str) -> JsonObject:
        """An object within this one; an empty one if there is none."""
        value = self._get(key, {})
        if not isinstance(value, dict):
            raise self.error(key, "an object")
        return JsonObject(f"{self.where}: {_name(key)}", value)

    def _get(self, key: str, default: Any) -> Any:
        value = self._values.get(key)
        if value is not None:
            return value
        if default is None:
            raise ModelError(f"{self.where} lacks the key {key}")
        return default


def _name(key: str) -> str:
    """A key may come from the file too, and then be anything."""
    return key if key.isprintable() and len(key) <= _SHOWN_CHARACTERS else shown(key)
