"""``metabgm-sidecar library``: what the library keeps, and what the guard refused."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from metabgm.cli.errors import CommandError
from metabgm.library.database import Database, open_database
from metabgm.library.errors import LibraryError
from metabgm.library.guard_counts import GuardCounts, StageCounts
from metabgm.library.kept_texts import KeptTexts
from metabgm.library.overview import holdings
from metabgm.library.paths import library_path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Without options it only looks."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--clear", action="store_true", help="forget all texts, likes and counts first")


def run(options: argparse.Namespace) -> int:
    """A library that does not exist is empty, and stays away."""
    path = library_path()
    record: dict[str, Any] = {"file": str(path), "bytes": 0, "texts": [], "guard": []}
    if os.path.lexists(path):
        try:
            record.update(_look(path, clear=options.clear))
        except LibraryError as error:
            raise CommandError(str(error)) from error
    print(json.dumps(record, ensure_ascii=False) if options.json else "\n".join(_lines(record)))
    return 0


def _look(path: Path, *, clear: bool) -> dict[str, Any]:
    database = open_database(path)
    try:
        if clear:
            _clear(database)
        return {
            "texts": [asdict(holding) for holding in holdings(database)],
            "guard": [_shares(counts) for counts in GuardCounts(database).by_stage()],
            "bytes": path.stat().st_size,
        }
    finally:
        database.close()


def _clear(database: Database) -> None:
    KeptTexts(database).clear()
    GuardCounts(database).clear()
    with contextlib.suppress(LibraryError):  # another process is at it; the room is used again anyway
        database.compact()


def _shares(counts: StageCounts) -> dict[str, Any]:
    """Shares are of the tries, 0 to 1."""
    tries = max(1, counts.tries)
    return {
        "describer": counts.describer,
        "stage": counts.stage,
        "tries": counts.tries,
        "accepted": {"count": counts.accepted, "share": round(counts.accepted / tries, 4)},
        "refused": {
            reason: {"count": count, "share": round(count / tries, 4)}
            for reason, count in counts.refused.items()
        },
        "gave_up": counts.gave_up,
    }


def _lines(record: dict[str, Any]) -> list[str]:
    lines = [f"file: {record['file']} ({record['bytes'] / 1e6:.1f} MB)"]
    if not record["texts"]:
        lines.append("no texts are kept")
    for held in record["texts"]:
        kept = f"{_several(held['texts'], 'text')} for {_several(held['places'], 'place')}"
        heard = (
            f"heard {_several(held['served'], 'time')}, {held['liked']} liked, {held['disliked']} disliked"
        )
        lines.append(f"{held['describer']}: {kept}, {heard}")
    for counts in record["guard"]:
        lines.extend(_guard_lines(counts))
    return lines


def _guard_lines(counts: dict[str, Any]) -> list[str]:
    lines = [f"the guard on {counts['describer']}'s {counts['stage']}s, {_several(counts['tries'], 'try')}:"]
    for verdict, tallied in [("accepted", counts["accepted"]), *counts["refused"].items()]:
        lines.append(f"  {tallied['share']:6.1%} {tallied['count']:6}  {verdict}")
    lines.extend(f"  {'':6} {count:6}  {reason}" for reason, count in counts["gave_up"].items())
    return lines


def _several(count: int, what: str) -> str:
    plural = what[:-1] + "ies" if what.endswith("y") else what + "s"
    return f"{count} {what if count == 1 else plural}"
