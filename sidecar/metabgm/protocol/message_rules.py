"""What a message must hold beyond the types of its fields."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec
from msgspec import UNSET

from metabgm.protocol.messages_from_mod import Command, Scene
from metabgm.protocol.messages_to_mod import Provenance, ProvenanceRecord
from metabgm.protocol.numbers_check import first_odd_number
from metabgm.protocol.outcomes import FieldError, missing
from metabgm.protocol.pinpoint import pinpoint
from metabgm.protocol.scene_rules import first_broken_rule

AnyMessage = TypeVar("AnyMessage", bound=msgspec.Struct)


def typed(tree: dict[str, Any], kind: type[AnyMessage], path: str) -> AnyMessage | FieldError:
    """``tree`` as a ``kind``, its unknown keys left out, or its first wrong or missing field."""
    try:
        # bytes stand for themselves; a str is never taken for base64.
        return msgspec.convert(tree, kind, builtin_types=(bytes,))
    except msgspec.ValidationError as error:
        return pinpoint(tree, kind, path, str(error))


def first_broken(message: msgspec.Struct, path: str) -> FieldError | None:
    """The first rule that a typed message breaks; None when it keeps all of its kind."""
    odd = first_odd_number(msgspec.to_builtins(message, builtin_types=(bytes,)), path)
    if odd is not None:
        return odd
    if isinstance(message, Scene):
        return first_broken_rule(message.elements(), f"{path}.scene")
    if isinstance(message, Command):
        return _missing_argument(message, path)
    if isinstance(message, Provenance):
        record = typed(message.record, ProvenanceRecord, f"{path}.record")
        return record if isinstance(record, FieldError) else None
    return None


def canonical(message: AnyMessage) -> AnyMessage:
    """The same message; a record's known keys come first, typed, in their order."""
    if not isinstance(message, Provenance):
        return message
    known: dict[str, Any] = msgspec.to_builtins(
        msgspec.convert(message.record, ProvenanceRecord), builtin_types=(bytes,)
    )
    return msgspec.structs.replace(message, record=known | message.record | known)


def _missing_argument(command: Command, path: str) -> FieldError | None:
    if command.command == "style" and command.text is UNSET:
        return missing(f"{path}.text", "str with the command style")
    if command.command == "volume" and command.volume is UNSET:
        return missing(f"{path}.volume", "float 0..1 with the command volume")
    return None
