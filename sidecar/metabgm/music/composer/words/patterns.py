"""What a description says in figures and letters: beats a minute, metres, keys."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from metabgm.music.composer.theory.keys import MODES, PitchClass, pitch_class
from metabgm.music.composer.theory.metre import METRES

SLOWEST_BPM, FASTEST_BPM = 30.0, 220.0  # outside of it beats stop being felt as such

_NUMBER = r"(\d{2,3}(?:\.\d+)?)"
_RANGE = rf"{_NUMBER}(?:\s*(?:-|–|—|to|and)\s*{_NUMBER})?"
_ABOUT = r"(?:(?:around|about|roughly|approximately|circa|ca\.?|~|a steady|exactly)\s*)?"
_TEMPI = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"{_RANGE}\s*-?\s*(?:bpm\b|b\.p\.m\.|beats? (?:per|a|each) min(?:ute)?\b)",
        rf"\b(?:tempo|bpm|metronome|pace|♩)\s*(?:of|=|:|is|at)?\s*{_ABOUT}{_RANGE}(?![\d/%])",
        # "at 120" alone means beats; "at 120 metres" and "at 7:30" don't.
        rf"\bat\s+{_ABOUT}{_RANGE}(?=\s*(?:$|[.,;)]|in\b|with\b|and\b|for\b))(?!\.\d)",
    )
)
_METRE = re.compile(r"\b(\d{1,2})\s*/\s*(\d{1,2})\b")
# Metres that the composer hears as one it knows.
_HEARD_AS = {"2/2": "2/4", "4/8": "4/4", "3/2": "3/4", "3/8": "3/4", "5/8": "5/4", "6/2": "6/4", "7/4": "7/8"}
_MODE_NAMES = "|".join(
    sorted([*MODES, "ionian", "aeolian", "natural minor", "pentatonic", "maj", "min"], key=len, reverse=True)
)
_ACCIDENTAL = r"(?:[ -]?(#|♯|sharp|b|♭|flat)(?![a-z]))?"
_KEY = re.compile(rf"\b([A-Ga-g]){_ACCIDENTAL}[ -](?i:({_MODE_NAMES}))\b(?:[ -]+(\w+))?")
_TONIC_ALONE = re.compile(r"\b(?:in|key of) ([A-G])(?:[ -]?(#|♯|sharp|b|♭|flat)(?![a-ln-z]))?(m)?(?![\w#♯♭])")
_SYNONYMS = {
    "ionian": "major",
    "maj": "major",
    "min": "minor",
    "aeolian": "minor",
    "natural minor": "minor",
    "pentatonic": "major pentatonic",
}
# "in a minor key" speaks of no tonic A.
_AFTER_AN_ARTICLE = frozenset(
    [
        "key",
        "keys",
        "mode",
        "scale",
        "chord",
        "chords",
        "melody",
        "mood",
        "harmony",
        "harmonies",
        "tonality",
        "feel",
        "tune",
        "theme",
        "sound",
    ]
)


@dataclass
class Figures:
    """None where the description says nothing.

    ``tempo``: (lowest, highest) beats a minute. ``found``: what was read -> what it set. ``rest``: the
    description without what was read.
    """

    rest: str
    tempo: tuple[float, float] | None = None
    metre: str | None = None
    tonic: PitchClass | None = None
    mode: str | None = None
    found: dict[str, str] = field(default_factory=dict)

    def take(self, match: re.Match[str], what: str, *, upto: int = 0) -> None:
        """Moves what was read, up to a group's end, from the rest to what was found."""
        end = match.end(upto)
        self.found[" ".join(self.rest[match.start() : end].split())] = what
        self.rest = f"{self.rest[: match.start()]} {self.rest[end:]}"


def read_figures(text: str) -> Figures:
    """Reads and takes out tempo, metre and key; a value that makes no music is left in the rest."""
    figures = Figures(text)
    _read_tempo(figures)
    _read_metre(figures)
    _read_key(figures)
    return figures


def _read_tempo(figures: Figures) -> None:
    for pattern in _TEMPI:
        found = pattern.search(figures.rest)
        if found is None:
            continue
        low = float(found[1])
        high = float(found[2] or low)
        low, high = min(low, high), max(low, high)
        if low >= SLOWEST_BPM and high <= FASTEST_BPM:
            figures.tempo = (low, high)
            figures.take(found, "tempo")
            return


def _read_metre(figures: Figures) -> None:
    found = _METRE.search(figures.rest)
    if found is None:
        return
    written = f"{int(found[1])}/{int(found[2])}"
    name = _HEARD_AS.get(written, written)
    if name in METRES:
        figures.metre = name
        figures.take(found, "metre" if name == written else f"metre, as {name}")


def _read_key(figures: Figures) -> None:
    for found in _KEY.finditer(figures.rest):
        noun_follows = (found[4] or "").lower() in _AFTER_AN_ARTICLE
        says_in = f" {figures.rest[: found.start()].rstrip()}".endswith((" in", " of"))
        may_be_article = found[1] in "aA" and found[2] is None
        if may_be_article and (noun_follows or (found[1] == "a" and not says_in)):
            continue
        name = found[3].lower()
        figures.tonic, figures.mode = _tonic(found[1], found[2]), _SYNONYMS.get(name, name)
        figures.take(found, "key", upto=3)
        return
    alone = _TONIC_ALONE.search(figures.rest)
    if alone is not None:
        figures.tonic, figures.mode = _tonic(alone[1], alone[2]), "minor" if alone[3] else None
        figures.take(alone, "key")


def _tonic(letter: str, accidental: str | None) -> PitchClass:
    if accidental is None:
        return pitch_class(letter, 0)
    return pitch_class(letter, 1 if accidental in ("#", "♯", "sharp") else -1)
