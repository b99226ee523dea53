"""Fetches a model repository by its name on the Hugging Face hub: only what a conversion needs of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from pathlib import Path

from metabgm.models.errors import ModelError
from metabgm.models.hub_choice import head_files, rest_files, wants_gguf
from metabgm.models.hub_connection import HubConnection
from metabgm.models.hub_errors import explained
from metabgm.models.hub_gguf import choose_gguf, is_gguf
from metabgm.models.hub_listing import HubFile
from metabgm.models.hub_name import HubName, parse_hub_name
from metabgm.models.hub_transfer import bytes_there, transfer


def fetch_repository(
    name: str,
    folder: Path,
    progress: Callable[[float], None],
    looked: Callable[[Path], None] = lambda _folder: None,
) -> Path:
    """Returns ``folder``, which then holds safetensors or a CTranslate2 model, or the GGUF file in it.

    ``name``: ``owner/repo``, ``owner/repo@revision``, ``owner/repo:file.gguf``. ``folder`` is for this name
    alone; the caller sees to it that one fetch at a time works in it. ``progress`` is told the fraction 0..1
    of all bytes, never less than before, and may raise: the download then stops, and the next call goes on
    from there. config.json is read before anything large; ``looked`` is then given ``folder`` and may
    raise too. Every file has the size and hash that the hub states. Needs the network even if all is there
    already. Raises ModelError.
    """
    wanted = parse_hub_name(name)
    with explained(wanted, folder):
        folder.mkdir(parents=True, exist_ok=True)
        connection = HubConnection(wanted)
        files = _plan(wanted, folder, connection, looked)
        _require_room(files, folder)
    furthest = 0.0
    with closing(_transfer_all(wanted, files, folder, connection)) as fractions:
        for fraction in fractions:
            furthest = max(furthest, fraction)
            progress(furthest)
    return folder / files[0].name if is_gguf(files[0]) else folder


def _plan(
    name: HubName, folder: Path, connection: HubConnection, looked: Callable[[Path], None]
) -> list[HubFile]:
    listing = connection.listing()
    if wants_gguf(name, listing):
        return [choose_gguf(name, listing)]
    heads = head_files(listing)
    for head in heads:
        for _ in transfer(head, folder, connection.open_at):
            pass
    looked(folder)
    return heads + rest_files(listing, folder)


def _require_room(files: Sequence[HubFile], folder: Path) -> None:
    needed = sum(file.size - bytes_there(file, folder) for file in files)
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise ModelError(
            f"{folder} has room for {free / 1e9:.2f} GB, but {needed / 1e9:.2f} GB are needed; "
            "free some, or name another folder"
        )


def _transfer_all(
    name: HubName, files: Sequence[HubFile], folder: Path, connection: HubConnection
) -> Generator[float]:
    done, total = 0, max(1, sum(file.size for file in files))
    with explained(name, folder):
        for file in files:
            for there in transfer(file, folder, connection.open_at):
                yield (done + there) / total
            done += file.size
    yield 1.0
