"""``metabgm-sidecar compose "TEXT" -o OUT.wav``: music from a description, as sound, notes or a picture."""

from __future__ import annotations

import argparse
import json
import secrets
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from metabgm.cli.engines import ENGINES, engine_named
from metabgm.cli.errors import CommandError, InputError
from metabgm.cli.steer import steers
from metabgm.models.musicgen_packages import RUNTIMES
from metabgm.music.engine import Brief, Place, Steering
from metabgm.music.meter import Meter
from metabgm.music.wav import write_wav

if TYPE_CHECKING:
    from metabgm.music.composer import ComposedPiece

# Longer than any piece the director asks for, short enough that a slip of the finger fills no disk.
MOST_SECONDS = 3600.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The description, and where the music goes."""
    parser.add_argument("text", metavar="TEXT", help="music description")
    parser.add_argument("--seconds", type=float, default=60.0, help="wished length (default 60)")
    parser.add_argument("-o", "--out", type=Path, metavar="OUT.wav", help="the sound")
    parser.add_argument("--midi", type=Path, metavar="OUT.mid", help="the notes, as a MIDI file")
    parser.add_argument("--plot", type=Path, metavar="OUT.png", help="the notes, as a piano roll")
    parser.add_argument("--seed", type=int, help="the same seed gives the same samples")
    parser.add_argument(
        "--engine", choices=ENGINES, default="composer", help="who makes it (default composer)"
    )
    parser.add_argument("--model", default="", metavar="NAME", help="of the engine musicgen")
    parser.add_argument(
        "--musicgen-runtime",
        choices=RUNTIMES,
        default="",
        help="what runs it (default: what it was added for)",
    )
    parser.add_argument(
        "--guidance",
        type=float,
        metavar="X",
        help="how closely musicgen follows the text, 1 to 15 (3)",
    )
    parser.add_argument("--negative", metavar="TEXT", help="what musicgen's music should not be")
    parser.add_argument(
        "--melody", type=Path, metavar="WAV", help="a sound whose melody a melody model of musicgen follows"
    )
    parser.add_argument("--role", choices=("base", "combat", "sting"), default="base")
    parser.add_argument(
        "--place", choices=get_args(Place), default="open", help="whose room it sounds in (default open)"
    )
    parser.add_argument(
        "--steer",
        default="0:0.5",
        metavar="STEPS",
        help='what the game would ask for: seconds:intensity or seconds:end, as in "0:0.3,20:0.9,40:end"',
    )


def run(options: argparse.Namespace) -> int:
    """Writes what was asked for and prints what the engine made of the description."""
    brief, steer = _brief(options), steers(options.steer)
    if not (options.out or options.midi or options.plot):
        raise InputError("nowhere to write to: expected -o OUT.wav, --midi OUT.mid or --plot OUT.png")
    if options.plot and find_spec("matplotlib") is None:
        raise CommandError("--plot: matplotlib is missing: pip install 'metabgm-sidecar[plot]'")
    if options.engine == "musicgen":
        from metabgm.cli.compose_musicgen import compose_musicgen  # noqa: PLC0415

        return compose_musicgen(options, brief, steer)
    _refuse_what_the_composer_has_not(options)
    from metabgm.music.composer import Composer  # noqa: PLC0415

    engine = engine_named("composer")
    assert isinstance(engine, Composer)
    began = time.perf_counter()
    piece = engine.compose(brief)
    steering = Steering(*((int(seconds * engine.sample_rate), controls) for seconds, controls in steer))
    _write(options, piece, steering, engine.sample_rate)
    took_s, length_s = time.perf_counter() - began, piece.played(steering).seconds
    print(json.dumps({"title": piece.title, "seed": brief.seed, **piece.parameters}, indent=2))
    paths = ", ".join(str(path) for path in (options.out, options.midi, options.plot) if path)
    print(f"{paths}: {length_s:.1f} s of music in {took_s:.2f} s", file=sys.stderr)
    return 0


def _refuse_what_the_composer_has_not(options: argparse.Namespace) -> None:
    for name in ("model", "musicgen_runtime", "guidance", "negative", "melody"):
        if getattr(options, name) not in (None, ""):
            raise InputError(
                f"--{name.replace('_', '-')}: the composer has none; expected with --engine musicgen"
            )


def _brief(options: argparse.Namespace) -> Brief:
    if not 1.0 <= options.seconds <= MOST_SECONDS:
        raise InputError(f"--seconds: {options.seconds:g}, expected 1 to {MOST_SECONDS:g}")
    seed = secrets.randbits(63) if options.seed is None else options.seed
    if not 0 <= seed < 2**63:
        raise InputError(f"--seed: {seed}, expected 0 to 2**63 - 1")
    return Brief(options.text, seed, options.role, options.seconds, place=options.place)


def _write(options: argparse.Namespace, piece: ComposedPiece, steering: Steering, rate: int) -> None:
    played = piece.played(steering)
    if options.midi:
        from metabgm.music.midi import write_midi  # noqa: PLC0415

        with naming(options.midi):
            write_midi(options.midi, piece, played)
    if not (options.out or options.plot):
        return
    meter = Meter(rate)
    chunks = meter.through(piece.chunks(steering))
    if options.out:
        with naming(options.out):
            write_wav(options.out, chunks, rate)
    deque(chunks, maxlen=0)  # without a WAV they are made for the meter alone
    if options.plot:
        from metabgm.music.piano_roll import draw  # noqa: PLC0415

        with naming(options.plot):
            draw(options.plot, piece, played, meter.levels)


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """An error of the disk as one line that names the file."""
    try:
        yield
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror or error}") from error
