"""``python -m benchmarks.main``: measures, prints, and fills docs/benchmarks.md if told to.

Exit codes: 0 measured, whatever was reached; 1 something broke; 130 interrupted.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from subprocess import CalledProcessError

from benchmarks import (
    adherence,
    composer,
    conversion,
    exactness,
    footprint,
    latency,
    mod,
    peer_music,
    texts,
)
from benchmarks.bench import Bench
from benchmarks.figures import Figure, as_markdown, as_text
from benchmarks.machine import machine
from benchmarks.page import PageError, fill
from journey.failure import JourneyError
from metabgm.cli.progress import ProgressLine
from metabgm.models import store
from metabgm.models.errors import ModelError

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"
BENCHMARKS: dict[str, Callable[[Bench], list[Figure]]] = {
    "composer": composer.measure,
    "adherence": adherence.measure,
    "peer-music": peer_music.measure,
    "footprint": footprint.measure,
    "exactness": exactness.measure,
    "latency": latency.measure,
    "mod": mod.measure,
    "texts": texts.measure,
    "conversion": conversion.measure,
}


def main() -> None:
    """Entry point."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(run(arguments().parse_args()))


def run(options: argparse.Namespace) -> int:
    """One table after the other, as they are measured."""
    print(machine())
    try:
        with ProgressLine() as line:
            store.ensure(progress=lambda step, done: line.show(f"language model: {step}", done))
        with tempfile.TemporaryDirectory(prefix="metabgm-bench-") as folder:
            _measure_all(options, Path(folder))
    except (JourneyError, ModelError, PageError, OSError, CalledProcessError) as error:
        print(f"error: {error}", file=sys.stderr)
        if isinstance(error, JourneyError) and error.log_tail:
            print(error.log_tail, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _measure_all(options: argparse.Namespace, folder: Path) -> None:
    with ProgressLine() as line:
        bench = Bench(options.player, folder, line.show)
        for name in options.names or BENCHMARKS:
            figures = BENCHMARKS[name](bench)
            print(f"\n{name}\n{as_text(figures)}", flush=True)
            if options.write:
                fill(PAGE, name, as_markdown(figures))
    if options.write:
        fill(PAGE, "machine", f"{machine()}.")


def arguments() -> argparse.ArgumentParser:
    """What the command takes."""
    parser = argparse.ArgumentParser(
        prog="bench", description="Measures what docs/benchmarks.md claims; wants a quiet machine."
    )
    parser.add_argument("names", nargs="*", type=_name, metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--player", type=Path, required=True, metavar="JAR", help="the headless player")
    parser.add_argument("--write", action="store_true", help=f"fill the tables of {PAGE.name}")
    return parser


def _name(text: str) -> str:
    if text not in BENCHMARKS:
        raise argparse.ArgumentTypeError(f"{text!r}, expected {', '.join(BENCHMARKS)}")
    return text


if __name__ == "__main__":
    main()
