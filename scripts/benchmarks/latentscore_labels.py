"""A description as the labels of latentscore's synth: those nearest to what the words say."""

from __future__ import annotations

from metabgm.music.composer.theory.keys import MODES
from metabgm.music.composer.words.reader import read
from metabgm.music.composer.words.reading import Reading

_TEMPOS = ((62.0, "very_slow"), (82.0, "slow"), (110.0, "medium"), (135.0, "fast"), (999.0, "very_fast"))
_KINDS_OF_FIVE = ("very_dark", "dark", "medium", "bright", "very_bright")
_STRINGS = frozenset({"strings", "violin", "viola", "cello", "tremolo_strings", "synth_strings"})
_VOICES = frozenset({"choir", "voice"})
_BELLS = frozenset({"celesta", "glockenspiel", "music_box", "tubular_bells", "vibraphone", "crystal"})
_PLUCKED = frozenset(
    {"harp", "nylon_guitar", "steel_guitar", "lute", "koto", "kalimba", "pizzicato", "banjo"}
)
_MODES = ("major", "minor", "dorian", "mixolydian")
_RHYTHMS = {"kit": "kit_medium", "taiko": "military", "hand_drums": "tabla_essence", "brushes": "brush"}


def labels_for(text: str) -> dict[str, str | int]:
    """Label -> value; what the words leave open is left to the peer's defaults, drums to none."""
    reading = read(text)
    labels: dict[str, str | int] = {"rhythm": "none", "accent": "none", "texture": "none"}
    if reading.percussion:
        labels["rhythm"] = _RHYTHMS.get(reading.percussion[0], "kit_medium")
    if (tempo := _tempo(reading)) is not None:
        labels["tempo"] = next(label for most, label in _TEMPOS if tempo <= most)
    if reading.mode is not None:
        labels["mode"] = reading.mode if reading.mode in _MODES else _nearest(reading.mode)
    elif reading.valence is not None:
        labels["mode"] = "major" if reading.valence > 0 else "minor"
    if reading.valence is not None:
        labels["brightness"] = _KINDS_OF_FIVE[min(4, int((reading.valence + 1.0) * 2.5))]
    loud = reading.dynamics if reading.dynamics is not None else reading.density
    if loud is not None:
        labels["density"] = 2 + round(4 * loud)
        labels["attack"] = "sharp" if loud > 0.7 else "soft" if loud < 0.3 else "medium"
    if reading.space is not None:
        labels["space"] = "vast" if reading.space > 0.8 else "large" if reading.space > 0.5 else "small"
    return {**labels, **_colours(set(reading.instruments))}


def _nearest(mode: str) -> str:
    return "minor" if mode == "minor key" or MODES[mode].minor else "major"


def _tempo(reading: Reading) -> float | None:
    if reading.tempo is not None:
        return sum(reading.tempo) / 2.0
    return None if reading.arousal is None else 90.0 + 45.0 * reading.arousal


def _colours(named: set[str]) -> dict[str, str | int]:
    """What of the named instruments its layers can hint at."""
    labels: dict[str, str | int] = {}
    if "piano" in named:
        labels["accent"] = "piano_note"
    elif named & _BELLS:
        labels["accent"] = "bells"
    elif named & _PLUCKED:
        labels["accent"] = "pluck"
    elif named & {"brass", "trumpet", "horn", "trombone"}:
        labels["accent"] = "brass_hit"
    if named & _VOICES:
        labels["texture"] = "breath"
    if named & _STRINGS:
        labels["pad"] = "cinematic"
    return labels
