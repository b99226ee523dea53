"""Computes the whole bank of computed instruments."""

from __future__ import annotations

from collections.abc import Callable

from metabgm.music.composer.sound.own import drums, mallets, plucked, sustained, voices
from metabgm.music.composer.sound.own.recipe import levelled
from metabgm.music.composer.sound.soundfont_writer import Writer

Progress = Callable[[str, float], None]
"""Told what is being made and the fraction 0..1 that is done. May raise: the work then stops."""

_PRESETS = tuple(preset for room in (mallets, plucked, sustained, voices, drums) for preset in room.presets())
# Where a computed preset stands in its bank: its place in this order.
PROGRAMS = {preset.name: program for program, preset in enumerate(_PRESETS)}


def build(progress: Progress = lambda _what, _fraction: None) -> bytes:
    """A SoundFont 2 file of some 26 MB. Pure: always the same instruments, in a few seconds."""
    writer = Writer("MetaBGM computed instruments")
    for at, preset in enumerate(_PRESETS):
        progress("computing instruments", at / len(_PRESETS))
        writer.add(preset.name, 0, PROGRAMS[preset.name], levelled(list(preset.make())))
    progress("computing instruments", 1.0)
    return writer.content()
