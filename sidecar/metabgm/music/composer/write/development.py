"""What becomes of a motif within a piece: every development is a motif again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from metabgm.music.composer.randomness import chance, pick
from metabgm.music.composer.theory.metre import Metre
from metabgm.music.composer.write.motif import Motif, diminished, inverted, reversed_

_LEAST_SPLIT = 1.0  # beats a note must last before an ornament divides it


def head(motif: Motif) -> Motif:
    """Fragmentation: its first three notes, or two."""
    kept = max(2, min(3, len(motif.steps) - 1))
    return Motif(motif.steps[:kept], motif.lengths[:kept])


def tail(motif: Motif) -> Motif:
    """Fragmentation: its last three notes, or two."""
    kept = max(2, min(3, len(motif.steps) - 1))
    steps = motif.steps[-kept:]
    return Motif(tuple(step - steps[0] for step in steps), motif.lengths[-kept:])


def extended(rng: np.random.Generator, motif: Motif, metre: Metre) -> Motif:
    """Its last note is divided and goes a step further the way it went, or turns back."""
    part = _half(motif.lengths[-1], metre)
    if part is None:
        return motif
    onward = 1 if (motif.steps[-1] >= motif.steps[-2]) == chance(rng, 0.7) else -1
    lengths = (*motif.lengths[:-1], part, motif.lengths[-1] - part)
    return Motif((*motif.steps, motif.steps[-1] + onward), lengths)


def turned(motif: Motif) -> Motif:
    """The last note goes the other way."""
    return replace(motif, steps=(*motif.steps[:-1], 2 * motif.steps[-2] - motif.steps[-1]))


def rhythmic(rng: np.random.Generator, motif: Motif, metre: Metre) -> Motif:
    """The same steps in another rhythm: two neighbouring lengths change places, or the first is dotted."""
    lengths = list(motif.lengths)
    part = 1.0 / metre.division
    if metre.division == 2 and lengths[0] >= 1.0 and lengths[1] > part and chance(rng, 0.5):
        lengths[0], lengths[1] = lengths[0] + part, lengths[1] - part
    else:
        at = int(rng.random() * (len(lengths) - 1))
        lengths[at], lengths[at + 1] = lengths[at + 1], lengths[at]
    return replace(motif, lengths=tuple(lengths))


def ornamented(rng: np.random.Generator, motif: Motif, metre: Metre) -> Motif:
    """One note decorated: a neighbour between, a passing note to the next, or an appoggiatura before it."""
    places = [at for at, length in enumerate(motif.lengths) if length >= _LEAST_SPLIT]
    if not places:
        return motif
    at = pick(rng, places)
    step, length = motif.steps[at], motif.lengths[at]
    half = _half(length, metre)
    if half is None:
        return motif
    decorated: tuple[tuple[int, float], ...]
    following = motif.steps[at + 1] if at + 1 < len(motif.steps) else None
    if following is not None and abs(following - step) == 2:
        decorated = ((step, length - half), ((step + following) // 2, half))
    elif at > 0 and chance(rng, 0.5):
        decorated = ((step + 1, half), (step, length - half))
    else:
        quarter = half / 2.0 if metre.division == 2 else half
        side = 1 if chance(rng, 0.6) else -1
        rest = length - half - quarter
        if rest <= 0.0:
            return motif
        decorated = ((step, half), (step + side, quarter), (step, rest))
    steps = [*motif.steps[:at], *(one for one, _ in decorated), *motif.steps[at + 1 :]]
    lengths = [*motif.lengths[:at], *(beats for _, beats in decorated), *motif.lengths[at + 1 :]]
    return Motif(tuple(one - steps[0] for one in steps), tuple(lengths))


def _half(length: float, metre: Metre) -> float | None:
    """About half of a length on the metre's grid, None where it can't be divided."""
    parts = round(length * metre.division)
    return (parts // 2) / metre.division if parts >= 2 else None


_PLAIN: dict[str, Callable[[Motif], Motif]] = {
    "inverted": inverted,
    "reversed": reversed_,
    "reversed and inverted": lambda motif: inverted(reversed_(motif)),
    "diminished": diminished,
    "turned": turned,
}
_FREE: dict[str, Callable[[np.random.Generator, Motif, Metre], Motif]] = {
    "extended": extended,
    "another rhythm": rhythmic,
    "ornamented": ornamented,
}
DEVELOPMENTS_WITHIN = (*_PLAIN, *_FREE)


def develop(rng: np.random.Generator, name: str, motif: Motif, metre: Metre) -> Motif:
    """The motif developed in one of the ways of DEVELOPMENTS_WITHIN; where there is no room, unchanged."""
    return _PLAIN[name](motif) if name in _PLAIN else _FREE[name](rng, motif, metre)
