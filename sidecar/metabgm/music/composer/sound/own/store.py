"""Keeps the computed instruments in the cache folder, as a bank like any other."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import struct
import zlib
from functools import cache
from importlib.resources import files
from pathlib import Path

from metabgm.models.paths import cache_dir
from metabgm.music.composer.sound.own.build import Progress, build
from metabgm.music.composer.sound.soundfont import SoundFont, SoundFontError
from metabgm.music.composer.sound.whole_file import whole_file

log = logging.getLogger(__name__)
_SEAL = struct.Struct(
    "<I"
)  # after the RIFF chunk, where readers of banks don't look: the CRC of all before it
_BLOCK = 1 << 20
_PREFIX = "computed-"


def own_bank(progress: Progress = lambda _what, _fraction: None) -> SoundFont:
    """The computed instruments; computed now where they aren't kept, or what is kept is damaged.

    Where the folder can't be written they are kept in memory only.
    """
    path = own_path()
    with contextlib.suppress(OSError, SoundFontError):
        return _kept(path)
    content = build(progress)
    try:
        _keep(path, content)
        return _kept(path)
    except (OSError, SoundFontError) as error:
        log.warning("the computed instruments stay in memory: %s", error)
        return SoundFont(memoryview(content), "computed instruments")


def own_path() -> Path:
    """Where they are kept; another recipe's have another name."""
    return cache_dir() / "sounds" / f"{_PREFIX}{_version()}.sf2"


@cache
def _version() -> str:
    """Of the recipe: a digest of its sources and the writer's."""
    package = files("metabgm.music.composer.sound")
    sources = [source for source in package.joinpath("own").iterdir() if source.name.endswith(".py")]
    digest = hashlib.sha256(package.joinpath("soundfont_writer.py").read_bytes())
    for source in sorted(sources, key=lambda one: one.name):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def _kept(path: Path) -> SoundFont:
    """Raises OSError, SoundFontError where it isn't there, isn't whole or isn't what was written."""
    with path.open("rb") as file:
        # Read, not mapped: what is mapped and looked at counts as the sidecar's memory.
        left, crc = file.seek(0, os.SEEK_END) - _SEAL.size, 0
        file.seek(0)
        while left > 0 and (block := file.read(min(_BLOCK, left))):
            left, crc = left - len(block), zlib.crc32(block, crc)
        if file.read() != _SEAL.pack(crc):
            raise SoundFontError(f"{path}: damaged")
    return SoundFont.open(path)


def _keep(path: Path, content: bytes) -> None:
    """Whole or not at all; other recipes' go. Raises OSError."""
    with whole_file(path) as file:
        file.write(content)
        file.write(_SEAL.pack(zlib.crc32(content)))
    for old in path.parent.glob(f"{_PREFIX}*.sf2"):
        if old != path:
            # Another sidecar may still play from it; then it goes next time.
            with contextlib.suppress(OSError):
                old.unlink()
