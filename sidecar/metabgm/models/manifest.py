"""``metabgm-model.json``: what a converted model folder holds, and whether it still does."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from metabgm.models.digest import sha256_of
from metabgm.models.errors import ModelError

MANIFEST_NAME = "metabgm-model.json"
TOKENIZER_NAME = "tokenizer.json"
CONVERTER = 1
"""Rises whenever the conversion writes something else, so that old folders are made again."""

_MANIFEST_MAX_BYTES = 64 * 1024
"""A manifest has a dozen lines; anything larger is not one."""


@dataclass(frozen=True)
class FileRecord:
    """``size`` in bytes."""

    size: int
    sha256: str


@dataclass(frozen=True)
class ModelFolder:
    """A converted model. ``source_sha256``: of the GGUF file. ``chat``: form of its turns, ``chatml``."""

    path: Path
    name: str
    license: str
    source: str
    source_sha256: str
    chat: str
    files: Mapping[str, FileRecord]


def write_manifest(path: Path, *, name: str, license_id: str, source: Path, chat: str) -> None:
    """Records every file that lies in ``path`` now. Raises OSError."""
    files = {
        file.name: asdict(FileRecord(file.stat().st_size, sha256_of(file))) for file in sorted(path.iterdir())
    }
    manifest = {
        "name": name,
        "license": license_id,
        "source": source.name,
        "source_sha256": sha256_of(source),
        "chat": chat,
        "converter": CONVERTER,
        "files": files,
    }
    (path / MANIFEST_NAME).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def open_folder(path: Path, *, full: bool = False) -> ModelFolder:
    """Reads the manifest and compares the sizes of all files with it; ``full`` compares their hashes too.

    Raises ModelError saying what is missing or changed.
    """
    folder = _read(path)
    for name, record in folder.files.items():
        file = path / name
        if not file.is_file():
            raise ModelError(f"model {folder.name}: {name} is missing from {path}")
        if file.stat().st_size != record.size:
            raise ModelError(
                f"model {folder.name}: {name} has {file.stat().st_size} bytes, not {record.size}"
            )
        if full and sha256_of(file) != record.sha256:
            raise ModelError(f"model {folder.name}: {name} has changed since the model was converted")
    return folder


def _read(path: Path) -> ModelFolder:
    manifest_path = path / MANIFEST_NAME
    try:
        with manifest_path.open("rb") as file:
            text = file.read(_MANIFEST_MAX_BYTES + 1)
    except OSError:
        raise ModelError(f"no model in {path}: {MANIFEST_NAME} is missing") from None
    try:
        if len(text) > _MANIFEST_MAX_BYTES:
            raise ValueError("too large")
        return _parse(path, json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ModelError(f"{manifest_path} is damaged ({error!r}); remove {path}") from error


def _parse(path: Path, manifest: dict[str, Any]) -> ModelFolder:
    if manifest["converter"] != CONVERTER:
        raise ValueError(f"made by converter {manifest['converter']}, not {CONVERTER}")
    files = {}
    for name, record in manifest["files"].items():
        if Path(name).name != name:
            raise ValueError(f"file name {name!r} leads out of the folder")
        files[name] = FileRecord(size=int(record["size"]), sha256=str(record["sha256"]))
    texts = {key: str(manifest[key]) for key in ("name", "license", "source", "source_sha256", "chat")}
    return ModelFolder(path=path, files=files, **texts)
