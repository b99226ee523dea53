"""``metabgm-sidecar replay RECORDING``: the same decisions and the same samples, or the differences."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from metabgm.cli.errors import InputError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """A file that ``--record`` wrote."""
    parser.add_argument("recording", type=Path, metavar="RECORDING")


def run(options: argparse.Namespace) -> int:
    """Prints every decision, then the verdict; 1 when something differs."""
    from metabgm.cli.engines import engine_named, musicgen_engine  # noqa: PLC0415
    from metabgm.music.engine import Engine, EngineName  # noqa: PLC0415
    from metabgm.server.instant_texts import instant_texts  # noqa: PLC0415
    from metabgm.server.replay import RecordingError, replay  # noqa: PLC0415

    def engine(name: EngineName, model: str) -> Engine:
        return musicgen_engine(model) if name == "musicgen" else engine_named(name)

    try:
        result = replay(options.recording, engine, instant_texts)
    except RecordingError as error:
        raise InputError(str(error)) from error
    for at, decision in result.decisions:
        print(f"{at:9.3f} s  {_in_words(decision)}")
    for difference in result.differences:
        print(f"different: {difference}")
    verdict = "identical" if not result.differences else f"{len(result.differences)} differences"
    print(f"{len(result.decisions)} decisions, {result.tracks} tracks, {result.frames} frames: {verdict}")
    return 1 if result.differences else 0


def _in_words(decision: dict[str, Any]) -> str:
    action = decision["action"]
    if action == "StartPiece":
        order = decision["order"]
        what = f"{order['role']}, {order['engine']}"
        return f"start track {decision['track']} ({what}): {order['texts']['description']}"
    if action == "PrepareOpening":
        return f"prepare opening {decision['order']['order']}: {decision['order']['texts']['description']}"
    if action == "RequestTexts":
        urgency = "now" if decision["urgent"] else "in idle time"
        return f"describe request {decision['request']} {urgency}"
    details = ", ".join(f"{key} {value}" for key, value in decision.items() if key != "action")
    return f"{action}: {details}"
