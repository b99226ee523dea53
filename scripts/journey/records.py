"""The lines of the player's log, one type each. Times are trace time, frames count from the mix's start."""

from __future__ import annotations

from typing import Any

import msgspec

from metabgm.protocol.messages_to_mod import Cause, ProvenanceSummary, Transition

MIX_RATE = 48_000
"""Frames per second of the player's mix, which starts at trace time 0."""


class LogRecord(msgspec.Struct, frozen=True, kw_only=True, tag_field="what"):
    """Base of all lines."""


class Sent(LogRecord, frozen=True, kw_only=True, tag="sent"):
    """To the sidecar. ``reason``, ``kind`` and ``command`` belong to one ``type`` each."""

    type: str
    time_ms: int
    reason: str = ""
    kind: str = ""
    command: str = ""
    detail: str = ""
    biome: str = ""
    dimension: str = ""
    weather: str = ""
    combat: bool = False


class TrackTold(LogRecord, frozen=True, kw_only=True, tag="track"):
    """The sidecar's ``track`` message."""

    track: int
    role: str
    title: str
    provenance: ProvenanceSummary
    transition: Transition
    cause: Cause


class Started(LogRecord, frozen=True, kw_only=True, tag="started"):
    """``frame``: the first of the mix in which the track is heard."""

    track: int
    role: str
    frame: int
    cause: Cause


class Faded(LogRecord, frozen=True, kw_only=True, tag="fade"):
    """From ``frame`` on the track's fade moves to ``gain`` within ``ms``."""

    track: int
    gain: float
    ms: int
    frame: int


class Ended(LogRecord, frozen=True, kw_only=True, tag="ended"):
    """From ``frame`` on the track is not heard any more."""

    track: int
    frame: int


class Underrun(LogRecord, frozen=True, kw_only=True, tag="underrun"):
    """From ``frame`` on, ``frames`` frames of the track were lowered because no audio came."""

    track: int
    frame: int
    frames: int


class Whereabouts(LogRecord, frozen=True, kw_only=True, tag="scene"):
    """Where the player is, once a second. ``biome`` is empty while the game has not told it."""

    at_ms: int
    biome: str
    dimension: str
    weather: str
    time: str
    combat: bool


class ProvenanceTold(LogRecord, frozen=True, kw_only=True, tag="provenance"):
    """The sidecar's record of why a piece plays."""

    record: dict[str, Any]


class StatusTold(LogRecord, frozen=True, kw_only=True, tag="status"):
    """``message``: the sidecar's line for the player, may be empty."""

    message: str


class MixSummary(LogRecord, frozen=True, kw_only=True, tag="summary"):
    """The last line."""

    frames: int
    underruns: int
    clipped_samples: int
    dropped_frames: int
    reconnects: int


AnyRecord = (
    Sent
    | TrackTold
    | Started
    | Faded
    | Ended
    | Underrun
    | Whereabouts
    | ProvenanceTold
    | StatusTold
    | MixSummary
)
RECORD_TYPES: dict[str, type[AnyRecord]] = {
    "sent": Sent,
    "track": TrackTold,
    "started": Started,
    "fade": Faded,
    "ended": Ended,
    "underrun": Underrun,
    "scene": Whereabouts,
    "provenance": ProvenanceTold,
    "status": StatusTold,
    "summary": MixSummary,
}
