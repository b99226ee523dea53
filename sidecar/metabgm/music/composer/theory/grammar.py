"""What follows what: for each mode a weighted graph of chords, and walks through it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.randomness import weighted
from metabgm.music.composer.theory.keys import Mode

Style = Literal["functional", "modal"]

# chord: follower weight, ... Functional graphs go tonic, predominant, dominant, tonic, with applied
# dominants and borrowed chords in moderation; modal ones circle round the degree that tells the mode from
# its neighbours (lydian II, mixolydian VII, dorian IV, phrygian II, ...).
_GRAPHS: dict[str, str] = {
    "functional major": """
        1: 4 3, 6 2.5, 5M 1.6, 2 2, 3 1, 5/4 .9, 5/2 .9, 5/6 1, 5/5 .7, 7o .4
        2: 5M 4, 7o .8, 5/5 1, 4 .3
        3: 6 3, 4 2.5, 2 .6
        4: 5M 2.5, 1 1.6, 2 1.5, 4m 1, 7o .5, 5/5 .9
        5M: 1 3, 6 1.4, 3 .3
        6: 4 2.5, 2 2.5, 3 .5, 5M .6, 5/5 1.1, 5/2 .8, 5/4 .5
        7o: 1 3, 6 .4
        4m: 1 1, 5M .6
        5/2: 2 1
        5/4: 4 1
        5/5: 5M 1
        5/6: 6 1""",
    "functional minor": """
        1: 4 3, 6 2.5, 5M 1.6, 2o 1, 7 .7, 3 .5, 5/4 1.4, b2 .4
        2o: 5M 4
        3: 6 2.5, 4 2, 7 .4
        4: 5M 3, 2o .8, 1 1, 7 .7
        5M: 1 3, 6 1.3
        6: 4 2, 2o 1.4, 5M 1, 3 .8, 7 .4, b2 .5, 5/4 .7
        7: 3 3, 6 .4
        b2: 5M 2
        5/4: 4 1""",
    "harmonic minor": """
        1: 4 3, 6 2.5, 5M 2, 2o 1.2, 7o .5, 5/4 1.4, b2 .4
        2o: 5M 4, 7o .5
        4: 5M 3, 2o 1, 1 1, 7o .4
        5M: 1 3, 6 1.4
        6: 4 2.2, 2o 1.6, 5M 1.2, b2 .5, 5/4 .7
        7o: 1 1
        b2: 5M 2
        5/4: 4 1""",
    "melodic minor": """
        1: 4 3, 5M 2, 2 2, 7o .4
        2: 5M 3, 1 .4, 4 .6
        4: 1 1.2, 5M 2.5, 2 1, 7o .4
        5M: 1 3, 4 .8
        7o: 1 1""",
    "major": """
        1: 4 2.4, 6 2, 5 1, 2 1, 3 .8, b7 .2
        2: 4 1.2, 1 .8, 6 1, 3 .5
        3: 4 1.5, 6 1.5, 2 .5
        4: 1 2.5, 6 1, 5 .8, 2 .8, 3 .5, 4m .2
        5: 4 1.5, 1 1.2, 6 1.3
        6: 4 2, 3 1, 2 1, 1 .8, 5 .6
        4m: 1 1
        b7: 4 1""",
    "lydian": """
        1: 2 3, 5 1.4, 6 1, 3 1, 7 .7
        2: 1 2.5, 6 .9, 3 .6, 5 .9, 7 .5
        3: 2 1.5, 6 1.2, 1 .4
        5: 1 1.5, 2 1.5, 6 1
        6: 2 2, 5 1, 3 .8
        7: 1 1, 2 .8, 3 1""",
    "mixolydian": """
        1: 7 3, 4 2, 5 .9, 2 .8, 6 .5
        2: 7 1.5, 4 1.2, 1 .4
        4: 1 2.5, 7 1.5, 5 .5, 2 .5
        5: 7 1.5, 4 1, 1 .6
        6: 7 1.2, 4 1, 2 1
        7: 4 2.5, 1 2, 6 .6, 2 .4""",
    "dorian": """
        1: 4 3, 7 2, 2 1, 3 1, 5 .6
        2: 1 1, 3 1, 4 1
        3: 4 1.6, 7 1, 2 .6, 1 .4
        4: 1 2.2, 7 1.5, 3 .6, 5 .6, 2 .5
        5: 4 1.3, 7 .8, 1 1
        7: 1 2, 4 1.6, 3 1""",
    "minor": """
        1: 6 3, 7 2, 4 2, 3 1.2, 5 .6
        3: 7 1.5, 6 1.5, 4 1
        4: 1 1.6, 7 1.2, 6 1, 5 .5
        5: 6 1.5, 1 1.2, 4 .8
        6: 7 2.4, 3 1.4, 4 1, 1 .8
        7: 1 2, 6 1.2, 3 1, 4 .6""",
    "phrygian dominant": """
        1: 2 3, 7 2, 4 1.5
        2: 1 2.5, 7 1.5, 4 .7
        4: 2 1.5, 1 1, 7 1
        7: 1 2, 2 1.5, 4 .6""",
    "phrygian": """
        1: 2 3, 7 1.5, 4 1, 6 1, 3 .6
        2: 1 2.5, 3 1, 7 .8, 6 .5
        3: 2 2, 4 1, 6 .8
        4: 2 1.2, 1 1, 7 .8
        6: 2 1.6, 7 1.2, 3 .8
        7: 1 2, 6 1, 2 .8, 3 .5""",
    "locrian": """
        1: 2 2, 6 1.5, 5 1, 3 1
        2: 1 2, 6 1, 5 .7
        3: 2 1.2, 6 1, 1 .5
        5: 6 1.2, 2 1, 3 .6
        6: 2 1.5, 5 1, 1 1""",
}
_MODAL_GRAPH = {"major pentatonic": "major", "minor pentatonic": "minor", "hirajoshi": "minor"}
_FUNCTIONAL_GRAPH = {
    "major": "functional major",
    "minor": "functional minor",
    "harmonic minor": "harmonic minor",
    "melodic minor": "melodic minor",
}
_FORCED = 1e-6  # weight of a step that the graph doesn't know, for where nothing else leads on


def styles(mode: Mode) -> tuple[Style, ...]:
    """The styles a mode can be written in, the usual one first."""
    if mode.name in ("harmonic minor", "melodic minor"):
        return ("functional",)
    return ("modal", "functional") if mode.name in _FUNCTIONAL_GRAPH else ("modal",)


def _name(mode: Mode, style: Style) -> str:
    if style == "functional":
        return _FUNCTIONAL_GRAPH[mode.name]
    return _MODAL_GRAPH.get(mode.name, mode.name)


@cache
def _graph(name: str) -> tuple[tuple[str, ...], NDArray[np.float64]]:
    rows = [line.strip().split(": ") for line in _GRAPHS[name].strip().splitlines()]
    chords = tuple(row[0] for row in rows)
    weights = np.full((len(chords), len(chords)), _FORCED)
    for at, (_, followers) in enumerate(rows):
        for follower in followers.split(", "):
            to, weight = follower.split()
            weights[at, chords.index(to)] = float(weight)
    return chords, weights


def vocabulary(mode: Mode, style: Style) -> tuple[str, ...]:
    """The numerals that music of this mode and style is made of."""
    return _graph(_name(mode, style))[0]


def follows(mode: Mode, style: Style, before: str, after: str) -> bool:
    """Whether the graph leads from one chord to the other."""
    chords, weights = _graph(_name(mode, style))
    return bool(weights[chords.index(before), chords.index(after)] > _FORCED)


def walk(
    rng: np.random.Generator,
    mode: Mode,
    style: Style,
    length: int,
    *,
    fixed: Mapping[int, str],
    favour: Mapping[str, float],
) -> list[str]:
    """``length`` chords in a row, each as likely as the graph makes the whole path.

    ``fixed``: chords that stand at given places, 0 <= place < length. ``favour``: factors on chords, 1
    where absent. Forward filtering, backward sampling.
    """
    chords, weights = _graph(_name(mode, style))
    liking = np.array([favour.get(name, 1.0) for name in chords])
    reached: list[NDArray[np.float64]] = []
    for at in range(length):
        mass = liking.copy() if at == 0 else (reached[-1] @ weights) * liking
        if at in fixed:
            kept = np.zeros(len(chords))
            kept[chords.index(fixed[at])] = 1.0
            mass = kept
        reached.append(mass / mass.sum())
    path: list[int] = []
    for at in reversed(range(length)):
        mass = reached[at] * weights[:, path[-1]] if path else reached[at]
        path.append(weighted(rng, list(enumerate(mass.tolist()))))
    return [chords[one] for one in reversed(path)]
