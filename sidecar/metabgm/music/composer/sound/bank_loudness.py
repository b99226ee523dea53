"""The loudness tables of other banks: measured once, kept in the data folder by what the bank contains."""

from __future__ import annotations

import contextlib
import hashlib
import json
from pathlib import Path

from metabgm.music.composer.sound.added_banks import banks_dir
from metabgm.music.composer.sound.instruments import PERCUSSION, instruments
from metabgm.music.composer.sound.loudness import LoudnessTable
from metabgm.music.composer.sound.measuring import RATE, Progress, measured
from metabgm.music.composer.sound.orchestra import playable
from metabgm.music.composer.sound.sampler import Sampler, ToneKey
from metabgm.music.composer.sound.soundfont import SoundFont, mapped
from metabgm.music.composer.sound.waveform_cache import WaveformCache
from metabgm.music.composer.sound.whole_file import whole_file

_MEASUREMENT = b"1"  # another when banks are measured or played in another way
_END_BYTES = 1 << 20


def fingerprint(path: Path) -> str:
    """Of a bank's length, first and last megabyte: its tables lie at an end. Raises SoundFontError."""
    content = mapped(path)
    digest = hashlib.sha256(_MEASUREMENT + str(len(content)).encode())
    digest.update(content[:_END_BYTES])
    digest.update(content[-_END_BYTES:])
    return digest.hexdigest()[:24]


def kept_table(name: str) -> LoudnessTable | None:
    """What was measured of the bank with this fingerprint, if it was."""
    try:
        return LoudnessTable(json.loads(_path(name).read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None  # a damaged one is measured anew


def measure_bank(
    font: SoundFont, name: str, progress: Progress = lambda _what, _fraction: None
) -> LoudnessTable:
    """Measures what the bank has of our instruments; kept under its fingerprint where that is possible."""
    sampler = Sampler(font, RATE, WaveformCache(0))
    rows = measured(
        playable([*instruments().values(), *PERCUSSION.values()], font),
        lambda instrument, key, velocity: sampler.tone(
            ToneKey(instrument.bank, instrument.program, key, velocity)
        ),
        progress,
    )
    with contextlib.suppress(OSError), whole_file(_path(name)) as file:
        file.write(json.dumps(rows, separators=(",", ":")).encode())
    return LoudnessTable(rows)


def _path(name: str) -> Path:
    return banks_dir() / "loudness" / f"{name}.json"
