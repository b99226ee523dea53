"""``python -m journey.demo``: a recorded journey in, music out, and why each piece sounded.

Exit codes: 0 done; 1 something broke (one line on stderr says what); 130 interrupted.
"""

from __future__ import annotations

import argparse
import json
import math
import secrets
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

from journey.failure import JourneyError
from journey.log import JourneyLog
from journey.parts import Journey, sidecar_command
from journey.play import Played, play
from journey.plot import draw_journey
from journey.records import ProvenanceTold
from journey.story import happenings
from journey.summary import in_lines, summarize
from journey.table import as_table, clock
from journey.wav import WavError, loudness_lufs, read_mix
from metabgm.cli.progress import ProgressLine
from metabgm.models import store
from metabgm.models.errors import ModelError

ROOT = Path(__file__).parents[2]
# Where no terminal tells its width: a log that is read in an editor.
WIDTH_ELSEWHERE = 120


def main() -> None:
    """Entry point."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(run(arguments().parse_args()))


def run(options: argparse.Namespace) -> int:
    """Prints the table and where the files are."""
    seed = secrets.randbits(31) if options.seed is None else options.seed
    journey = Journey(
        player=options.player,
        trace=options.trace,
        seconds=options.seconds,
        folder=options.out,
        engine=options.engine,
        seed=seed,
    )
    try:
        journey.folder.mkdir(parents=True, exist_ok=True)
        sidecar_command()  # missing, it is missed before a model is fetched
        with ProgressLine() as line:
            store.ensure(progress=lambda step, done: line.show(f"language model: {step}", done))
        with ProgressLine() as line:
            played = play(journey, line.show)
        _tell(journey, played)
    except (JourneyError, ModelError, WavError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        if isinstance(error, JourneyError) and error.log_tail:
            print(error.log_tail, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _tell(journey: Journey, played: Played) -> None:
    log, frames = played.log, read_mix(journey.wav)
    summary = summarize(
        log,
        trace=journey.trace.name,
        engine=journey.engine,
        seed=journey.seed,
        usage=played.usage,
        lufs=loudness_lufs(frames),
    )
    _write_json_lines(journey.folder / "provenance.jsonl", provenance(log))
    (journey.folder / "summary.json").write_text(json.dumps(summary, indent=2) + "\n", encoding="utf-8")
    title = f"{clock(log.seconds)} of play ({journey.trace.name}) and the music composed meanwhile"
    draw_journey(log, frames, journey.folder / "journey.png", title)
    print(as_table(happenings(log), shutil.get_terminal_size((WIDTH_ELSEWHERE, 24)).columns))
    print()
    print("\n".join(in_lines(summary)))
    print("\n".join(f"{journey.folder / name}" for name in ("journey.wav", "journey.png")))
    print(f"{journey.folder}: provenance.jsonl, summary.json, player.log.jsonl, sidecar.log")


def provenance(log: JourneyLog) -> list[dict[str, Any]]:
    """The record of each piece that was heard, in the order of their arrival."""
    heard = {started.track for started in log.started}
    return [told.record for told in log.of(ProvenanceTold) if told.record.get("track") in heard]


def _write_json_lines(path: Path, records: list[dict[str, Any]]) -> None:
    lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in records]
    path.write_text("".join(lines), encoding="utf-8")


def arguments() -> argparse.ArgumentParser:
    """What the command takes."""
    parser = argparse.ArgumentParser(
        prog="demo", description="Plays a recorded journey through every real part."
    )
    parser.add_argument("--player", type=Path, required=True, metavar="JAR", help="the headless player")
    parser.add_argument("--trace", type=Path, default=ROOT / "tests/traces/journey.jsonl", metavar="FILE")
    parser.add_argument(
        "--seconds", type=_seconds, default=180.0, metavar="N", help="of the trace (default 180)"
    )
    parser.add_argument("--out", type=Path, default=ROOT / "out/demo", metavar="DIR")
    parser.add_argument(
        "--engine", default="composer", metavar="NAME", help="music engine (default composer)"
    )
    parser.add_argument("--seed", type=int, help="of the music; the texts' arrival still varies")
    return parser


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 1 <= seconds <= 3600:
        raise argparse.ArgumentTypeError(f"{text}, expected 1 to 3600")
    return seconds


if __name__ == "__main__":
    main()
