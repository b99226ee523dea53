"""The music engines by name."""

from __future__ import annotations

from metabgm.cli.errors import InputError
from metabgm.cli.progress import ProgressLine
from metabgm.music.engine import Engine


def engine_named(name: str, sounds: str = "") -> Engine:
    """Loads its instruments; at the very first start some are computed, which a line on stderr shows.

    ``sounds``: as in the configuration. Raises InputError for a name that is none.
    """
    if name != "composer":
        raise InputError(f"engine: {name!r}, expected 'composer'")
    from metabgm.music.composer import Composer  # noqa: PLC0415
    from metabgm.music.composer.sound.choosing import bank_for  # noqa: PLC0415
    from metabgm.music.composer.sound.soundfont import SoundFontError  # noqa: PLC0415

    try:
        with ProgressLine() as line:
            return Composer(bank_for(sounds, line.show), line.show)
    except SoundFontError as error:
        raise InputError(str(error)) from error
