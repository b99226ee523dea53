"""torch's errors as faults of the runtime."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from metabgm.music.musicgen.runtime import RuntimeFaultError


@contextmanager
def torch_faults(doing: str) -> Iterator[None]:
    """``doing``: named in the error. The first of torch's lines says what happened, the rest where."""
    try:
        yield
    except (RuntimeError, MemoryError) as error:
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        raise RuntimeFaultError(f"{doing}: {lines[0] if lines else 'the memory is full'}") from error
