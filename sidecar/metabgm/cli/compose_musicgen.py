"""``compose --engine musicgen``: the network's music into a WAV file."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator

from metabgm.cli.compose import naming
from metabgm.cli.engines import musicgen_engine
from metabgm.cli.errors import CommandError, InputError
from metabgm.cli.melody_file import read_melody
from metabgm.music.engine import Brief, Controls, Frames, Steering
from metabgm.music.musicgen.runtime import RuntimeFaultError
from metabgm.music.musicgen.tokens.options import GUIDANCE, Options
from metabgm.music.wav import write_wav


def compose_musicgen(
    options: argparse.Namespace, brief: Brief, steer: Iterable[tuple[float, Controls]]
) -> int:
    """Raises InputError, CommandError."""
    if options.midi or options.plot:
        raise InputError("--midi, --plot: a network writes no notes; expected -o OUT.wav alone")
    drawn = _drawn_with(options)
    engine = musicgen_engine(options.model, drawn, runtime=options.musicgen_runtime)
    melody = None if options.melody is None else read_melody(options.melody)
    began = time.perf_counter()
    try:
        piece = engine.compose(brief, melody)
    except ValueError as error:
        raise InputError(f"--{error}") from error
    steering = Steering(*((int(seconds * engine.sample_rate), controls) for seconds, controls in steer))
    first_s: list[float] = []

    def timed() -> Iterator[Frames]:
        for chunk in piece.chunks(steering):
            first_s.append(time.perf_counter() - began)
            yield chunk

    try:
        with naming(options.out):
            frames = write_wav(options.out, timed(), engine.sample_rate)
    except RuntimeFaultError as error:
        raise CommandError(str(error)) from error
    took_s, length_s = time.perf_counter() - began, frames / engine.sample_rate
    print(json.dumps({"title": piece.title, "seed": brief.seed, **piece.parameters}, indent=2))
    print(
        f"{options.out}: {length_s:.1f} s of music in {took_s:.2f} s, the first after {first_s[0]:.2f} s",
        file=sys.stderr,
    )
    return 0


def _drawn_with(options: argparse.Namespace) -> Options:
    guidance = Options().guidance if options.guidance is None else options.guidance
    try:
        return Options(guidance=guidance, negative=options.negative)
    except ValueError:
        low, high = GUIDANCE
        raise InputError(f"--guidance: {guidance:g}, expected {low:g} to {high:g}") from None
