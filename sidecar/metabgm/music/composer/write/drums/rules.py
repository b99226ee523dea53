"""Where in a bar each kind of percussion strikes, and from which intensity."""

from __future__ import annotations

from dataclasses import dataclass

from metabgm.music.composer.sound.instruments import PERCUSSION, Instrument

# General MIDI drum keys.
KICK, SIDE_STICK, SNARE, CLOSED_HAT, OPEN_HAT = 36, 37, 38, 42, 46
FLOOR_TOM, LOW_TOM, MIDDLE_TOM, HIGH_TOM = 41, 45, 47, 50
CRASH, RIDE, TAMBOURINE = 49, 51, 54
HIGH_BONGO, LOW_BONGO, MUTE_CONGA, LOW_CONGA = 60, 61, 62, 64
CLAVES, HIGH_BLOCK, LOW_BLOCK = 75, 76, 77
# Keys of the melodic taiko preset: the pitch is the drum's size.
TAIKO_LOW, TAIKO_MIDDLE, TAIKO_HIGH = 38, 44, 52
# Keys of the project's own drums.
FRAME_DEEP, FRAME_RIM, HEARTBEAT, SWELL = 41, 50, 36, 60
SHAKEN_TOWARDS, SHAKEN_AWAY = 67, 72
ROOT, FIFTH = 0, 7  # timpani are tuned: semitones above the chord's root

# Intensities: low drums alone below BODY, ghost notes from GHOSTS, more than the piece asks from RELENTLESS.
BODY, GHOSTS, RELENTLESS = 0.35, 0.45, 0.75
# What a piece that asks for no drums may get when the game grows intense, and when still more.
SOFT, FULLER = 0.7, 0.85


@dataclass(frozen=True)
class Rule:
    """Where one of ``keys`` is struck. ``places``: letters of ``groove.place``. Probability: ``often`` plus
    ``more`` times the energy. Level: ``level`` plus ``accent`` times the metrical weight, plus a third of
    the energy. ``since``: intensity from which it is heard."""

    places: str
    keys: tuple[int, ...]
    often: float
    more: float
    level: float
    accent: float
    since: float = 0.0
    beats: float = 0.5


