"""Banks that the player added: copies in the data folder, and which one plays."""

from __future__ import annotations

import contextlib
import re
import shutil
from pathlib import Path

from metabgm.library.paths import data_dir
from metabgm.music.composer.sound.measuring import Progress
from metabgm.music.composer.sound.sf3 import decompress, is_compressed
from metabgm.music.composer.sound.soundfont import SoundFont, SoundFontError
from metabgm.music.composer.sound.whole_file import whole_file

BUNDLED, AUTOMATIC = "bundled", "auto"
_RESERVED = frozenset({BUNDLED, AUTOMATIC, "own"})
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_CHOICE = "use.txt"


def banks_dir() -> Path:
    """One file for each bank, by its name."""
    return data_dir() / "sounds"


def added_banks() -> dict[str, Path]:
    """By name."""
    with contextlib.suppress(OSError):
        return {path.stem: path for path in sorted(banks_dir().glob("*.sf2")) if _NAME.fullmatch(path.stem)}
    return {}


def add(source: Path, name: str = "", progress: Progress = lambda _what, _fraction: None) -> Path:
    """Copies a bank, decompressed where it was compressed. ``name``: empty: made from the file's.

    Raises SoundFontError: why it can't be read or kept.
    """
    name = name or name_of(source)
    _check(name)
    if name in added_banks():
        raise SoundFontError(f"a bank named {name!r} is there already; remove it first, or choose --name")
    compressed = is_compressed(source)
    if not compressed:
        SoundFont.open(source)
    target = banks_dir() / f"{name}.sf2"
    try:
        with whole_file(target) as out:
            if compressed:
                decompress(source, out, progress)
            else:
                with source.open("rb") as file:
                    shutil.copyfileobj(file, out)
        SoundFont.open(target)
    except OSError as error:
        raise SoundFontError(f"{target}: {error.strerror or error}") from error
    except SoundFontError:
        target.unlink(missing_ok=True)
        raise
    return target


def remove(name: str) -> int:
    """Frees a bank's room and returns it, in bytes. Raises SoundFontError."""
    path = added_banks().get(name)
    if path is None:
        there = ", ".join(added_banks()) or "none"
        raise SoundFontError(f"no bank named {name!r} was added; there are: {there}")
    try:
        size = path.stat().st_size
        path.unlink()
    except OSError as error:
        raise SoundFontError(f"{path}: {error.strerror or error}; does a sidecar play from it?") from error
    if choice() == name:
        use(AUTOMATIC)
    return size


def choice() -> str:
    """What ``use`` was told last: a bank's name, ``bundled`` or ``auto``, which it is until then."""
    try:
        told = (banks_dir() / _CHOICE).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return AUTOMATIC
    return told if _NAME.fullmatch(told) else AUTOMATIC


def use(name: str) -> None:
    """Remembers which bank is to play from the next start on. Raises SoundFontError."""
    try:
        with whole_file(banks_dir() / _CHOICE) as out:
            out.write(f"{name}\n".encode())
    except OSError as error:
        raise SoundFontError(f"{banks_dir() / _CHOICE}: {error.strerror or error}") from error


def name_of(source: Path) -> str:
    """A bank's name from its file's."""
    return re.sub(r"[^a-z0-9._-]+", "-", source.stem.lower()).strip("-._")[:64] or "bank"


def _check(name: str) -> None:
    if not _NAME.fullmatch(name) or name in _RESERVED:
        raise SoundFontError(
            f"bank name {name!r}: expected up to 64 lower-case letters, digits, '.', '_' and '-', "
            f"beginning with a letter or digit, and none of {', '.join(sorted(_RESERVED))}"
        )
