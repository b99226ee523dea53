"""Reads a scene from a JSON file and holds it to the protocol."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgpack

from metabgm.cli.errors import InputError
from metabgm.protocol.codec import decode
from metabgm.protocol.limits import LIMITS
from metabgm.protocol.messages_from_mod import Scene
from metabgm.protocol.outcomes import FieldError, FrameError

# JSON is wordier than msgpack.
SCENE_FILE_BYTES = 4 * LIMITS.frame_to_sidecar_bytes


def read_scene(path: Path) -> dict[str, dict[str, Any]]:
    """The elements of a whole ``scene`` message, or of a file that holds the elements alone.

    Raises InputError with the path of the wrong field.
    """
    value = _load(path)
    if "type" not in value:
        value = {
            "type": "scene",
            "time_ms": 0,
            "reason": "interval",
            "window": {"ms": 10_000, "samples": 200},
            "scene": value,
        }
    message = decode(msgpack.packb(value))
    if isinstance(message, Scene):
        return message.elements()
    if isinstance(message, FrameError):
        raise InputError(f"{path}: {message.reason}")
    if isinstance(message, FieldError):
        raise InputError(f"{path}: {message.path}: {message.value}, expected {message.expected}")
    raise InputError(f"{path}: type: {value['type']!r}, expected 'scene'")


def _load(path: Path) -> dict[str, Any]:
    try:
        text = path.read_bytes() if path.stat().st_size <= SCENE_FILE_BYTES else None
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from error
    if text is None:
        raise InputError(f"{path}: larger than {SCENE_FILE_BYTES} bytes, expected one scene")
    try:
        value = json.loads(text)
    except ValueError as error:
        raise InputError(f"{path}: no JSON: {error}") from error
    if not isinstance(value, dict):
        raise InputError(f"{path}: {type(value).__name__}, expected an object")
    return value
