"""What can come of a frame, besides a message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from metabgm.protocol.close_codes import CloseCode
from metabgm.protocol.limits import CLOSE_REASON_BYTES, LIMITS
from metabgm.protocol.messages_to_mod import ErrorCode, ErrorMessage


@dataclass(frozen=True)
class FieldError:
    """A field is missing or wrong; the session goes on. The fields are those of ``error``."""

    code: ErrorCode
    path: str
    value: str
    expected: str

    def message(self) -> ErrorMessage:
        """As it is sent to the mod."""
        return ErrorMessage(code=self.code, path=self.path, value=self.value, expected=self.expected)


@dataclass(frozen=True)
class FrameError:
    """The frame cannot be read, or breaks a limit: the session ends with ``code``.

    ``reason``: one line, at most 123 bytes of UTF-8, as a WebSocket's close frame holds it.
    """

    code: CloseCode
    reason: str

    def __post_init__(self) -> None:
        cut = self.reason.encode()[:CLOSE_REASON_BYTES].decode(errors="ignore")
        object.__setattr__(self, "reason", cut)


@dataclass(frozen=True)
class Ignored:
    """A message of a type that this version does not know."""

    type: str


def wrong(path: str, value: Any, expected: str) -> FieldError:
    """``value`` as it came; it is shown and cut."""
    return FieldError("field.wrong", path, shown(value), expected)


def missing(path: str, expected: str) -> FieldError:
    """There is no such field."""
    return FieldError("field.missing", path, "", expected)


def inside(path: str, key: str) -> str:
    """The path of a map's entry. A key of the sender's choice is cut like a value."""
    return f"{path}.{key[: LIMITS.value_chars]}"


def shown(value: Any) -> str:
    """A value for a human's eyes, at most ``value_chars`` long: scalars as they are, containers by size."""
    if value is None:
        text = "nil"
    elif isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, bytes):
        text = f"bin of {len(value)} bytes"
    elif isinstance(value, dict):
        text = f"map of {len(value)} entries"
    elif isinstance(value, (list, tuple)):
        text = f"array of {len(value)} items"
    else:
        text = str(value)
    return text[: LIMITS.value_chars]
