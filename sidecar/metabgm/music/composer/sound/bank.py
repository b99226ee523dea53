"""Finds the General MIDI bank that comes with a dependency of this package."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from metabgm.music.composer.sound.soundfont import SoundFontError

_PACKAGE, _FILE = "pretty_midi", "TimGM6mb.sf2"


def bundled_bank() -> Path:
    """Path of TimGM6mb.sf2 inside the pretty_midi package, which is not imported: that would take a second.

    Raises SoundFontError when the package or the file in it is missing.
    """
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise SoundFontError(f"{_FILE}: the package {_PACKAGE}, which carries it, is not installed")
    path = Path(spec.origin).with_name(_FILE)
    if not path.is_file():
        raise SoundFontError(f"{path}: missing; the package {_PACKAGE} was expected to carry it")
    return path
