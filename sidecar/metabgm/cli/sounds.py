"""``metabgm-sidecar sounds list|add|remove|use``: the banks of instruments on this machine."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from metabgm.cli.errors import CommandError
from metabgm.cli.progress import ProgressLine


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One command for each thing that can be done with a bank."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="what is there, how large, what plays")
    listing.add_argument("--json", action="store_true")
    adding = actions.add_parser("add", help="copy a SoundFont and measure its instruments")
    adding.add_argument("file", type=Path, metavar="FILE.sf2|FILE.sf3")
    adding.add_argument("--name", default="", help="what to call it here (default: made from the file's)")
    removing = actions.add_parser("remove", help="free its room on the disk")
    removing.add_argument("name")
    using = actions.add_parser("use", help="play from it from the next start on")
    using.add_argument("name", metavar="NAME|bundled|auto")


def run(options: argparse.Namespace) -> int:
    """Raises CommandError with one line that says what to do."""
    from metabgm.music.composer.sound.soundfont import SoundFontError  # noqa: PLC0415  (--help loads no numpy)

    actions: dict[str, Callable[[argparse.Namespace], None]] = {
        "list": _list,
        "add": _add,
        "remove": _remove,
        "use": _use,
    }
    try:
        actions[options.action](options)
    except SoundFontError as error:
        raise CommandError(str(error)) from error
    return 0


def _list(options: argparse.Namespace) -> None:
    from metabgm.music.composer.sound.bank import bundled_bank  # noqa: PLC0415
    from metabgm.music.composer.sound.choosing import bank_for, known_banks  # noqa: PLC0415
    from metabgm.music.composer.sound.own.store import own_bank, own_path  # noqa: PLC0415

    with ProgressLine() as line:
        own_bank(line.show)
        added = bank_for("", line.show)
    playing = "bundled" if added is None else added.name
    found = [_record("own", "computed", own_path()), _record("bundled", "bundled", bundled_bank())]
    found += [_record(bank.name, bank.kind, bank.path) for bank in known_banks()]
    instruments = _instruments(added)
    if options.json:
        print(json.dumps({"use": playing, "banks": found, "instruments": instruments}, indent=2))
        return
    for record in found:
        marks = ", in use" if record["name"] in {playing, "own"} else ""
        print(f"{record['name']}: {record['kind']}, {_size(record)}{marks}")
        print(f"  {record['path']}")
    for bank, count in Counter(instruments.values()).most_common():
        names = ", ".join(name for name, source in instruments.items() if source == bank)
        print(f"{count} instruments from {bank}: {names}")


def _record(name: str, kind: str, path: Path) -> dict[str, Any]:
    from metabgm.music.composer.sound.soundfont import SoundFont, SoundFontError  # noqa: PLC0415

    record = {"name": name, "kind": kind, "path": str(path), "size": 0, "presets": 0, "trouble": ""}
    try:
        record |= {"size": path.stat().st_size, "presets": len(SoundFont.open(path).presets)}
    except (OSError, SoundFontError) as error:
        record["trouble"] = str(error)
    return record


def _size(record: dict[str, Any]) -> str:
    if record["trouble"]:
        return str(record["trouble"])
    return f"{record['size'] / 1e6:,.0f} MB, {record['presets']} presets"


def _instruments(added: Any) -> dict[str, str]:
    """Instrument -> the bank that it sounds from."""
    from metabgm.music.composer.sound.instruments import PERCUSSION, instruments  # noqa: PLC0415
    from metabgm.music.composer.sound.orchestra import source  # noqa: PLC0415

    return {one.title: source(one, added) for one in (*instruments().values(), *PERCUSSION.values())}


def _add(options: argparse.Namespace) -> None:
    from metabgm.music.composer.sound.added_banks import add  # noqa: PLC0415
    from metabgm.music.composer.sound.choosing import KnownBank, prepare  # noqa: PLC0415

    with ProgressLine() as line:
        path = add(options.file, options.name, line.show)
        prepare(KnownBank(path.stem, "added", path), line.show)
    record = _record(path.stem, "added", path)
    print(f"{path.stem}: {_size(record)}")
    print(f"use it with: metabgm-sidecar sounds use {path.stem}")


def _remove(options: argparse.Namespace) -> None:
    from metabgm.music.composer.sound.added_banks import remove  # noqa: PLC0415

    print(f"{options.name} is gone, {remove(options.name) / 1e6:,.0f} MB are free again")


def _use(options: argparse.Namespace) -> None:
    from metabgm.music.composer.sound.added_banks import use  # noqa: PLC0415
    from metabgm.music.composer.sound.choosing import bank_for  # noqa: PLC0415

    with ProgressLine() as line:
        bank = bank_for(options.name, line.show)
    use(options.name)
    print(f"from the next start on: {'the bundled bank' if bank is None else bank.name}")
