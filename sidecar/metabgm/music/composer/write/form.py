"""Form: how many bars a piece has, and which sections they make up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import numpy as np

from metabgm.music.composer.randomness import chance, pick, stream, weighted
from metabgm.music.composer.write.score import Part, Section
from metabgm.music.engine import Role

TAIL_S: dict[Role, float] = {"base": 4.0, "combat": 2.5, "sting": 2.0}  # what rings after the last bar
_ALL: frozenset[Part] = frozenset(get_args(Part))
_WITHOUT_LEAD = _ALL - {"lead", "counter", "sparkle"}
_INTRO: frozenset[Part] = frozenset({"bed", "accompaniment"})
_PULSING: frozenset[Part] = frozenset({"percussion"})  # begins with the piece and stays to its end
_SHORTEST_FORM = 6  # bars below which a piece is one phrase
_SHORT = {0: "", 1: "A", 2: "AA", 3: "ABA", 4: "AABA"}
# Longer pieces open with one of the first groups and go on with the others; A comes last.
_OPENINGS = ("AABA", "ABAB", "ABAC", "AABBA")
_GROUPS = ("CCA", "BBA", "CBA", "ABA", "BCA", "CA")
# Bars of a phrase. The same letter has the same length throughout the piece.
_LENGTHS: dict[Role, tuple[tuple[int, float], ...]] = {
    "base": ((4, 0.62), (3, 0.08), (5, 0.1), (6, 0.1), (8, 0.1)),
    "combat": ((4, 0.8), (8, 0.2)),
    "sting": ((4, 1.0),),
}
_SHORTEST_PHRASE = 3
_INTERLUDE_BARS = 2
_SHORT_BODY = 28  # bars below which no phrase is longer than five
_LONGEST_OPENING_S = 9.0
# What a section of a calm piece may leave out, and how often one against the other.
_BARE: tuple[tuple[frozenset[Part], float], ...] = (
    (_ALL - {"accompaniment"}, 0.45),
    (_WITHOUT_LEAD, 0.25),
    (frozenset({"bed", "sparkle"}), 0.15),
    (frozenset({"lead", "counter"}), 0.15),
)


def bars_for(seconds: float, bar_s: float, role: Role) -> int:
    """Bars that come nearest to the wished length together with the tail."""
    return max(1, round((seconds - TAIL_S[role]) / bar_s))


def sections(
    bars: int,
    role: Role,
    *,
    build: bool,
    fade: bool = False,
    silence: float = 0.2,
    bridge_bars: int = 0,
    bed: bool = True,
    kept: frozenset[Part] = frozenset(),
    bar_s: float = 2.5,
    seed: int = 0,
) -> tuple[Section, ...]:
    """Intro, lettered phrases, interludes and an outro that ends on the tonic, ``bars`` in all.

    ``build``, ``fade``: grows or falls to the end. ``silence`` 0..1: how often a section leaves parts out.
    ``bridge_bars``: length of the bridge that a piece grown from another one opens with, instead of an
    intro. ``bed``: whether the piece has one; without, the lead never leaves. ``kept``: parts that were asked
    for, which no phrase leaves out. ``bar_s``: length of a bar, seconds. Combat has no
    intro: it must bite at once. A piece of fewer than six bars is a single phrase.
    """
    rng = stream(seed, "form")
    found: list[Section] = []
    if bridge_bars and bars - bridge_bars >= _SHORTEST_PHRASE:
        found.append(_opening("bridge", bridge_bars, frozenset({"bed"} if bed else {"accompaniment"})))
    left = bars - _end(found)
    if left < _SHORTEST_FORM:
        return (*found, Section("phrase", "A", 0, _end(found), left, 0.7, _ALL))
    intro, outro = _ends(left, role, bar_s)
    if found:
        intro = 0
    lengths = _phrase_lengths(rng, role)
    body, spare = _body(rng, left - intro - outro, role, lengths)
    if role == "base" and intro:
        intro, spare = intro + spare // 2, spare - spare // 2
    outro += spare
    if intro:
        found.append(_opening("intro", intro, _INTRO | (kept & _PULSING)))
    phrases = [letter for letter, _ in body if letter]
    told: list[str] = []
    for letter, size in body:
        through = (len(told) + 1) / max(len(phrases), 1)
        intensity = _intensity(len(told), through, role, build=build, fade=fade)
        first = _end(found)
        if not letter:
            playing = frozenset[Part]({"bed", "sparkle"} if bed and chance(rng, 0.5) else _WITHOUT_LEAD)
            playing |= kept - {"lead", "counter"}
            found.append(Section("interlude", "", 0, first, size, 0.6 * intensity, playing))
            continue
        variation = told.count(letter)
        told.append(letter)
        parts = _parts(rng, found, role, intensity, silence=silence, bed=bed, kept=kept)
        name = f"{letter}{variation + 1}" if variation else letter
        found.append(Section(name, letter, variation, first, size, intensity, parts))
    ending = _ALL - {"sparkle"} if role == "combat" else _ALL - {"sparkle", "counter", "percussion"}
    ending |= kept & _PULSING
    found.append(Section("outro", "", 0, _end(found), outro, 0.8 if role == "combat" else 0.25, ending))
    return tuple(found)


def _opening(name: str, bars: int, parts: frozenset[Part]) -> Section:
    return Section(name, "", 0, 0, bars, 0.3, parts)


def _end(found: Sequence[Section]) -> int:
    return found[-1].first_bar + found[-1].bars if found else 0


def _ends(bars: int, role: Role, bar_s: float) -> tuple[int, int]:
    """Bars of intro and outro."""
    if role == "combat":
        return 0, 2
    intro, outro = (1, 2) if bars < 12 else (2, 3) if bars < 28 else (4, 4)
    longest = max(1, round(_LONGEST_OPENING_S / bar_s))
    return min(intro, longest), max(2, min(outro, longest))


def _phrase_lengths(rng: np.random.Generator, role: Role) -> dict[str, int]:
    return {letter: weighted(rng, _LENGTHS[role]) for letter in "ABC"}


def _body(
    rng: np.random.Generator, bars: int, role: Role, lengths: dict[str, int]
) -> tuple[list[tuple[str, int]], int]:
    """Letters with their lengths, "" for an interlude, and the bars that are left over."""
    body: list[tuple[str, int]] = []
    if bars < _SHORT_BODY:
        lengths = {letter: min(size, 5) for letter, size in lengths.items()}
    letters = _letters(rng, bars // min(lengths.values()))
    since = 0
    for letter in letters:
        size = min(lengths[letter], bars)
        if size < _SHORTEST_PHRASE:
            break
        if role == "base" and since >= 3 and bars >= size + _INTERLUDE_BARS and chance(rng, 0.4):
            body.append(("", _INTERLUDE_BARS))
            bars -= _INTERLUDE_BARS
            since = 0
        body.append((letter, size))
        bars -= size
        since += 1
    if body:
        body[-1] = ("A", body[-1][1])
    return _extended(body, bars) if role == "base" else (body, bars)


def _extended(body: list[tuple[str, int]], spare: int) -> tuple[list[tuple[str, int]], int]:
    """The last phrases a bar longer each, for as many bars as are to spare, one is left for the outro."""
    longer = [at for at, (letter, _) in enumerate(body) if letter][::-1][: max(spare - 1, 0)]
    grown = [(letter, size + (at in longer)) for at, (letter, size) in enumerate(body)]
    return grown, spare - len(longer)


def _letters(rng: np.random.Generator, phrases: int) -> str:
    """At least as many letters as there is room for."""
    if phrases in _SHORT:
        return _SHORT[phrases]
    letters = pick(rng, _OPENINGS)
    while len(letters) < phrases:
        letters += pick(rng, _GROUPS)
    return letters


def _intensity(at: int, through: float, role: Role, *, build: bool, fade: bool) -> float:
    """An arch that peaks two thirds of the way; a slope where one is asked for; combat stays high."""
    if role == "combat":
        return 0.75 + 0.25 * (through if build else 1.0 - through if fade else 0.2 + 0.8 * (at % 2))
    if build:
        return 0.3 + 0.7 * through
    if fade:
        return 1.0 - 0.7 * through
    return 0.45 + 0.4 * (1.0 - abs(through - 0.66) / 0.66)


def _parts(
    rng: np.random.Generator,
    before: Sequence[Section],
    role: Role,
    intensity: float,
    *,
    silence: float,
    bed: bool,
    kept: frozenset[Part],
) -> frozenset[Part]:
    """Who plays in the next phrase: what is kept always. No two phrases in a row are without a melody."""
    told = [section for section in before if section.letter]
    if role == "combat":
        return _ALL if told else _WITHOUT_LEAD
    if not told:
        return _ALL - {"sparkle", "counter"}
    full = _ALL if intensity > 0.6 else _ALL - {"sparkle"}
    if not chance(rng, 0.1 + 0.5 * silence):
        return full
    bare = weighted(rng, _BARE) | kept
    if "lead" not in bare and (not bed or "lead" not in told[-1].parts):
        return full
    return bare & full
