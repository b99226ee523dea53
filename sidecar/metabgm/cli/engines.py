"""The music engines by name."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from metabgm.cli.errors import CommandError, InputError
from metabgm.cli.progress import ProgressLine
from metabgm.music.engine import Engine

if TYPE_CHECKING:
    from metabgm.models.musicgen_manifest import MusicGenFolder
    from metabgm.music.musicgen.engine import MusicGen
    from metabgm.music.musicgen.runtime import Runtime
    from metabgm.music.musicgen.tokens.options import Options

ENGINES = ("composer", "musicgen")


class NotLoadedError(CommandError):
    """A model that is there can't be loaded: damaged, or too large for the memory."""


# More threads share less work each; the game needs the rest.
_MOST_MUSICGEN_THREADS = 4


def engine_named(name: str, sounds: str = "", musicgen: str = "") -> Engine:
    """Loads its instruments; at the very first start some are computed, which a line on stderr shows.

    ``sounds``, ``musicgen``: as in the configuration. Raises InputError for a name that is none, CommandError
    where a model can't be loaded.
    """
    if name == "musicgen":
        return musicgen_engine(musicgen)
    check_engine(name)
    from metabgm.music.composer import Composer  # noqa: PLC0415
    from metabgm.music.composer.sound.choosing import bank_for  # noqa: PLC0415
    from metabgm.music.composer.sound.soundfont import SoundFontError  # noqa: PLC0415

    try:
        with ProgressLine() as line:
            return Composer(bank_for(sounds, line.show), line.show)
    except SoundFontError as error:
        raise InputError(str(error)) from error


def check_engine(name: str) -> None:
    """Raises InputError for a name that is none."""
    if name not in ENGINES:
        raise InputError(f"engine: {name!r}, expected {' or '.join(repr(one) for one in ENGINES)}")


@dataclass(frozen=True)
class LoadedMusicGen:
    """A model's networks, and what they were loaded from."""

    folder: MusicGenFolder
    runtime: Runtime
    threads: int

    def engine(self, runtime: Runtime, options: Options | None = None) -> MusicGen:
        """Makes music on ``runtime``: that of the model, or one around it."""
        from metabgm.music.musicgen.engine import MusicGen  # noqa: PLC0415

        return MusicGen(runtime, self.folder.name, options, random=self.folder.model.random)


def musicgen_engine(model: str, options: Options | None = None, *, runtime: str = "") -> MusicGen:
    """``model``: in the user's cache; "": the only one there is. ``runtime``: "": what it was added for.

    Raises CommandError: it isn't set up; NotLoadedError: it is, and can't be loaded.
    """
    loaded = load_musicgen(musicgen_name(model, runtime), runtime)
    return loaded.engine(loaded.runtime, options)


def musicgen_name(model: str, runtime: str = "") -> str:
    """Of the model that is meant. Raises CommandError where it, or what shall run it, isn't set up."""
    from metabgm.models.errors import ModelError  # noqa: PLC0415
    from metabgm.models.musicgen_packages import require_packages, runtime_of  # noqa: PLC0415
    from metabgm.models.store import musicgen_folder, musicgen_named  # noqa: PLC0415

    try:
        name = musicgen_named(model)
        try:
            stored = musicgen_folder(name).model.stored
        except ModelError:
            # It is there, and damaged: loading it says so.
            return name
        require_packages(runtime_of(stored, runtime, name))
    except ModelError as error:
        raise CommandError(str(error)) from error
    return name


def load_musicgen(name: str, runtime: str = "") -> LoadedMusicGen:
    """``name``: as ``musicgen_name`` gives it for that ``runtime``. Raises NotLoadedError."""
    from metabgm.models.errors import ModelError  # noqa: PLC0415
    from metabgm.models.store import musicgen_folder  # noqa: PLC0415
    from metabgm.music.musicgen.loading import load_runtime  # noqa: PLC0415
    from metabgm.music.musicgen.runtime import RuntimeFaultError  # noqa: PLC0415

    try:
        folder = musicgen_folder(name)
    except ModelError as error:
        raise NotLoadedError(str(error)) from error
    try:
        loaded = load_runtime(folder, musicgen_threads(), runtime)
    except (ModelError, RuntimeFaultError, MemoryError) as error:
        raise NotLoadedError(f"{name} can't be loaded: {error or 'the memory is full'}") from error
    return LoadedMusicGen(folder, loaded, musicgen_threads())


def musicgen_threads() -> int:
    """Of the networks, on this machine."""
    return max(1, min(os.cpu_count() or 1, _MOST_MUSICGEN_THREADS))
