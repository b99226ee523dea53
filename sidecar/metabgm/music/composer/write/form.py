"""Form: how many bars a piece has, and which sections they make up."""

from __future__ import annotations

from typing import get_args

from metabgm.music.composer.write.score import Part, Section
from metabgm.music.engine import Role

PHRASE_BARS = 4
TAIL_S: dict[Role, float] = {"base": 4.0, "combat": 2.5, "sting": 2.0}  # what rings after the last bar
_ALL: frozenset[Part] = frozenset(get_args(Part))
_WITHOUT_LEAD = _ALL - {"lead", "sparkle"}
_LETTERS = {0: "", 1: "A", 2: "AA", 3: "ABA", 4: "AABA", 5: "AABBA", 6: "AABBAA"}
_LONG_CYCLE = "AABBAACC"  # for longer pieces, over and over, A at the end


def bars_for(seconds: float, bar_s: float, role: Role) -> int:
    """Bars that come nearest to the wished length together with the tail."""
    return max(1, round((seconds - TAIL_S[role]) / bar_s))


def sections(bars: int, role: Role, *, build: bool) -> tuple[Section, ...]:
    """Intro, lettered phrases of four bars and an outro that ends on the tonic, ``bars`` in all.

    Combat has no intro: it must bite at once. A sting is a single phrase.
    """
    if role == "sting" or bars < 6:
        return (Section("phrase", "A", 0, 0, bars, 0.7, _ALL),)
    intro, outro = _ends(bars, role)
    phrases, left = divmod(bars - intro - outro, PHRASE_BARS)
    if role == "base":
        intro, left = intro + left // 2, left - left // 2
    outro += left
    found: list[Section] = []
    if intro:
        found.append(Section("intro", "", 0, 0, intro, 0.3, frozenset({"bed", "accompaniment"})))
    letters = _letters(phrases)
    for at, letter in enumerate(letters):
        variation = letters[:at].count(letter)
        first = intro + at * PHRASE_BARS
        intensity = _intensity(at, phrases, role, build)
        rests = role == "combat" and at == 0
        parts = _WITHOUT_LEAD if rests else _parts(letter, variation, intensity)
        name = f"{letter}{variation + 1}" if variation else letter
        found.append(Section(name, letter, variation, first, PHRASE_BARS, intensity, parts))
    ending = (
        _ALL - {"sparkle"} if role == "combat" else frozenset[Part]({"bed", "accompaniment", "lead", "bass"})
    )
    found.append(Section("outro", "", 0, bars - outro, outro, 0.8 if role == "combat" else 0.25, ending))
    return tuple(found)


def _ends(bars: int, role: Role) -> tuple[int, int]:
    if role == "combat":
        return 0, 2
    if bars < 12:
        return 1, 2
    return (2, 3) if bars < 28 else (4, 4)


def _letters(phrases: int) -> str:
    if phrases in _LETTERS:
        return _LETTERS[phrases]
    cycles = -(-phrases // len(_LONG_CYCLE))
    return (_LONG_CYCLE * cycles)[: phrases - 1] + "A"


def _intensity(at: int, phrases: int, role: Role, build: bool) -> float:
    """An arch that peaks two thirds of the way; a rise to the end where it builds; combat stays high."""
    through = (at + 1) / max(phrases, 1)
    if role == "combat":
        return 0.75 + 0.25 * through if build else 0.8 + 0.2 * (at % 2)
    if build:
        return 0.3 + 0.7 * through
    return 0.45 + 0.4 * (1.0 - abs(through - 0.66) / 0.66)


def _parts(letter: str, variation: int, intensity: float) -> frozenset[Part]:
    if letter == "A" and variation == 0:
        return _ALL - {"sparkle"}
    return _ALL if intensity > 0.6 else _ALL - {"sparkle"}
