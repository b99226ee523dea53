"""Chords and bells that are struck and left to ring: roll and tolling."""

from __future__ import annotations

from metabgm.music.composer.randomness import chance
from metabgm.music.composer.write.figures.bar import Bar, Stroke

_FULL = 0.4  # density from which a rolled chord has five tones and comes twice in a bar
_SPREAD_S = (0.035, 0.08)  # between the tones of a rolled chord, seconds


def roll(bar: Bar) -> list[Stroke]:
    """A chord broken upwards, once a bar, sometimes late, downwards or not at all."""
    if bar.variant == "thinned" and chance(bar.rng, 0.6 - 0.4 * bar.density):
        return []
    late = bar.metre.accents[-1] if chance(bar.rng, 0.2) else 0.0
    strokes = rolled(bar, late, 4 if bar.density < _FULL else 5)
    if bar.density >= _FULL and late == 0.0 and len(bar.metre.accents) > 1:
        again = bar.metre.accents[-1]
        strokes = [Stroke(one.at, again, one.pitch, one.push) for one in strokes]
        strokes += [Stroke(one.at, one.beats, one.pitch, -0.08) for one in rolled(bar, again, 3)[1:]]
    return strokes


def rolled(bar: Bar, at: float, count: int) -> list[Stroke]:
    """A chord broken upwards from ``at``, held to the end of the bar; a lone voice plays it as a run."""
    low, high = _SPREAD_S
    fastest = 1.0 / bar.idiom.fastest_run_per_s
    spread = max(low + (high - low) * float(bar.rng.random()), fastest if bar.idiom.polyphony == 1 else 0.0)
    tones = bar.struck(at, count) if bar.idiom.polyphony > 1 else bar.tones(at, 3)
    step = spread / bar.beat_s
    downwards = bar.variant == "turning" and chance(bar.rng, 0.4)
    order = tones[::-1] if downwards else tones
    return [
        Stroke(at + place * step, bar.metre.beats - at - place * step, pitch, 0.04 - 0.04 * place)
        for place, pitch in enumerate(order)
    ]


def tolling(bar: Bar) -> list[Stroke]:
    """A slow bell: a stroke a bar, or one on each of its groups; root and fifth, an octave now and then."""
    times = [begin for begin, _ in bar.groups] if bar.density > 0.4 else [0.0]
    if bar.variant == "thinned":
        times = times[:1] if bar.density > 0.25 else []
    strokes: list[Stroke] = []
    for at, begin in enumerate(times[: max(1, int(bar.metre.beats) - 1)]):
        tones = bar.tones(begin, 3)
        pitch = tones[
            (bar.habits.tones[at % len(bar.habits.tones)] % len(tones))
            if at or bar.variant == "turning"
            else 0
        ]
        strokes.append(Stroke(begin, bar.metre.beats - begin, pitch, 0.1 if at == 0 else 0.0))
        octave = [tone for tone in bar.tones(begin, 8) if tone == pitch + 12]
        if octave and bar.idiom.polyphony > 1 and at == 0 and chance(bar.rng, 0.3):
            strokes.append(Stroke(begin, bar.metre.beats - begin, octave[0], -0.05))
    return strokes
