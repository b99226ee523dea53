"""SHA-256 of files too large to read at once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

_BLOCK = 1 << 20


def sha256_of(path: Path) -> str:
    """Lower-case hexadecimal. Raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def sha256_of_all(files: Sequence[Path]) -> str:
    """Of a single file its own SHA-256; of several one over their names and digests."""
    digests = [(file.name, sha256_of(file)) for file in sorted(files, key=lambda file: file.name)]
    if len(digests) == 1:
        return digests[0][1]
    return hashlib.sha256("".join(f"{digest}  {name}\n" for name, digest in digests).encode()).hexdigest()
