"""``metabgm-sidecar models list|add|remove|check``: the language models on this machine."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from typing import Any

import msgspec

from metabgm.cli.errors import CommandError, InputError
from metabgm.cli.progress import ProgressLine
from metabgm.describe.writer import WriterError
from metabgm.models.chat_turns import KNOWN_FORMS
from metabgm.models.conversion import QUANTIZATIONS
from metabgm.models.errors import ModelError
from metabgm.models.pinned import SMOLLM2
from metabgm.models.store import Entry, ensure, entries, remove

MOST_THREADS = 64


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One command for each thing that can be done with a model."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="what is there, how large, whence, in what state")
    listing.add_argument("--json", action="store_true")
    adding = actions.add_parser("add", help="convert a GGUF file, a folder or a hub repository")
    adding.add_argument("source", metavar="PATH|OWNER/REPO[:FILE.gguf]")
    adding.add_argument("--quantization", choices=QUANTIZATIONS, default="int8")
    adding.add_argument("--name", default="", help="what to call it here (default: made from the source's)")
    adding.add_argument(
        "--chat",
        choices=list(KNOWN_FORMS),
        default="",
        help="the form of chat turns, where the model brings no template",
    )
    removing = actions.add_parser("remove", help="free its room on the disk")
    removing.add_argument("name")
    checking = actions.add_parser("check", help="look at every byte, load it, and time it")
    checking.add_argument("name", nargs="?", default=SMOLLM2.name)
    checking.add_argument("--threads", type=int, default=1)
    checking.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> int:
    """Raises CommandError with one line that says what to do."""
    actions: dict[str, Callable[[argparse.Namespace], None]] = {
        "list": _list,
        "add": _add,
        "remove": _remove,
        "check": _check,
    }
    try:
        actions[options.action](options)
    except ModelError as error:
        raise CommandError(str(error)) from error
    return 0


def _list(options: argparse.Namespace) -> None:
    found = [_record(entry) for entry in entries()]
    if options.json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for record in found:
        print(f"{record['name']}: {record['state']}")
        if record["size"]:
            print(f"  {_size(record)}, licence {record['license']}, from {record['source']}")
        print(f"  {record['path']}")


def _record(entry: Entry) -> dict[str, Any]:
    record: dict[str, Any] = {
        "name": entry.name,
        "path": str(entry.path),
        "size": 0,
        "license": SMOLLM2.license if entry.name == SMOLLM2.name else "unknown",
        "source": "",
        "state": entry.trouble or "ready",
    }
    if entry.folder is not None:
        model = entry.folder.model
        record |= {
            "size": entry.folder.size,
            "license": model.license,
            "source": model.source,
            "origin": model.origin,
            "quantization": model.quantization,
            "parameters": model.parameters,
            "context": model.context,
            "chat": model.chat.form,
        }
    return record


def _size(record: dict[str, Any]) -> str:
    weights = f"{record['parameters'] / 1e6:,.0f} M weights in {record['quantization']}"
    return f"{record['size'] / 1e6:,.0f} MB ({weights})"


def _add(options: argparse.Namespace) -> None:
    from metabgm.models.add import Wish, add  # noqa: PLC0415  (the hub's client is slow to import)

    wish = Wish(options.source, options.name, options.quantization, options.chat)
    with ProgressLine() as line:
        folder = add(wish, line.show)
    record = _record(Entry(folder.name, folder.path, folder, ""))
    print(f"{folder.name}: {_size(record)}, chat turns {record['chat']}, licence {record['license']}")
    print(f"use it with: metabgm-sidecar --model {folder.name}")


def _remove(options: argparse.Namespace) -> None:
    freed = remove(options.name)
    print(f"{options.name} is gone, {freed / 1e6:,.0f} MB are free again")


def _check(options: argparse.Namespace) -> None:
    from metabgm.describe.measure import measure  # noqa: PLC0415  (CTranslate2 takes half a second)

    if not 1 <= options.threads <= MOST_THREADS:
        raise InputError(f"--threads: {options.threads}, expected 1 to {MOST_THREADS}")
    with ProgressLine() as line:
        folder = ensure(options.name, line.show, full=True)
    try:
        measured = measure(folder, options.threads)
    except WriterError as error:
        raise CommandError(str(error)) from error
    if options.json:
        print(msgspec.json.encode(measured).decode())
        return
    for key, value in msgspec.structs.asdict(measured).items():
        print(f"{key}: {value}")
