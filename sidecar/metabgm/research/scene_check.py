"""Holds the scene of a dataset's line to the protocol, as one that the mod sends."""

from __future__ import annotations

from typing import Any

import msgpack

from metabgm.protocol.codec import decode
from metabgm.protocol.messages_from_mod import Scene
from metabgm.protocol.outcomes import FieldError
from metabgm.research.dataset_error import DatasetError


def checked_elements(value: Any, where: str) -> dict[str, dict[str, Any]]:
    """The elements of a scene. Raises DatasetError with the path of the wrong field after ``where``."""
    window = {"ms": 10_000, "samples": 200}
    whole = {"type": "scene", "time_ms": 0, "reason": "interval", "window": window, "scene": value}
    message = decode(msgpack.packb(whole))
    if isinstance(message, Scene):
        return message.elements()
    if isinstance(message, FieldError):
        raise DatasetError(f"{where}: {message.path}: {message.value}, expected {message.expected}")
    raise DatasetError(f"{where}: scene: {getattr(message, 'reason', 'no scene')}")
