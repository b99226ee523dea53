"""What the sidecar sends (PROTOCOL.md, "From the sidecar"). Fields stand in the order of its tables."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from metabgm.protocol.fields import (
    Channels,
    Count,
    Curve,
    Decibels,
    Fraction,
    Milliseconds,
    PcmBytes,
    RateHz,
    Role,
    SampleFormat,
    Seed,
    TrackId,
)

MusicStep = Literal["musicgen", "composer", "none"]
TextsStep = Literal["endpoint", "llama", "template"]
CauseKind = Literal["start", "scene", "event", "command", "continue"]
EndReason = Literal["finished", "stopped", "failed"]
ErrorCode = Literal["field.missing", "field.wrong", "state.unexpected", "rate.exceeded", "credit.overdrawn"]


class ToModMessage(msgspec.Struct, frozen=True, kw_only=True, tag_field="type"):
    """Base of all messages to the mod."""


class Hello(ToModMessage, frozen=True, kw_only=True, tag="hello"):
    """The first message of a session."""

    protocol: int
    sidecar: str
    limits: dict[str, int]


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """The step of the ladder; ``reason`` is empty on the top step, otherwise one line for the player."""

    music: MusicStep
    texts: TextsStep
    reason: str


class Loading(msgspec.Struct, frozen=True, kw_only=True):
    """A model that is still loading; ``fraction`` 0..1."""

    name: str
    fraction: Fraction


class Ready(ToModMessage, frozen=True, kw_only=True, tag="ready"):
    """The session is open."""

    session: str
    engine: str
    describer: str
    step: Step
    loading: tuple[Loading, ...]


class ProvenanceSummary(msgspec.Struct, frozen=True, kw_only=True):
    """Why a piece plays, in short."""

    narrative: str
    description: str
    describer: str
    engine: str
    seed: Seed


class Transition(msgspec.Struct, frozen=True, kw_only=True):
    """How a track comes in and what it does to the others; ``duck_db`` <= 0."""

    fade_in_ms: Milliseconds
    fade_out_ms: Milliseconds
    curve: Curve
    duck_db: Decibels


class Cause(msgspec.Struct, frozen=True, kw_only=True):
    """What made the sidecar start a track; ``time_ms`` is on the mod's clock."""

    kind: CauseKind
    time_ms: Milliseconds
    held_ms: Milliseconds
    prepared: bool


class Track(ToModMessage, frozen=True, kw_only=True, tag="track"):
    """A piece begins. ``frames``: its whole length where known."""

    track: TrackId
    role: Role
    rate: RateHz
    channels: Channels
    format: SampleFormat
    frames: Count | UnsetType = UNSET
    gain: Fraction
    title: str
    provenance: ProvenanceSummary
    transition: Transition
    cause: Cause


class Pcm(ToModMessage, frozen=True, kw_only=True, tag="pcm"):
    """Whole frames of a track, interleaved; ``offset`` is the index of the first."""

    track: TrackId
    offset: Count
    data: PcmBytes


class End(ToModMessage, frozen=True, kw_only=True, tag="end"):
    """No more frames for the track; ``frames`` were sent in all."""

    track: TrackId
    frames: Count
    reason: EndReason


class Fade(ToModMessage, frozen=True, kw_only=True, tag="fade"):
    """Moves the track's fade to ``gain`` within ``ms``; ``stop``: it will not come back."""

    track: TrackId
    gain: Fraction
    ms: Milliseconds
    stop: bool


class Status(ToModMessage, frozen=True, kw_only=True, tag="status"):
    """What the player sees; ``playing`` is false after a toggle."""

    playing: bool
    step: Step
    loading: tuple[Loading, ...]
    message: str


class ProvenanceRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The keys that every provenance record has; it may hold more."""

    time: str
    track: TrackId
    role: Role
    characterized: dict[str, Any]
    steps: list[Any]
    narrative: str
    description: str
    describer: str
    engine: str
    seed: Seed
    anchor: str | None
    ms: dict[str, float]


class Provenance(ToModMessage, frozen=True, kw_only=True, tag="provenance"):
    """Why a piece plays, in full: a ProvenanceRecord's keys in a plain map, and more if need be."""

    record: Annotated[dict[str, Any], Meta(extra_json_schema={"$ref": "#/$defs/ProvenanceRecord"})]


class ErrorMessage(ToModMessage, frozen=True, kw_only=True, tag="error"):
    """A message of the mod was refused; the session goes on."""

    code: ErrorCode
    path: str
    value: str
    expected: str


ToMod = Hello | Ready | Track | Pcm | End | Fade | Status | Provenance | ErrorMessage
TO_MOD: dict[str, type[ToMod]] = {
    "hello": Hello,
    "ready": Ready,
    "track": Track,
    "pcm": Pcm,
    "end": End,
    "fade": Fade,
    "status": Status,
    "provenance": Provenance,
    "error": ErrorMessage,
}
