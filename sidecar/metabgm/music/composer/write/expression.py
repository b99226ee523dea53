"""Expression of sustained notes: crescendo and diminuendo by length and place, vibrato by idiom."""

from __future__ import annotations

from math import pi

from metabgm.music.composer.sound.swell import Swell
from metabgm.music.composer.sound.vibrato import Vibrato
from metabgm.music.composer.write.idioms import idiom
from metabgm.music.composer.write.touch import Touch

_SHORTEST_SWELLING_S = 1.2
_SHORTEST_VIBRATO_S = 0.6
# Slow waves of what sounds on and on; their periods share no divisor, so that they never line up.
_WAVE_PERIODS_S = (11.0, 13.0, 17.0, 19.0)
_WAVE_DEPTH, _ASKED_WAVE_DEPTH = 0.2, 0.55
_SOLOISTS = 2  # who plays no more notes at once than this is one player, not a section


def swell(touch: Touch, *, asked: bool) -> Swell | None:
    """None for what is struck and for short notes. ``asked``: the words ask for swelling music."""
    note, held = touch.note, touch.held_s
    if not note.instrument.sustained or held < _SHORTEST_SWELLING_S:
        return None
    early, deep, wide = touch.chance
    melodic = note.part in ("lead", "counter")
    # A line grows into the middle of its phrase and falls away from it; a bed breathes by itself.
    peak = 0.7 - 0.45 * touch.place.through if melodic else 0.3 + 0.4 * early
    longer = min(held / 4.0, 1.0)
    start, end = 1.0 - (0.15 + 0.2 * deep) * longer, 1.0 - (0.15 + 0.25 * wide) * longer
    if melodic and not touch.place.joined:
        end *= 0.75
    period = _WAVE_PERIODS_S[(note.pitch + 2 * note.voice) % len(_WAVE_PERIODS_S)]
    depth = _ASKED_WAVE_DEPTH if asked else 0.0 if melodic else _WAVE_DEPTH
    phase = 2.0 * pi * (touch.onset_s / period + note.pitch / 12.0)
    return Swell(start, peak * held, end, held, period, phase % (2.0 * pi), depth)


def vibrato(touch: Touch) -> Vibrato | None:
    """Of a soloist's long notes, in a section's bed half as deep; each a little different."""
    note, way = touch.note, idiom(touch.note.instrument.name)
    melodic = note.part in ("lead", "counter")
    if not note.instrument.sustained or not way.vibrato_cents or touch.held_s < _SHORTEST_VIBRATO_S:
        return None
    if not melodic and way.polyphony > _SOLOISTS:
        return None
    depth, rate, begin = touch.chance
    cents = way.vibrato_cents * (0.75 + 0.4 * depth) * (1.0 if melodic else 0.5)
    onset_s = min(0.2 + 0.35 * begin, 0.4 * touch.held_s)
    return Vibrato(cents, way.vibrato_hz * (0.93 + 0.14 * rate), onset_s, 2.0 * pi * begin)
