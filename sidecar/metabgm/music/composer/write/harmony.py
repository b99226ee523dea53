"""Which chord sounds when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from metabgm.music.composer.plan.parameters import Parameters
from metabgm.music.composer.randomness import chance, weighted
from metabgm.music.composer.theory.bass_lines import with_basses
from metabgm.music.composer.theory.cadences import Cadence
from metabgm.music.composer.theory.chords import Chord, numeral, triad
from metabgm.music.composer.theory.grammar import Style, styles
from metabgm.music.composer.theory.keys import Key
from metabgm.music.composer.theory.metre import Metre
from metabgm.music.composer.theory.progressions import Harmonist, Phrase
from metabgm.music.composer.write.score import Section, Span

_CHORD_S = {"calm": 5.0, "lively": 2.6}  # seconds a chord wants to last
_LIVELY = 0.1  # arousal from which chords come faster
_FUNCTIONAL = 0.35  # chance that music in major or minor is led by functions where nothing speaks for it
_FUNCTIONAL_CHORALE, _FUNCTIONAL_COMBAT = 0.85, 0.6
_LONGEST_PHRASE = 8  # bars: longer sections are several phrases
_LONGEST_BRIDGE = 2  # bars
_LONG_CLOSE = 0.3  # chance that the last chord of a slow phrase stays for two bars
_QUICK_CADENCE = 0.35  # chance that two chords share the bar before the close, where harmony is quick
_PEDAL = {"functional": 0.06, "modal": 0.18}  # chance that a phrase stands over the tonic
_TASTE = (0.5, 1.8)  # factor by which one piece likes a colour less or more than another


@dataclass(frozen=True)
class Setting:
    """What shapes a piece's harmony. ``tension`` 0..1: fewer plain and open chords.

    ``bars_per_chord``: how slow the harmony is. ``bridge``: what a piece that follows another opens with.
    ``plain``: chords with third and fifth only, as four strict parts want them, and sevenths.
    """

    key: Key
    metre: Metre
    style: Style
    bars_per_chord: int
    tension: float
    bridge: Chord | None = None
    plain: bool = False


def setting(rng: np.random.Generator, parameters: Parameters) -> Setting:
    """The style that suits the mode and the bed, at the pace that suits the tempo and the mood."""
    usual, *other = styles(parameters.key.mode)
    likely = _FUNCTIONAL
    if parameters.bed_texture == "chorale":
        likely = _FUNCTIONAL_CHORALE
    elif parameters.bed_texture == "drone":
        likely = 0.0
    elif parameters.role == "combat":
        likely = _FUNCTIONAL_COMBAT
    bar_s = parameters.metre.beats * 60.0 / parameters.bpm
    wanted = _CHORD_S["lively" if parameters.arousal > _LIVELY else "calm"]
    return Setting(
        parameters.key,
        parameters.metre,
        other[0] if other and chance(rng, likely) else usual,
        bars_per_chord=2 if wanted / bar_s > 1.5 else 1,
        tension=(1.0 - parameters.valence) / 2.0,
        bridge=parameters.kinship.bridge if parameters.role == "base" else None,
        plain=parameters.bed_texture == "chorale",
    )


def spans(rng: np.random.Generator, terms: Setting, plan: Sequence[Section]) -> tuple[Span, ...]:
    """The chords of all sections, one after the other.

    Phrases alternate question and answer: a question ends away from the tonic, an answer on it. The piece
    ends on the tonic triad.
    """
    harmonist = Harmonist(rng, terms.key.mode, terms.style)
    colours = _taste(rng, terms)
    found: list[Span] = []
    answering = False
    for at, section in enumerate(plan):
        for first, bars, last in _phrases(section):
            ends = last and at == len(plan) - 1
            slots = _slots(rng, terms, bars)
            if section.letter:
                answers = answering or ends
                phrase = _lettered(harmonist, section, len(slots), answers=answers, returns=not ends)
                answering = not answers
            elif ends or section.name == "outro":
                phrase, slots = _outro(harmonist, terms, bars)
            else:
                phrase = Phrase(_intro(harmonist, len(slots)), "half")
            chords = _sounding(rng, terms, phrase, colours, ends=ends)
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


def _taste(rng: np.random.Generator, terms: Setting) -> list[tuple[str, float]]:
    """How much this piece likes each colour."""
    tension, modal = terms.tension, terms.style == "modal"
    usual = {
        "triad": 1.1 if modal else 2.4,
        "added ninth": 1.1 - 0.6 * tension if modal else 0.3,
        "added sixth": 0.25 * (1.0 - tension) if modal else 0.0,
        "suspended": 0.45 if modal else 0.0,
        "suspended fourth": 0.25 if modal else 0.0,
        "seventh": 0.4 + 0.5 * tension if modal else 0.9,
        "open": 0.2 + 0.5 * tension if modal else 0.0,
    }
    if terms.plain:
        usual = {"triad": 2.4, "seventh": usual["seventh"]}
    low, high = _TASTE
    return [(name, weight * (low + (high - low) * float(rng.random()))) for name, weight in usual.items()]


def _sounding(
    rng: np.random.Generator,
    terms: Setting,
    phrase: Phrase,
    colours: list[tuple[str, float]],
    *,
    ends: bool,
) -> list[Chord]:
    """The phrase's chords with colour and bass; its goal is plain, and so is all that leads there."""
    last = len(phrase.numerals) - 1
    chords: list[Chord] = []
    for at, name in enumerate(phrase.numerals):
        plain = at == last and (ends or terms.style == "functional")
        colour = "triad" if plain else weighted(rng, colours)
        if terms.style == "functional" and name in ("1", "6", "3") and colour == "seventh":
            colour = "triad"
        chords.append(numeral(terms.key, name, colour))
    if chance(rng, _PEDAL[terms.style]) and not ends:
        tonic = terms.key.tonic
        return [one.over(tonic) if one.rising is None else one for one in chords[:-1]] + chords[-1:]
    closes = phrase.cadence in ("authentic", "deceptive", "half")
    rooted = {0, last, *([last - 1] if closes else [])}
    chords = with_basses(rng, chords, rooted=rooted, style=terms.style)
    if ends:
        chords[-1] = triad(terms.key, 0)
    return chords


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