_KIT = (
    Rule("d", (KICK,), 1.0, 0.0, 0.35, 0.0),
    Rule("o", (KICK,), 0.0, 0.25, 0.3, 0.0, BODY),
    Rule("dgtb", (CLOSED_HAT,), 1.0, 0.0, 0.08, 0.1, 0.2),
    Rule("o", (CLOSED_HAT,), 0.3, 0.6, 0.06, 0.1, BODY),
    Rule("s", (CLOSED_HAT,), 0.0, 0.15, 0.02, 0.1, GHOSTS),
    Rule("gt", (KICK,), 1.0, 0.0, 0.28, 0.0, RELENTLESS),
    Rule("o", (CLOSED_HAT,), 1.0, 0.0, 0.05, 0.1, RELENTLESS),
)
GROOVES: dict[str, tuple[Rule, ...]] = {
    "kit": (
        *_KIT,
        Rule("gb", (SIDE_STICK, SNARE), 1.0, 0.0, 0.3, 0.0, BODY),
        Rule("s", (SNARE,), 0.06, 0.3, 0.0, 0.0, GHOSTS, 0.25),
    ),
    "electronic": (*_KIT, Rule("gb", (SNARE,), 1.0, 0.0, 0.28, 0.0, BODY)),
    "brushes": (
        *_KIT,
        Rule("gb", (SNARE,), 1.0, 0.0, 0.22, 0.0, BODY),
        Rule("o", (SNARE,), 0.3, 0.3, 0.04, 0.0, GHOSTS),
    ),
    "taiko": (
        Rule("dg", (TAIKO_LOW,), 1.0, 0.0, 0.3, 0.25, 0.0, 1.0),
        Rule("tb", (TAIKO_MIDDLE,), 0.15, 0.4, 0.28, 0.1, BODY),
        Rule("o", (TAIKO_HIGH,), 0.1, 0.4, 0.24, 0.1, BODY),
        Rule("tb", (TAIKO_LOW,), 1.0, 0.0, 0.26, 0.1, RELENTLESS, 1.0),
        Rule("o", (TAIKO_MIDDLE,), 0.6, 0.3, 0.2, 0.1, RELENTLESS),
        Rule("os", (TAIKO_HIGH,), 0.35, 0.4, 0.16, 0.1, RELENTLESS, 0.25),
    ),
    "timpani": (
        Rule("d", (ROOT,), 1.0, 0.0, 0.3, 0.2, 0.0, 1.5),
        Rule("g", (ROOT, FIFTH), 1.0, 0.0, 0.3, 0.2, 0.2, 1.5),
        Rule("tbo", (ROOT, FIFTH), 0.0, 0.3, 0.28, 0.2, BODY),
        Rule("tb", (ROOT,), 1.0, 0.0, 0.26, 0.1, RELENTLESS),
        Rule("o", (FIFTH, ROOT), 0.3, 0.2, 0.2, 0.1, RELENTLESS),
    ),
    "hand_drums": (
        Rule("d", (LOW_CONGA,), 1.0, 0.0, 0.38, 0.0),
        Rule("g", (LOW_CONGA, LOW_BONGO), 1.0, 0.0, 0.3, 0.0, 0.2),
        Rule("tbo", (LOW_BONGO, HIGH_BONGO, LOW_CONGA), 0.35, 0.5, 0.22, 0.1, BODY),
        Rule("s", (MUTE_CONGA, HIGH_BONGO), 0.05, 0.35, 0.06, 0.0, GHOSTS, 0.25),
        Rule("o", (HIGH_BONGO,), 1.0, 0.0, 0.2, 0.0, RELENTLESS),
    ),
    "shaker": (
        Rule("dgtb", (SHAKEN_TOWARDS,), 1.0, 0.0, 0.18, 0.2),
        Rule("o", (SHAKEN_AWAY,), 1.0, 0.0, 0.16, 0.1, BODY),
        Rule("s", (SHAKEN_AWAY,), 0.6, 0.4, 0.08, 0.0, RELENTLESS, 0.25),
    ),
    "tambourine": (
        Rule("gb", (TAMBOURINE,), 1.0, 0.0, 0.2, 0.15),
        Rule("to", (TAMBOURINE,), 0.2, 0.3, 0.16, 0.1, BODY),
        Rule("o", (TAMBOURINE,), 1.0, 0.0, 0.12, 0.1, RELENTLESS),
    ),
    "cymbals": (
        Rule("d", (RIDE,), 1.0, 0.0, 0.1, 0.0, BODY, 3.0),
        Rule("gtb", (RIDE,), 1.0, 0.0, 0.06, 0.0, RELENTLESS, 1.0),
    ),
    "woodblock": (
        Rule("dg", (LOW_BLOCK,), 1.0, 0.0, 0.2, 0.1),
        Rule("tbo", (HIGH_BLOCK, CLAVES), 0.3, 0.3, 0.18, 0.1, BODY),
        Rule("o", (HIGH_BLOCK,), 1.0, 0.0, 0.14, 0.0, RELENTLESS),
    ),
}
# Soft percussion that nobody asked for, by what it sounds like.
SOFTLY: dict[str, tuple[Rule, ...]] = {
    "heartbeat": (
        Rule("d", (HEARTBEAT,), 1.0, 0.0, 0.2, 0.08, SOFT, 1.0),
        Rule("g", (HEARTBEAT,), 1.0, 0.0, 0.16, 0.0, FULLER, 1.0),
        Rule("b", (HEARTBEAT,), 0.5, 0.4, 0.12, 0.0, FULLER, 1.0),
    ),
    "distant timpani": (
        Rule("d", (ROOT,), 1.0, 0.0, 0.14, 0.06, SOFT, 2.0),
        Rule("g", (FIFTH, ROOT), 1.0, 0.0, 0.12, 0.0, FULLER, 1.5),
        Rule("b", (ROOT,), 0.5, 0.3, 0.1, 0.0, FULLER, 1.0),
    ),
    "soft hand drum": (
        Rule("d", (FRAME_DEEP,), 1.0, 0.0, 0.18, 0.06, SOFT, 1.0),
        Rule("gb", (FRAME_RIM, FRAME_DEEP), 0.6, 0.3, 0.12, 0.0, SOFT),
        Rule("o", (FRAME_RIM,), 0.35, 0.4, 0.06, 0.0, FULLER),
        Rule("t", (FRAME_DEEP,), 0.4, 0.3, 0.1, 0.0, FULLER),
    ),
    "soft shaker": (
        Rule("dgtb", (SHAKEN_TOWARDS,), 1.0, 0.0, 0.06, 0.08, SOFT),
        Rule("o", (SHAKEN_AWAY,), 0.8, 0.2, 0.04, 0.0, FULLER),
    ),
}
KINDS = tuple(GROOVES)
TUNED = frozenset({"timpani", "distant timpani"})
_PLAYERS = {
    "taiko": "taiko",
    "heartbeat": "heartbeat",
    "soft hand drum": "frame drum",
    "shaker": "shaker",
    "soft shaker": "shaker",
    "cymbal swell": "cymbal swell",
    "timpani": "timpani",
    "distant timpani": "timpani",
    "brushes": "brush kit",
    "electronic": "electronic kit",
}


def player(kind: str) -> Instrument:
    """Whose sounds a kind of percussion is made of."""
    return PERCUSSION[_PLAYERS.get(kind, "drum kit")]
