"""Whether a description of music suits its scene, as the composer will read it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from metabgm.describe.moods import Mood
from metabgm.describe.value_words import first_word
from metabgm.music.composer.words.lexicon import look_up
from metabgm.music.composer.words.reader import read
from metabgm.music.composer.words.reading import Reading

_CALM = -0.2
"""Arousal, as the composer reads it, below which music fits no fight."""


@dataclass(frozen=True)
class _Band:
    """Lowest and highest arousal and valence, -1 to 1."""

    arousal: tuple[float, float] = (-1.0, 1.0)
    valence: tuple[float, float] = (-1.0, 1.0)


_BANDS: dict[Mood, _Band] = {
    "calm": _Band(arousal=(-1.0, 0.4), valence=(-0.2, 1.0)),
    "cold": _Band(arousal=(-1.0, 0.2), valence=(-0.4, 0.4)),
    "dark": _Band(arousal=(-1.0, 0.35), valence=(-1.0, 0.4)),
    "deep": _Band(valence=(-1.0, 0.3)),
    "strange": _Band(arousal=(-1.0, 0.2), valence=(-1.0, 0.4)),
    "battle": _Band(arousal=(0.1, 1.0), valence=(-1.0, 0.1)),
}
"""More than nine of ten of the dataset's descriptions for scenes of that mood are within each."""

_TURNS = re.compile(r"\b(from|to|into|towards?|turn\w*|slip\w*|drift\w*)\b", re.IGNORECASE)
_OTHER_TEMPO = 1.1


def too_calm(description: str) -> str:
    """Why it is too calm for a fight, as what completes "the description ..."; empty if it isn't."""
    said = _says_calm(description)
    if said:
        return said
    arousal = read(description).arousal
    return f"reads as calm (arousal {arousal:.1f})" if arousal is not None and arousal < _CALM else ""


def music_faults(description: str, mood: Mood) -> list[str]:
    """Where it does not suit the mood, says two things at once, or leaves out who plays.

    Each completes "the description ...".
    """
    reading = read(description)
    found = [
        _says_calm(description) if mood == "battle" else "",
        _outside("arousal", reading.arousal, _BANDS[mood].arousal, mood),
        _outside("valence", reading.valence, _BANDS[mood].valence, mood),
        _two_tempos(description, reading),
        _two_keys(description, reading),
        "" if reading.instruments or reading.percussion else "names no instrument",
    ]
    return [fault for fault in found if fault]


def _says_calm(description: str) -> str:
    word = first_word("music", "calm", description)
    return f"says {word!r}" if word else ""


def _outside(what: str, value: float | None, band: tuple[float, float], mood: Mood) -> str:
    lowest, highest = band
    if value is None or lowest <= value <= highest:
        return ""
    return f"has {what} {value:.1f}, expected {lowest:.1f} to {highest:.1f} for {mood}"


def _two_tempos(description: str, reading: Reading) -> str:
    if reading.tempo is None:
        return ""
    slowest, fastest = reading.tempo
    other = read(_without(description, reading.sources["tempo"]))
    if other.tempo is None or not _is_tempo(other.sources["tempo"][0]):
        return ""
    if other.tempo[0] <= fastest * _OTHER_TEMPO and slowest <= other.tempo[1] * _OTHER_TEMPO:
        return ""
    return _both(reading, other, "tempo")


def _is_tempo(phrase: str) -> bool:
    """A slow march is none of two tempos, though marches have a usual one."""
    meaning = look_up(phrase)
    return meaning is None or any(effect.kind == "tempo" for effect in meaning.effects)


def _two_keys(description: str, reading: Reading) -> str:
    """A change of key is told as one."""
    if reading.mode is None or _TURNS.search(description):
        return ""
    other = read(_without(description, reading.sources["mode"]))
    tonics = {reading.tonic, other.tonic} - {None}
    if len({reading.mode, other.mode} - {None}) < 2 and len(tonics) < 2:
        return ""
    return _both(reading, other, "mode" if other.mode else "tonic")


def _both(reading: Reading, other: Reading, what: str) -> str:
    return f"asks for {reading.sources[what][0]!r} and {other.sources[what][0]!r}"


def _without(description: str, phrases: list[str]) -> str:
    """Gaps keep the words around them apart."""
    for phrase in phrases:
        description = re.sub(re.escape(phrase), ",", description, count=1, flags=re.IGNORECASE)
    return description
