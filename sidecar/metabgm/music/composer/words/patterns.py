"""What a description says in figures and letters: beats a minute, metres, keys."""

from __future__ import annotations

import re
from typing import NamedTuple

from metabgm.music.composer.theory.keys import MODES, PitchClass, pitch_class
from metabgm.music.composer.theory.metre import METRES

SLOWEST_BPM, FASTEST_BPM = 30.0, 220.0  # outside of it beats stop being felt as such

_BPM = re.compile(
    r"(\d{2,3}(?:\.\d+)?)\s*-?\s*(?:bpm|beats? (?:per|a) minute)|tempo (?:of |= ?)?(\d{2,3})\b", re.I
)
_METRE = re.compile(r"\b(\d{1,2})\s*/\s*(\d{1,2})\b")
_MODE_NAMES = "|".join(
    sorted([*MODES, "ionian", "aeolian", "natural minor", "pentatonic", "maj", "min"], key=len, reverse=True)
)
_KEY = re.compile(
    rf"\b([A-Ga-g])(?:[ -]?(#|♯|sharp|b|♭|flat)(?![a-z]))?[ -](?i:({_MODE_NAMES}))\b(?:\s+(\w+))?"
)
_TONIC_ALONE = re.compile(r"\b(?:in|key of) ([A-G])(?:[ -]?(#|♯|sharp|b|♭|flat))?(?![\w#♯♭])")
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
    {"key", "mode", "scale", "chord", "chords", "melody", "mood", "harmony", "tonality"}
)


class Figures(NamedTuple):
    """None where the description says nothing. ``rest``: the description without what was read."""

    bpm: float | None
    metre: str | None
    tonic: PitchClass | None
    mode: str | None
    rest: str


def read_figures(text: str) -> Figures:
    """Reads and takes out tempo, metre and key; a value that makes no music is left in the rest."""
    bpm, metre, tonic, mode = None, None, None, None
    if (found := _BPM.search(text)) is not None:
        value = float(found[1] or found[2])
        if SLOWEST_BPM <= value <= FASTEST_BPM:
            bpm, text = value, _without(text, found)
    if (found := _METRE.search(text)) is not None and f"{int(found[1])}/{int(found[2])}" in METRES:
        metre, text = f"{int(found[1])}/{int(found[2])}", _without(text, found)
    for found in _KEY.finditer(text):
        noun_follows = (found[4] or "").lower() in _AFTER_AN_ARTICLE
        says_in = f" {text[: found.start()].rstrip()}".endswith((" in", " of"))
        if found[1] == "a" and found[2] is None and (noun_follows or not says_in):
            continue
        name = found[3].lower()
        tonic, mode = _tonic(found[1], found[2]), _SYNONYMS.get(name, name)
        return Figures(bpm, metre, tonic, mode, f"{text[: found.start()]} {text[found.end(3) :]}")
    if (found := _TONIC_ALONE.search(text)) is not None:
        tonic, text = _tonic(found[1], found[2]), _without(text, found)
    return Figures(bpm, metre, tonic, mode, text)


def _tonic(letter: str, accidental: str | None) -> PitchClass:
    if accidental is None:
        return pitch_class(letter, 0)
    return pitch_class(letter, 1 if accidental in ("#", "♯", "sharp") else -1)


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"
