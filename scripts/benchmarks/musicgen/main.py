"""``./scripts/bench musicgen``: MusicGen beside transformers, as it streams, as it's cancelled and installed.

Exit codes: 0 measured, whatever was reached; 1 something broke; 130 interrupted.
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CalledProcessError

from benchmarks.figures import Figure, as_markdown, as_text
from benchmarks.machine import machine
from benchmarks.musicgen import cancels, decode, first_sound, gpu, install, stream
from benchmarks.musicgen.setup import Setup
from benchmarks.page import PageError, fill
from journey.failure import JourneyError

PAGE = Path(__file__).parents[3] / "docs" / "benchmarks.md"
PARTS: dict[str, Callable[[Setup], list[Figure]]] = {
    "decode": decode.measure,
    "stream": stream.measure,
    "first": first_sound.measure,
    "cancels": cancels.measure,
    "install": install.measure,
    "gpu": gpu.measure,
}


def main() -> None:
    """Entry point."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(run(arguments().parse_args()))


def run(options: argparse.Namespace) -> int:
    """One table after the other, as they are measured."""
    print(f"{machine()}\nrandom weights of MusicGen {options.size}'s shape", flush=True)
    setup = Setup(options.size, options.checkpoint, options.stream_seconds)
    try:
        for name in options.only or (["gpu"] if options.device == "cuda" else list(PARTS)):
            print(f"\n{name}", flush=True)
            figures = PARTS[name](setup)
            if figures:
                print(as_text(figures), flush=True)
            if options.write and figures:
                fill(PAGE, f"musicgen-{name}", f"{as_markdown(figures)}\n\n{machine()}.")
    except (JourneyError, PageError, OSError, CalledProcessError) as error:
        print(f"error: {error}", file=sys.stderr)
        if isinstance(error, JourneyError) and error.log_tail:
            print(error.log_tail, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def arguments() -> argparse.ArgumentParser:
    """What the command takes."""
    parser = argparse.ArgumentParser(
        prog="bench musicgen", description="Measures MusicGen with random weights; wants a quiet machine."
    )
    parser.add_argument("--only", type=_parts, metavar="PART,...", help=", ".join(PARTS))
    parser.add_argument("--size", default="small", help="of the random checkpoint (small)")
    parser.add_argument("--checkpoint", type=Path, metavar="DIR", help="one that is made already")
    parser.add_argument("--stream-seconds", type=float, default=180.0, metavar="S", help="(180)")
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu", help="cuda: the part gpu alone")
    parser.add_argument("--write", action="store_true", help=f"fill the tables of {PAGE.name}")
    return parser


def _parts(text: str) -> list[str]:
    names = text.split(",")
    for name in names:
        if name not in PARTS:
            raise argparse.ArgumentTypeError(f"{name!r}, expected {', '.join(PARTS)}")
    return names


if __name__ == "__main__":
    main()
