"""What a vector is. Frames are packed by msgpack, not by the codec that they are to test."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgpack

Tree = dict[str, Any]


def packed(tree: Any) -> bytes:
    """The canonical msgpack of plain values: shortest integers, 64-bit floats."""
    frame: bytes = msgpack.packb(tree)
    return frame


@dataclass(frozen=True)
class Golden:
    """A good frame and the message a decoder gets of it; without one it is to be ignored.

    ``canonical``: the frame is exactly what an encoder writes.
    """

    name: str
    about: str
    frame: bytes
    message: Tree | None
    canonical: bool = True

    def description(self) -> Tree:
        """The JSON beside the frame."""
        outcome = {"ignored": True} if self.message is None else {"message": self.message}
        return {"about": self.about, "encode": self.canonical, **outcome}


@dataclass(frozen=True)
class Malformed:
    """A bad frame and what must come of it: a close code, or the four fields of an error."""

    name: str
    about: str
    direction: str
    frame: bytes
    outcome: int | tuple[str, str, str, str]

    def description(self) -> Tree:
        """The JSON beside the frame."""
        if isinstance(self.outcome, int):
            outcome: Tree = {"close": self.outcome}
        else:
            outcome = {"error": dict(zip(("code", "path", "value", "expected"), self.outcome, strict=True))}
        return {"about": self.about, "direction": self.direction, **outcome}


def golden(name: str, about: str, message: Tree) -> Golden:
    """A message in its canonical form."""
    return Golden(name, about, packed(message), message)


def changed(tree: Tree, path: Iterable[str | int], value: Any) -> Tree:
    """A copy with one value replaced or added."""
    copy: Any = dict(tree)
    first, *rest = path
    if rest:
        inner = copy[first]
        copy[first] = (
            changed(inner, rest, value)
            if isinstance(inner, dict)
            else [value if index == rest[0] else item for index, item in enumerate(inner)]
        )
    else:
        copy[first] = value
    result: Tree = copy
    return result


def without(tree: Tree, path: list[str]) -> Tree:
    """A copy that lacks one field."""
    first, *rest = path
    if rest:
        return {**tree, first: without(tree[first], rest)}
    return {key: value for key, value in tree.items() if key != first}
