"""The banks that play together: each instrument sounds from the one that has it best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from metabgm.music.composer.sound.instruments import Instrument
from metabgm.music.composer.sound.loudness import LoudnessTable, strength
from metabgm.music.composer.sound.own.build import PROGRAMS
from metabgm.music.composer.sound.sampler import Sampler, Tone, ToneKey
from metabgm.music.composer.sound.soundfont import SoundFont
from metabgm.music.composer.sound.waveform_cache import WaveformCache


@dataclass(frozen=True)
class AddedBank:
    """A bank beyond those everybody has. ``loudness``: measured of it."""

    name: str
    font: SoundFont
    loudness: LoudnessTable


class Orchestra:
    """Finds the tone of a note at ``rate`` Hz. A pure function of its arguments apart from the cache.

    ``bundled``: a whole General MIDI bank. ``own``: the computed instruments. ``added``: goes before them
    where the instrument table says so, note by note at the levels of the other two.
    """

    def __init__(self, bundled: SoundFont, own: SoundFont, rate: int, added: AddedBank | None = None) -> None:
        cache = WaveformCache()
        self._bundled, self._own = Sampler(bundled, rate, cache), Sampler(own, rate, cache)
        self._added = None if added is None else Sampler(added.font, rate, cache)
        self._added_bank = added

    def tone(self, instrument: Instrument, key: int, velocity: int) -> Tone:
        """``key``: MIDI. ``velocity``: one of ``loudness.VELOCITIES``, picks the colour, not the loudness."""
        tone = self._added_tone(instrument, key, velocity)
        return self._usual_tone(instrument, key, velocity) if tone is None else tone

    def _usual_tone(self, instrument: Instrument, key: int, velocity: int) -> Tone:
        if instrument.source == "bank":
            return self._bundled.tone(ToneKey(instrument.bank, instrument.program, key, velocity))
        return self._own.tone(ToneKey(0, PROGRAMS[instrument.name], key, velocity))

    def _added_tone(self, instrument: Instrument, key: int, velocity: int) -> Tone | None:
        """None where the added bank has nothing to sound here."""
        bank, sampler = self._added_bank, self._added
        if bank is None or sampler is None or not _has(bank, instrument):
            return None
        weight = bank.loudness.strength(instrument, key, velocity)
        tone = sampler.tone(ToneKey(instrument.bank, instrument.program, key, velocity))
        if tone.silent or not weight:
            return None
        return tone.louder(strength(instrument, key, velocity) / weight)


def source(instrument: Instrument, added: AddedBank | None) -> str:
    """Where an instrument's sound comes from: "own", "bundled" or the added bank's name."""
    if added is not None and _has(added, instrument):
        return added.name
    return "own" if instrument.source != "bank" else "bundled"


def _has(bank: AddedBank, instrument: Instrument) -> bool:
    return instrument.source != "own" and bank.loudness.has(instrument)


def playable(instruments: Sequence[Instrument], font: SoundFont) -> list[Instrument]:
    """Those that a bank has a preset for and that may sound from it."""
    return [one for one in instruments if one.source != "own" and font.has(one.bank, one.program)]
