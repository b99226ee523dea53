"""Random MusicGens of the true size, made once and kept in the cache folder."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from benchmarks.musicgen.processes import called
from journey.parts import sidecar_command
from metabgm.models.errors import ModelError
from metabgm.models.musicgen_manifest import MusicGenPrecision, open_musicgen
from metabgm.models.paths import CACHE_DIR_VARIABLE, cache_dir
from metabgm.music.musicgen.decoder_choice import DecoderRuntime


def bench_cache() -> Path:
    """Apart from the user's models: nobody should find random weights among them."""
    return cache_dir() / "bench"


def checkpoint(size: str, given: Path | None = None) -> Path:
    """As transformers reads it. ``given``: one that is there already."""
    if given is not None:
        return given
    folder = bench_cache() / f"musicgen-{size}"
    # Written last.
    if not (folder / "tokenizer_config.json").is_file():
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        called("-m", "musicgen_checkpoints.main", str(folder), "--size", size)
    return folder


def converted(source: Path, precision: MusicGenPrecision, decoder: DecoderRuntime | None = None) -> Path:
    """The folder of its graphs, made with ``models add``, as a user would.

    ``decoder``: what runs it; None: what ``models add`` picks for this processor.
    """
    name = f"{source.name}-{precision}{'-' + decoder if decoder else ''}"
    folder = bench_cache() / "models" / name
    try:
        open_musicgen(folder)
    except ModelError:
        shutil.rmtree(folder, ignore_errors=True)
        adding = ["models", "add", str(source), "--name", name, "--quantization", precision, "--yes"]
        if decoder:
            adding += ["--decoder", decoder]
        subprocess.run(
            [sidecar_command(), *adding],
            env=os.environ | {CACHE_DIR_VARIABLE: str(bench_cache())},
            stdout=subprocess.DEVNULL,
            check=True,
        )
    return folder
