"""What a compose worker tells of the orders that it was given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from metabgm.music.engine import Frames, KeptMaterial


@dataclass(frozen=True)
class Planned:
    """The piece exists, no sample of it yet. ``ms``: time the plan took.

    ``anchor``: a line about what it grew from; ``anchor_frames``: how far that was composed by then, and
    ``anchor_sound``: how much of it was listened to.
    """

    order: int
    title: str
    total_frames: int | None
    parameters: Mapping[str, Any]
    anchor: str | None
    ms: float
    anchor_frames: int = 0
    anchor_sound: int = 0


@dataclass(frozen=True)
class Composed:
    """The next chunk. ``ms``: time it took. ``ahead``: seconds that can follow without waiting, where the
    piece works ahead."""

    order: int
    chunk: Frames
    ms: float
    ahead: float = 0.0


@dataclass(frozen=True)
class Worked:
    """More of the piece's material is made: ``ahead`` seconds can be had of it without waiting.

    ``ready``: it has the head start that it needs. ``complete``: all of its material is made.
    """

    order: int
    ahead: float
    ready: bool
    complete: bool


@dataclass(frozen=True)
class Kept:
    """Base music is under way: what of it another session's may grow from."""

    order: int
    music: KeptMaterial


@dataclass(frozen=True)
class Finished:
    """The piece is complete, or broke off for ``failure``."""

    order: int
    failure: str = ""


ComposeNews = Planned | Composed | Worked | Kept | Finished
