"""What the hub states of a repository: its files with their sizes and hashes.

Source: the hub's REST API, ``/api/models/{repository}/revision/{revision}?blobs=true``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

LISTING_MAX_BYTES = 16 << 20
"""A repository of the largest LLaMAs takes 100 KB; one with a checkpoint of every training step a few MB."""

_FILE_MAX_BYTES = 1 << 50
"""More than any disk has: keeps the sums of sizes sane."""

_PATH_ON_ANY_SYSTEM = re.compile(r'[^\\:*?"<>|\x00-\x1f\x7f]{1,250}')
_SHA1 = re.compile(r"[0-9a-f]{40}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class HubFile:
    """``path``: within the repository. ``size`` in bytes. ``sha256``: of large files (LFS); else None.

    ``git_sha1``: of small files, the content's hash as git makes it.
    """

    path: str
    size: int
    sha256: str | None
    git_sha1: str

    @property
    def name(self) -> str:
        return PurePosixPath(self.path).name

    @property
    def identity(self) -> str:
        """Differs whenever the content does."""
        return self.sha256 or self.git_sha1


@dataclass(frozen=True)
class HubListing:
    """``files`` by path. ``gguf_architecture``: as the hub read it from a GGUF file, if there is one."""

    commit: str
    files: Mapping[str, HubFile]
    gguf_architecture: str | None


def parse_listing(text: bytes) -> HubListing:
    """Leaves out files whose names not every system can hold. Raises ValueError saying what is wrong."""
    try:
        info = json.loads(text)
        files = [_file(entry) for entry in info["siblings"]]
        commit = info["sha"]
        architecture = (info.get("gguf") or {}).get("architecture")
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from error
    if not _is_hash(_SHA1, commit):
        raise ValueError(f"sha is {str(commit)[:60]!r}")
    return HubListing(
        commit=commit,
        files={file.path: file for file in files if _PATH_ON_ANY_SYSTEM.fullmatch(file.path)},
        gguf_architecture=architecture if isinstance(architecture, str) else None,
    )


def _file(entry: dict[str, Any]) -> HubFile:
    path, size, large = str(entry["rfilename"]), entry["size"], entry.get("lfs")
    file = HubFile(path, size, large["sha256"] if large else None, entry["blobId"])
    if type(size) is not int or not 0 <= size <= _FILE_MAX_BYTES:
        raise ValueError(f"{path} has size {str(size)[:60]!r}")
    if not _is_hash(_SHA1, file.git_sha1) or not (file.sha256 is None or _is_hash(_SHA256, file.sha256)):
        raise ValueError(f"{path} has no readable hash")
    return file


def _is_hash(form: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and form.fullmatch(value) is not None
