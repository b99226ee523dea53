"""Everything the director can be told. A recording of these, with times, replays a session (law 6)."""

from __future__ import annotations

from typing import Any

import msgspec

from metabgm.describe.texts import Texts
from metabgm.music.engine import KeptMaterial
from metabgm.music.musicgen.ladder import Step


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


class MusicSeen(DirectorInput, frozen=True, kw_only=True, tag="music"):
    """What MusicGen is good for on this machine from now on.

    ``pace``: seconds of work for a second of its music.
    """

    step: Step
    pace: float
    reason: str


class OpeningReady(DirectorInput, frozen=True, kw_only=True, tag="opening"):
    """The prepared order's piece has the head start that it needs."""

    order: int


class OpeningLost(DirectorInput, frozen=True, kw_only=True, tag="opening_lost"):
    """The order's piece broke off; if it was only prepared, it won't be had."""

    order: int


class MusicKept(DirectorInput, frozen=True, kw_only=True, tag="kept"):
    """What of the order's base music another session's may grow from."""

    order: int
    music: KeptMaterial


class Faltering(DirectorInput, frozen=True, kw_only=True, tag="faltering"):
    """The track's engine gave out or doesn't keep up: what is in hand of it lasts for a few seconds more."""

    track: int


class Tick(DirectorInput, frozen=True, kw_only=True, tag="tick"):
    """Time passed. Without a decision to take it changes nothing."""


AnyInput = (
    SceneSeen
    | EventSeen
    | CommandGiven
    | TextsReady
    | NearEnd
    | MusicSeen
    | OpeningReady
    | OpeningLost
    | MusicKept
    | Faltering
    | Tick
)
