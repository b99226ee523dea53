"""The music engines by name."""

from __future__ import annotations

from metabgm.cli.errors import InputError
from metabgm.music.engine import Engine


def engine_named(name: str) -> Engine:
    """Loads its instruments. Raises InputError for a name that is none."""
    if name != "composer":
        raise InputError(f"engine: {name!r}, expected 'composer'")
    from metabgm.music.composer import Composer  # noqa: PLC0415

    return Composer()
