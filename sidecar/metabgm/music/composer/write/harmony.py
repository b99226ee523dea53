"""Which chord sounds when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from metabgm.music.composer.randomness import chance
from metabgm.music.composer.theory.cadences import Cadence
from metabgm.music.composer.theory.chords import Chord, numeral
from metabgm.music.composer.theory.grammar import Style
from metabgm.music.composer.theory.modulation import Excursion, excursion
from metabgm.music.composer.theory.progressions import Harmonist, Phrase
from metabgm.music.composer.write.colours import Taste, sounding, taste
from metabgm.music.composer.write.score import Section, Span
from metabgm.music.composer.write.setting import Setting

_LONGEST_PHRASE = 8  # bars: longer sections are several phrases
_LONGEST_BRIDGE = 2  # bars
_LONG_CLOSE = 0.3  # chance that the last chord of a slow phrase stays for two bars
_QUICK_CADENCE = 0.35  # chance that two chords share the bar before the close, where harmony is quick
_AWAY = 0.6  # chance that the contrasting sections of functional music modulate
_SHORTEST_AWAY = 4  # bars


def spans(rng: np.random.Generator, terms: Setting, plan: Sequence[Section]) -> tuple[Span, ...]:
    """The chords of all sections, one after the other.

    Phrases alternate question and answer: a question ends away from the tonic, an answer on it. A
    contrasting section may begin in another key, whose tonic leads back. The piece ends on the tonic triad.
    """
    harmonist = Harmonist(rng, terms.key.mode, terms.style)
    colours = taste(rng, terms)
    away = excursion(rng, terms.key) if terms.style == "functional" and chance(rng, _AWAY) else None
    found: list[Span] = []
    answering = False
    for at, section in enumerate(plan):
        for first, bars, last in _phrases(section):
            ends = last and at == len(plan) - 1
            slots = _slots(rng, terms, bars)
            leaves = away is not None and section.letter == "B" and first == section.first_bar
            if away is not None and leaves and bars >= _SHORTEST_AWAY:
                chords = _away(rng, terms, away, colours, len(slots))
                _append(
                    found, first * terms.metre.beats, slots, chords, style=terms.style, cadence="authentic"
                )
                answering = True
                continue
            if section.letter:
                answers = answering or ends
                phrase = _lettered(harmonist, section, len(slots), answers=answers, returns=not ends)
                answering = not answers
            elif ends or section.name == "outro":
                phrase, slots = _outro(harmonist, terms, bars)
            else:
                phrase = Phrase(_intro(harmonist, len(slots)), "half")
            chords = sounding(rng, terms, phrase, colours, ends=ends)
            begin = first * terms.metre.beats
            opening = at == 0 and first == section.first_bar
            if opening and terms.bridge is not None:
                held = len(chords) if bars <= _LONGEST_BRIDGE and not section.letter else 1
                chords = [terms.bridge] * held + chords[held:]
            closes = phrase.cadence if section.letter or ends else None
            _append(found, begin, slots, chords, style=terms.style, cadence=closes)
    return tuple(found)


def _phrases(section: Section) -> list[tuple[int, int, bool]]:
    """(first bar, bars, whether it is the section's last) of each phrase of a section."""
    count = max(1, section.bars // (_LONGEST_PHRASE // 2)) if section.bars >= _LONGEST_PHRASE else 1
    bounds = [section.first_bar + section.bars * at // count for at in range(count + 1)]
    return [(bounds[at], bounds[at + 1] - bounds[at], at == count - 1) for at in range(count)]


def _lettered(harmonist: Harmonist, section: Section, slots: int, *, answers: bool, returns: bool) -> Phrase:
    if answers:
        return harmonist.answer(section.letter, slots, section.variation, may_deceive=returns)
    return harmonist.question(section.letter, slots, section.variation)


def _away(
    rng: np.random.Generator, terms: Setting, away: Excursion, colours: Sequence[Taste], slots: int
) -> list[Chord]:
    """A phrase in the other key; it opens with the pivot and closes on the new tonic."""
    phrase = Harmonist(rng, away.key.mode, terms.style).excursion(slots, away.pivot)
    _, *others = sounding(rng, replace(terms, key=away.key), phrase, colours, ends=False)
    return [away.seen_from_home(one) for one in (numeral(away.key, away.pivot), *others)]


def _intro(harmonist: Harmonist, slots: int) -> tuple[str, ...]:
    """The tonic; a longer one moves away before the first phrase."""
    if slots < 3:
        return ("1",) * slots
    return ("1", *harmonist.question("intro", slots - 1, 0).numerals)


def _outro(harmonist: Harmonist, terms: Setting, bars: int) -> tuple[Phrase, list[float]]:
    """A cadence whose last chord stays; where there is time, with a plagal sigh in it."""
    bar = terms.metre.beats
    if bars == 1:
        return Phrase(("1",), "plagal"), [bar]
    close = harmonist.answer("outro", min(3, bars), 0)
    lead_in, left = close.numerals[:-1], bars - len(close.numerals) + 1
    if left >= 3:
        sigh = _sigh(terms)
        return Phrase((*lead_in, "1", sigh, "1"), "plagal"), [
            *([bar] * len(lead_in)),
            *(bar * part for part in (left - 2, 1, 1)),
        ]
    return Phrase((*lead_in, "1"), close.cadence), [*([bar] * len(lead_in)), bar * left]


def _sigh(terms: Setting) -> str:
    approach = {"lydian": "2", "phrygian": "2", "phrygian dominant": "2", "locrian": "6"}
    return approach.get(terms.key.mode.name, "4")


def _slots(rng: np.random.Generator, terms: Setting, bars: int) -> list[float]:
    """Beats of each chord of a phrase: slow at first, a chord a bar towards the cadence."""
    bar, slow = terms.metre.beats, terms.bars_per_chord
    if bars <= 2:
        return [bar] * bars
    close = [bar, 2.0 * bar] if slow > 1 and bars >= 4 and chance(rng, _LONG_CLOSE) else [bar, bar]
    accents = terms.metre.accents
    if slow == 1 and len(accents) > 1 and terms.style == "functional" and chance(rng, _QUICK_CADENCE):
        half = accents[len(accents) // 2]
        close = [half, bar - half, *close[1:]]
    body = bar * bars - sum(close)
    found: list[float] = []
    while body > 1e-6:
        found.append(min(body, slow * bar))
        body -= found[-1]
    return [*found, *close]


def _append(
    found: list[Span],
    begin: float,
    slots: Sequence[float],
    chords: Sequence[Chord],
    *,
    style: Style,
    cadence: Cadence | None,
) -> None:
    """A chord that stays within a phrase makes the span longer."""
    beat = begin
    for at, (beats, one) in enumerate(zip(slots, chords, strict=True)):
        if at and found[-1].chord == one:
            found[-1] = replace(found[-1], beats=found[-1].beats + beats)
        else:
            found.append(Span(beat, beats, one, style))
        beat += beats
    found[-1] = replace(found[-1], cadence=cadence)
