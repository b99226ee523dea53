"""``metabgm-sidecar compose "TEXT" --seconds N -o OUT.wav``: compose from a description."""

from __future__ import annotations

import argparse
import json
import secrets
import sys
import time
from pathlib import Path

from metabgm.cli.errors import CommandError, InputError
from metabgm.music.engine import Brief

# Longer than any piece the director asks for, short enough that a slip of the finger fills no disk.
MOST_SECONDS = 3600.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The description, and where the music goes."""
    parser.add_argument("text", metavar="TEXT", help="music description")
    parser.add_argument("--seconds", type=float, default=60.0, help="wished length (default 60)")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT.wav")
    parser.add_argument("--seed", type=int, help="the same seed gives the same samples")
    parser.add_argument("--role", choices=("base", "combat", "sting"), default="base")


def run(options: argparse.Namespace) -> int:
    """Writes the WAV and prints what the composer made of the description."""
    from metabgm.cli.engines import engine_named  # noqa: PLC0415
    from metabgm.music.wav import write_wav  # noqa: PLC0415

    if not 1.0 <= options.seconds <= MOST_SECONDS:
        raise InputError(f"--seconds: {options.seconds:g}, expected 1 to {MOST_SECONDS:g}")
    seed = secrets.randbits(63) if options.seed is None else options.seed
    if not 0 <= seed < 2**63:
        raise InputError(f"--seed: {seed}, expected 0 to 2**63 - 1")
    engine = engine_named("composer")
    began = time.perf_counter()
    piece = engine.compose(Brief(options.text, seed, options.role, options.seconds))
    try:
        frames = write_wav(options.out, piece.chunks(), engine.sample_rate)
    except OSError as error:
        raise CommandError(f"{options.out}: {error.strerror or error}") from error
    seconds = frames / engine.sample_rate
    print(json.dumps({"title": piece.title, "seed": seed, **piece.parameters}, indent=2))
    print(f"{options.out}: {seconds:.1f} s of music in {time.perf_counter() - began:.2f} s", file=sys.stderr)
    return 0
