"""Frames to messages and back. Every message, either way, passes the same checks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from metabgm.protocol.limits import LIMITS
from metabgm.protocol.message_rules import canonical, first_broken, typed
from metabgm.protocol.messages_from_mod import FROM_MOD, FromMod, FromModMessage
from metabgm.protocol.messages_to_mod import TO_MOD, ToMod
from metabgm.protocol.outcomes import FieldError, FrameError, Ignored, missing, wrong
from metabgm.protocol.unpack import broken_limit, unpack

Message = TypeVar("Message", bound=msgspec.Struct)


class EncodeError(ValueError):
    """A message that the other side would refuse; the text says which field or limit."""


def decode(frame: bytes) -> FromMod | Ignored | FieldError | FrameError:
    """A frame as the sidecar gets it. Never raises, whatever the bytes."""
    tree = unpack(frame, LIMITS.frame_to_sidecar_bytes)
    return tree if isinstance(tree, FrameError) else to_message(tree, FROM_MOD)


def decode_to_mod(frame: bytes) -> ToMod | Ignored | FieldError | FrameError:
    """A frame as the mod gets it. Never raises, whatever the bytes."""
    tree = unpack(frame, LIMITS.frame_to_mod_bytes)
    return tree if isinstance(tree, FrameError) else to_message(tree, TO_MOD)


def to_message(tree: dict[str, Any], kinds: Mapping[str, type[Message]]) -> Message | Ignored | FieldError:
    """The message of an unpacked frame; ``kinds`` by the names that ``type`` may hold."""
    if "type" not in tree:
        return missing("type", "str")
    name = tree["type"]
    if not isinstance(name, str):
        return wrong("type", name, "str")
    if name not in kinds:
        return Ignored(name)
    message = typed(tree, kinds[name], name)
    if isinstance(message, FieldError):
        return message
    return first_broken(message, name) or canonical(message)


def encode(message: FromMod | ToMod) -> bytes:
    """The canonical frame (PROTOCOL.md). Raises EncodeError rather than send what would be refused."""
    from_mod = isinstance(message, FromModMessage)
    kinds: dict[str, type[FromMod]] | dict[str, type[ToMod]] = FROM_MOD if from_mod else TO_MOD
    tree = msgspec.to_builtins(message, builtin_types=(bytes,))
    broken = broken_limit(tree)
    if broken is not None:
        raise EncodeError(f"{tree['type']}: {broken}")
    # Also turns an int in a float field into a float, as the encoding demands.
    checked: Any = to_message(tree, kinds)
    if isinstance(checked, FieldError):
        raise EncodeError(f"{checked.path}: {checked.value} instead of {checked.expected}")
    frame = msgspec.msgpack.encode(checked)
    most = LIMITS.frame_to_sidecar_bytes if from_mod else LIMITS.frame_to_mod_bytes
    if len(frame) > most:
        raise EncodeError(f"{tree['type']}: a frame of {len(frame)} bytes; at most {most}")
    return frame
