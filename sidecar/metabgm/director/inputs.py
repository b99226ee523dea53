"""Everything the director can be told. A recording of these, with times, replays a session (law 6)."""

from __future__ import annotations

from typing import Any

import msgspec

from metabgm.describe.texts import Texts


class DirectorInput(msgspec.Struct, frozen=True, kw_only=True, tag_field="in"):
    """Base of all inputs. ``time_ms`` is always the mod's own clock."""


class SceneSeen(DirectorInput, frozen=True, kw_only=True, tag="scene"):
    """A valid scene: ``elements`` as in the protocol."""

    time_ms: int
    reason: str
    elements: dict[str, dict[str, Any]]


class EventSeen(DirectorInput, frozen=True, kw_only=True, tag="event"):
    """Something that could not wait for a window."""

    time_ms: int
    kind: str
    detail: str


class CommandGiven(DirectorInput, frozen=True, kw_only=True, tag="command"):
    """A key or command of the player."""

    time_ms: int
    command: str
    text: str = ""
    volume: float = 1.0


class TextsReady(DirectorInput, frozen=True, kw_only=True, tag="texts"):
    """The describer answered ``request``."""

    request: int
    texts: Texts


class NearEnd(DirectorInput, frozen=True, kw_only=True, tag="near_end"):
    """The track is about to run out in the mod: time for what continues it."""

    track: int


class Tick(DirectorInput, frozen=True, kw_only=True, tag="tick"):
    """Time passed. Without a decision to take it changes nothing."""


AnyInput = SceneSeen | EventSeen | CommandGiven | TextsReady | NearEnd | Tick
