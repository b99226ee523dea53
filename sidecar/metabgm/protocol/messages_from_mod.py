"""What the mod sends (PROTOCOL.md, "From the mod"). Fields stand in the order of its tables."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from metabgm.protocol.fields import (
    BufferMs,
    Channels,
    Fraction,
    Milliseconds,
    Positive,
    RateHz,
    StyleText,
    TrackId,
    WindowMs,
)
from metabgm.protocol.limits import LIMITS

_OFFERED = Meta(min_length=1, max_length=LIMITS.array_items)

SceneReason = Literal["interval", "biome", "dimension", "weather", "combat"]
Precipitation = Literal["none", "rain", "snow"]
EventKind = Literal[
    "hurt",
    "death",
    "respawn",
    "kill",
    "biome_entered",
    "dimension_changed",
    "boss_seen",
    "advancement",
]
CommandName = Literal["toggle", "regenerate", "skip", "like", "dislike", "style", "volume"]
Labels = dict[str, float]


class FromModMessage(msgspec.Struct, frozen=True, kw_only=True, tag_field="type"):
    """Base of all messages to the sidecar."""


class AudioOffer(msgspec.Struct, frozen=True, kw_only=True):
    """What the mod can take, best first."""

    rates: Annotated[tuple[RateHz, ...], _OFFERED]
    channels: Annotated[tuple[Channels, ...], _OFFERED]
    formats: Annotated[tuple[str, ...], _OFFERED]
    buffer_ms: BufferMs


class Identify(FromModMessage, frozen=True, kw_only=True, tag="identify"):
    """The mod's answer to ``hello``; the session opens with it."""

    protocol: int
    mod: str
    game: str
    player: str
    world: str
    audio: AudioOffer


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """Length of the window and the samples in it."""

    ms: WindowMs
    samples: Positive


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """The element ``Scene``: percent of the window for each biome and dimension.

    ``tags`` and ``precipitation`` are those of the last biome.
    """

    biome: Labels
    dimension: Labels
    tags: list[str]
    precipitation: Precipitation | UnsetType = UNSET


class Elements(msgspec.Struct, frozen=True, kw_only=True):
    """The paper's eleven elements and ``Biome Ahead``; labels are an open set (see scene_rules)."""

    place: Place = msgspec.field(name="Scene")
    time: Labels = msgspec.field(name="Time")
    weather: Labels = msgspec.field(name="Weather")
    temperature: Labels = msgspec.field(name="Temperature")
    health: Labels = msgspec.field(name="Health")
    satiety: Labels = msgspec.field(name="Satiety")
    status: Labels = msgspec.field(name="Status")
    movement: Labels = msgspec.field(name="Movement")
    position: Labels = msgspec.field(name="Position")
    hostile_entity: Labels = msgspec.field(name="Hostile Entity")
    being_attacked: Labels = msgspec.field(name="Being Attacked")
    biome_ahead: Labels = msgspec.field(name="Biome Ahead")


class Scene(FromModMessage, frozen=True, kw_only=True, tag="scene"):
    """One window of the game."""

    time_ms: Milliseconds
    reason: SceneReason
    window: Window
    scene: Elements

    def elements(self) -> dict[str, dict[str, Any]]:
        """The elements by the names they have on the wire, as plain maps."""
        plain: dict[str, dict[str, Any]] = msgspec.to_builtins(self.scene)
        return plain


class Event(FromModMessage, frozen=True, kw_only=True, tag="event"):
    """Something that could not wait for a window."""

    time_ms: Milliseconds
    kind: EventKind
    detail: str


class Command(FromModMessage, frozen=True, kw_only=True, tag="command"):
    """A key or command of the player. ``text`` is there with ``style``, ``volume`` with ``volume``."""

    time_ms: Milliseconds
    command: CommandName
    text: StyleText | UnsetType = UNSET
    volume: Fraction | UnsetType = UNSET


class Credit(FromModMessage, frozen=True, kw_only=True, tag="credit"):
    """Frames of room that came free in the track's buffer since its last credit."""

    track: TrackId
    frames: Positive


FromMod = Identify | Scene | Event | Command | Credit
FROM_MOD: dict[str, type[FromMod]] = {
    "identify": Identify,
    "scene": Scene,
    "event": Event,
    "command": Command,
    "credit": Credit,
}
