"""``./scripts/bench musicgen-session``: minutes of a session with a MusicGen that is slower than the machine.

A real sidecar, the headless player in real time, the mix as it was heard. Exit codes as ``bench musicgen``'s.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
from pathlib import Path
from subprocess import CalledProcessError

from benchmarks.bench import SEED, TRACES
from benchmarks.figures import Figure, as_markdown, as_text
from benchmarks.machine import machine
from benchmarks.musicgen.checkpoints import bench_cache, checkpoint, converted
from benchmarks.musicgen.heard import heard_figures
from benchmarks.musicgen.main import PAGE
from benchmarks.page import PageError, fill
from benchmarks.synthetic import Stay, make_trace, recorded_places, write_trace
from journey.failure import JourneyError
from journey.parts import Journey
from journey.play import play
from metabgm.cli.progress import ProgressLine
from metabgm.models import store
from metabgm.models.errors import ModelError
from metabgm.models.paths import CACHE_DIR_VARIABLE

# Too short for a piece of MusicGen's to be ready on a machine that is much slower than the music, and long
# enough for it.
STAYS_S = (60, 240)
BLOW_EVERY_S = 130


def main() -> None:
    """Entry point."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(run(arguments().parse_args()))


def run(options: argparse.Namespace) -> int:
    """One session for each factor."""
    print(f"{machine()}\nrandom weights of MusicGen {options.size}'s shape", flush=True)
    figures: list[Figure] = []
    try:
        model = converted(checkpoint(options.size, options.checkpoint), options.precision)
        # The sidecar and this process look for models there: the texts' among them.
        os.environ[CACHE_DIR_VARIABLE] = str(bench_cache())
        with ProgressLine() as line:
            store.ensure(progress=lambda step, done: line.show(f"language model: {step}", done))
        for factor in options.slowed:
            figures += _session(options, model.name, factor)
            print(as_text(figures), flush=True)
        if options.write:
            fill(PAGE, "musicgen-session", f"{as_markdown(figures)}\n\n{machine()}.")
    except (JourneyError, ModelError, PageError, OSError, CalledProcessError) as error:
        print(f"error: {error}", file=sys.stderr)
        if isinstance(error, JourneyError) and error.log_tail:
            print(error.log_tail, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _session(options: argparse.Namespace, model: str, factor: float) -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="metabgm-bench-") as name, ProgressLine() as line:
        folder = Path(name)
        places = recorded_places(sorted(TRACES.glob("*.jsonl")))
        seconds = int(options.seconds)
        biomes = list(places)
        count = len(STAYS_S) * (1 + seconds // sum(STAYS_S))
        stays = [Stay(biomes[at % len(biomes)], STAYS_S[at % len(STAYS_S)]) for at in range(count)]
        blows = [1000 * at for at in range(BLOW_EVERY_S, seconds, BLOW_EVERY_S)]
        trace = write_trace(folder / "session.jsonl", make_trace(places, stays, blows))
        slowed = () if factor == 1 else ("--slowed", f"{factor:g}")
        journey = Journey(
            player=options.player,
            trace=trace,
            seconds=seconds,
            folder=folder,
            engine="musicgen",
            seed=SEED,
            record=folder / "recorded.jsonl",
            sidecar_options=("--musicgen", model, *slowed),
        )
        played = play(journey, line.show)
        if options.keep is not None:
            options.keep.mkdir(parents=True, exist_ok=True)
            for path in (journey.wav, journey.log, folder / "sidecar.log"):
                path.replace(options.keep / f"{factor:g}x-{path.name}")
            return heard_figures(
                f"{factor:g} x slower", played, options.keep / f"{factor:g}x-{journey.wav.name}"
            )
        return heard_figures(f"{factor:g} x slower", played, journey.wav)


def arguments() -> argparse.ArgumentParser:
    """What the command takes."""
    parser = argparse.ArgumentParser(
        prog="bench musicgen-session",
        description="A session in real time with a MusicGen that is slowed down.",
    )
    parser.add_argument("--player", type=Path, required=True, metavar="JAR", help="the headless player")
    parser.add_argument("--size", default="small", help="of the random checkpoint (small)")
    parser.add_argument("--checkpoint", type=Path, metavar="DIR", help="one that is made already")
    parser.add_argument("--precision", choices=("int8", "int4"), default="int4")
    parser.add_argument("--slowed", type=_factors, default=[2.0, 4.0], metavar="N,...", help="(2,4)")
    parser.add_argument("--seconds", type=float, default=600.0, help="of each session (600)")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="mixes and logs are left there")
    parser.add_argument("--write", action="store_true", help=f"fill the table of {PAGE.name}")
    return parser


def _factors(text: str) -> list[float]:
    return [float(part) for part in text.split(",")]


if __name__ == "__main__":
    main()
