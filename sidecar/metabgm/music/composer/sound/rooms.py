"""The rooms that music sounds in: what the places of the game do to it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from metabgm.music.engine import Place

BANDS_HZ = (125.0, 500.0, 2000.0, 8000.0)  # where T60 and level of a room's tail are given


@dataclass(frozen=True)
class Echo:
    """A reflection that is heard apart from the tail. ``pan``: -1..1; ``cutoff_hz``: of its low-pass."""

    seconds: float
    decibels: float
    pan: float
    cutoff_hz: float


@dataclass(frozen=True)
class Room:
    """A room's response to what is sent into it.

    ``wet``: linear level. ``t60_s``, ``band_db``: how long the tail rings, and its level, at BANDS_HZ.
    ``predelay_s``, ``swell_s``: until the tail begins, and until it is full. ``width``: 0 mono to 1 left and
    right apart. ``roughness``: depth of the tail's flutter, 0..1. ``modes_hz``: frequencies that ring out.
    ``grain``: 0 smooth to 1 as if of glass: few frequencies carry the highs. ``drift_s``: how far slow waves
    pull the wet sound back and forth. ``direct_hz``: low-pass on the direct sound, None leaves it as it is.
    """

    wet: float
    t60_s: tuple[float, float, float, float]
    band_db: tuple[float, float, float, float]
    predelay_s: float
    swell_s: float
    width: float
    echoes: tuple[Echo, ...] = ()
    roughness: float = 0.0
    modes_hz: tuple[float, ...] = ()
    grain: float = 0.0
    drift_s: float = 0.0
    direct_hz: float | None = None


# As they are at the middle of ``space``.
_ROOMS: dict[Place, Room] = {
    # Hardly any walls: a soft, wide tail of air, and a far slope that answers once.
    "open": Room(
        wet=0.8,
        t60_s=(1.9, 2.2, 1.7, 0.8),
        band_db=(-3.0, 0.0, -2.5, -8.0),
        predelay_s=0.03,
        swell_s=0.06,
        width=0.95,
        echoes=(Echo(0.23, -19.0, 0.6, 1800.0), Echo(0.31, -22.0, -0.7, 1300.0)),
    ),
    # Wood and cloth: near walls, warm, soon over.
    "indoors": Room(
        wet=0.7,
        t60_s=(0.75, 0.7, 0.5, 0.3),
        band_db=(0.0, 0.0, -3.5, -9.0),
        predelay_s=0.004,
        swell_s=0.008,
        width=0.85,
        echoes=(
            Echo(0.0071, -11.0, -0.7, 5000.0),
            Echo(0.0113, -12.5, 0.8, 4500.0),
            Echo(0.0167, -14.0, 0.3, 4000.0),
            Echo(0.0239, -15.5, -0.5, 3500.0),
            Echo(0.0343, -17.0, 0.6, 3000.0),
        ),
    ),
    # Bare rock far away: echoes that can be counted, then a long dark tail.
    "cave": Room(
        wet=1.2,
        t60_s=(4.4, 4.0, 2.5, 0.9),
        band_db=(0.5, 0.0, -5.0, -14.0),
        predelay_s=0.045,
        swell_s=0.09,
        width=0.95,
        echoes=(
            Echo(0.137, -6.0, -0.7, 2600.0),
            Echo(0.229, -8.0, 0.8, 2100.0),
            Echo(0.373, -10.0, -0.4, 1600.0),
            Echo(0.541, -13.0, 0.6, 1200.0),
            Echo(0.823, -17.0, -0.8, 900.0),
        ),
    ),
    # Everything dull, and it sways.
    "water": Room(
        wet=1.3,
        t60_s=(3.0, 2.8, 1.5, 0.5),
        band_db=(1.0, 0.0, -8.0, -24.0),
        predelay_s=0.012,
        swell_s=0.05,
        width=1.0,
        drift_s=0.0022,
        direct_hz=2200.0,
    ),
    # Hot, narrow, uneven: low hollows that ring and a tail that flutters.
    "nether": Room(
        wet=1.0,
        t60_s=(3.2, 2.2, 1.3, 0.7),
        band_db=(3.0, 0.0, -5.0, -12.0),
        predelay_s=0.018,
        swell_s=0.02,
        width=0.9,
        echoes=(Echo(0.061, -11.0, 0.5, 1500.0), Echo(0.097, -12.0, -0.6, 1200.0)),
        roughness=0.6,
        modes_hz=(98.0, 139.0, 203.0, 311.0),
    ),
    # No walls, no ground: a slow bright cloud that outlasts everything.
    "end": Room(
        wet=1.1,
        t60_s=(3.0, 4.2, 4.8, 3.6),
        band_db=(-5.0, 0.0, 0.5, -5.0),
        predelay_s=0.06,
        swell_s=0.25,
        width=1.0,
        grain=0.8,
    ),
}
_HASTY, _USUAL = 0.4, 0.6  # spaces of combat and stings, and of most other pieces
# By how much space a piece wants: up to this much, how the times and the level change. Few steps, so that
# few responses are made.
_SPACES = ((0.25, 0.55, 0.4), (0.45, 0.8, 0.7), (0.7, 1.0, 1.0), (0.88, 1.25, 1.25), (1.0, 1.5, 1.5))


def room(place: Place, space: float) -> Room:
    """The room of a place for ``space`` 0 (dry) to 1 (vast)."""
    usual = _ROOMS[place]
    _, longer, louder = next(step for step in _SPACES if space <= step[0] or step is _SPACES[-1])
    low, middle, high, highest = usual.t60_s
    t60_s = (low * longer, middle * longer, high * longer, highest * longer)
    return replace(usual, t60_s=t60_s, wet=usual.wet * louder)


def usual_rooms() -> tuple[Room, ...]:
    """Those that most pieces sound in: every place at its middle, and the open one as combat has it."""
    return (room("open", _HASTY), *(room(place, _USUAL) for place in _ROOMS))
