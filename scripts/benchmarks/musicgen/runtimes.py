"""The sidecar's MusicGen as the benchmarks load it, and what they ask of it."""

from __future__ import annotations

from pathlib import Path

from metabgm.cli.engines import musicgen_threads
from metabgm.models.musicgen_manifest import open_musicgen
from metabgm.music.musicgen.engine import MusicGen
from metabgm.music.musicgen.ov.runtime import OpenVinoRuntime
from metabgm.music.musicgen.runtime import Runtime
from metabgm.music.musicgen.tokens.options import Options

GUIDED, FREE = "guided", "free"
"""Two rows, and one."""


def runtime_of(folder: Path) -> Runtime:
    """On as many threads as serve takes."""
    return OpenVinoRuntime(folder, open_musicgen(folder).model.shape, musicgen_threads())


def options_of(rows: str) -> Options:
    """The sidecar's own; ``rows``: GUIDED or FREE."""
    return Options() if rows == GUIDED else Options(guidance=1.0)


def engine_of(folder: Path, rows: str) -> MusicGen:
    """As the sidecar has it."""
    return MusicGen(runtime_of(folder), folder.name, options_of(rows), random=True)
