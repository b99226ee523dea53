"""Adds a model that the user names: a file, a folder, or a repository on the hub."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock

from metabgm.models.conversion import Conversion, WantedQuantization
from metabgm.models.errors import ModelError
from metabgm.models.hub import fetch_repository
from metabgm.models.hub_name import HubName, parse_hub_name
from metabgm.models.manifest import ModelFolder
from metabgm.models.paths import downloads_dir
from metabgm.models.pinned import SMOLLM2
from metabgm.models.source import source_format
from metabgm.models.store import Progress, check_name, install, require_free

_NAME_MAX = 64


@dataclass(frozen=True)
class Wish:
    """``name``: made from the source's where it is empty. ``chat``: a known form of turns, for a model that
    brings no template or a wrong one.
    """

    source: str
    name: str = ""
    quantization: WantedQuantization = "int8"
    chat: str = ""


def add(wish: Wish, progress: Progress) -> ModelFolder:
    """``wish.source``: a path, or ``owner/repo`` on the hub if no such path exists.

    Raises ModelError; then nothing is left but a partial download, which the next call goes on with.
    """
    path = Path(wish.source).expanduser()
    if path.exists():
        return _install(path.resolve(), replace(wish, name=wish.name or _name_of(path.resolve())), progress)
    wanted = _hub_name(wish.source)
    wish = replace(wish, name=wish.name or _slug(wanted.file or wanted.repository))
    _check_new(wish.name)
    folder = downloads_dir() / "hub" / _slug(str(wanted))
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.parent / f".{folder.name}.lock"):
        fetched = fetch_repository(wish.source, folder, lambda fraction: progress("fetch", fraction))
        made = _install(fetched, wish, progress)
        # What was converted is not needed again, and may take 14 GB.
        shutil.rmtree(folder, ignore_errors=True)
    return made


def _install(path: Path, wish: Wish, progress: Progress) -> ModelFolder:
    _check_new(wish.name)
    kind = source_format(path)

    def conversion(work: Path) -> Conversion:
        return Conversion(
            format=kind,
            path=str(path),
            work=str(work),
            name=wish.name,
            origin_label=wish.source,
            quantization=wish.quantization,
            chat=wish.chat,
        )

    return install(wish.name, conversion, progress)


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
