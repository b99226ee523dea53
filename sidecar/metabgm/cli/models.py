"""``metabgm-sidecar models list|add|remove|check``: the models on this machine, for texts and for music."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable

import msgspec

from metabgm.cli.engines import musicgen_threads
from metabgm.cli.errors import CommandError, InputError
from metabgm.cli.model_lines import record, size_line
from metabgm.cli.progress import ProgressLine
from metabgm.describe.writer import WriterError
from metabgm.models.chat_turns import KNOWN_FORMS
from metabgm.models.conversion import PRECISIONS, QUANTIZATIONS
from metabgm.models.errors import ModelError
from metabgm.models.musicgen_manifest import MusicGenFolder, holds_musicgen
from metabgm.models.musicgen_packages import RUNTIMES, runtime_for_this_machine
from metabgm.models.paths import models_dir
from metabgm.models.pinned import SMOLLM2
from metabgm.models.store import Entry, check_name, ensure, entries, musicgen_folder, remove
from metabgm.music.musicgen.decoder_choice import DECODERS, missing_of_onnxruntime, quicker_decoder
from metabgm.server.config import SidecarConfig

MOST_THREADS = 64


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One command for each thing that can be done with a model."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="what is there, how large, whence, in what state")
    listing.add_argument("--json", action="store_true")
    adding = actions.add_parser("add", help="convert a GGUF file, a folder or a hub repository")
    adding.add_argument("source", metavar="PATH|OWNER/REPO[:FILE.gguf]")
    adding.add_argument(
        "--quantization",
        choices=list(dict.fromkeys((*QUANTIZATIONS, *PRECISIONS["graphs"], *PRECISIONS["tensors"]))),
        default="",
        help=(
            f"of a language model {', '.join(QUANTIZATIONS)};"
            f" of a MusicGen {', '.join(PRECISIONS['graphs'])},"
            f" for torch {', '.join(PRECISIONS['tensors'])} (default: the first)"
        ),
    )
    adding.add_argument(
        "--decoder", choices=DECODERS, help="what runs a MusicGen's decoder (default: what is quicker here)"
    )
    adding.add_argument("--name", default="", help="what to call it here (default: made from the source's)")
    adding.add_argument(
        "--chat",
        choices=list(KNOWN_FORMS),
        default="",
        help="the form of chat turns, where the model brings no template",
    )
    adding.add_argument(
        "--runtime",
        choices=RUNTIMES,
        help="what a MusicGen shall run on (default: torch where it finds a GPU, else openvino)",
    )
    adding.add_argument(
        "--adapter", metavar="FILE", default="", help="merge a LoRA adapter of 'research train' in"
    )
    adding.add_argument(
        "--accept-license", "--yes", action="store_true", help="accept the licence of a MusicGen's weights"
    )
    removing = actions.add_parser("remove", help="free its room on the disk")
    removing.add_argument("name")
    checking = actions.add_parser("check", help="look at every byte, load it, and time it")
    checking.add_argument("name", nargs="?", default=SMOLLM2.name)
    checking.add_argument("--threads", type=int, help="(default: as many as serve uses)")
    checking.add_argument("--musicgen-runtime", choices=RUNTIMES, default="", help="what runs a MusicGen")
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
    found = [record(entry) for entry in entries()]
    if options.json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for made in found:
        print(f"{made['name']}: {made['state']}")
        if made["size"]:
            print(f"  {size_line(made)}, licence {made['license']}, from {made['source']}")
        print(f"  {made['path']}")


def _add(options: argparse.Namespace) -> None:
    from metabgm.models.add import Wish, add  # noqa: PLC0415  (the hub's client is slow to import)

    def agree(license_name: str) -> bool:
        return _agree(license_name, accepted=options.accept_license)

    runtime = options.runtime or runtime_for_this_machine()
    wish = Wish(
        source=options.source,
        name=options.name,
        quantization=options.quantization,
        chat=options.chat,
        runtime=runtime,
        agree=agree,
        decoder=options.decoder,
        adapter=options.adapter,
    )
    with ProgressLine() as line:
        folder = add(wish, line.show)
    made = record(Entry(folder.name, folder.path, folder, ""))
    if isinstance(folder, MusicGenFolder):
        print(f"{folder.name}: {size_line(made)}, licence {made['license']}")
        print(f"use it with: metabgm-sidecar --engine musicgen --musicgen {folder.name}")
        _advise(folder)
        return
    print(f"{folder.name}: {size_line(made)}, chat turns {made['chat']}, licence {made['license']}")
    print(f"use it with: metabgm-sidecar --model {folder.name}")


def _advise(folder: MusicGenFolder) -> None:
    """Says what would make it quicker here."""
    model = folder.model
    if model.stored != "graphs" or not missing_of_onnxruntime():
        return
    from metabgm.music.musicgen.ov.compiled import processor  # noqa: PLC0415

    if quicker_decoder(processor(), model.quantization) == "onnxruntime":
        print("quicker on this processor: pip install 'metabgm-sidecar[musicgen-onnxruntime]',")
        print("then remove the model and add it again with --quantization int4")


def _agree(license_name: str, *, accepted: bool) -> bool:
    """Shows the licence; asks where somebody can answer."""
    print(f"The weights of this model are under the licence {license_name}.", file=sys.stderr)
    if "-nc" in license_name.lower():
        print("What is made with them may be used for no commercial purpose.", file=sys.stderr)
    if accepted or not sys.stdin.isatty():
        return accepted
    return input("Do you accept it? [y/N] ").strip().lower() in ("y", "yes")


def _remove(options: argparse.Namespace) -> None:
    freed = remove(options.name)
    print(f"{options.name} is gone, {freed / 1e6:,.0f} MB are free again")


def _check(options: argparse.Namespace) -> None:
    if options.threads is not None and not 1 <= options.threads <= MOST_THREADS:
        raise InputError(f"--threads: {options.threads}, expected 1 to {MOST_THREADS}")
    measured = _measured(options.name, options.threads, options.musicgen_runtime)
    if options.json:
        print(msgspec.json.encode(measured).decode())
        return
    for key, value in msgspec.structs.asdict(measured).items():
        print(f"{key}: {value}")


def _measured(name: str, threads: int | None, runtime: str) -> msgspec.Struct:
    check_name(name)
    if holds_musicgen(models_dir() / name):
        return _measured_musicgen(name, threads or musicgen_threads(), runtime)
    if runtime:
        raise InputError(f"--musicgen-runtime: {name} is no MusicGen")
    from metabgm.describe.measure import measure  # noqa: PLC0415  (CTranslate2 takes half a second)

    with ProgressLine() as line:
        folder = ensure(name, line.show, full=True)
    try:
        return measure(folder, threads or SidecarConfig().threads)
    except WriterError as error:
        raise CommandError(str(error)) from error


def _measured_musicgen(name: str, threads: int, runtime: str) -> msgspec.Struct:
    from metabgm.music.musicgen.measure import measure  # noqa: PLC0415
    from metabgm.music.musicgen.runtime import RuntimeFaultError  # noqa: PLC0415

    folder = musicgen_folder(name, full=True)
    try:
        return measure(folder, threads, runtime)
    except RuntimeFaultError as error:
        raise CommandError(f"{name}: {error}") from error
