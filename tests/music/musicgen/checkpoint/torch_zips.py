"""Files laid out as ``torch.save`` does, with any pickle in them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path


def write_zip(
    path: Path,
    pickled: bytes,
    storages: Mapping[str, bytes] | None = None,
    *,
    method: int = zipfile.ZIP_STORED,
    byteorder: bytes = b"little",
) -> Path:
    """``method``: of every member."""
    with zipfile.ZipFile(path, "w", method) as file:
        file.writestr("archive/data.pkl", pickled)
        file.writestr("archive/byteorder", byteorder)
        for key, content in (storages or {}).items():
            file.writestr(f"archive/data/{key}", content)
    return path
