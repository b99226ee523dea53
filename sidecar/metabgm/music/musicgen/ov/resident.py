"""Memory that loading has taken and running doesn't need, given back to the system."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from pathlib import Path

# madvise(2): the pages are read again from the file if they are needed after all.
_MADV_DONTNEED = 4


def give_back(folder: Path) -> None:
    """Lets go of the files in ``folder`` that are mapped, and of what the allocator holds unused.

    OpenVINO maps a graph's weights, copies them in a layout of its own when they are first used, and keeps
    the mapping: without this each matrix would be in memory twice. On Linux; elsewhere nothing happens.
    """
    if sys.platform != "linux":
        return
    library = ctypes.CDLL(None)
    library.madvise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
    for first, end in _mapped(folder.resolve()):
        # A refusal costs memory and nothing else.
        library.madvise(first, end - first, _MADV_DONTNEED)
    # Only glibc has it.
    if trim := getattr(library, "malloc_trim", None):
        trim(0)


def _mapped(folder: Path) -> Iterator[tuple[int, int]]:
    """Addresses of the mappings that can only be read: proc_pid_maps(5)."""
    for line in Path("/proc/self/maps").read_text(encoding="utf-8", errors="surrogateescape").splitlines():
        addresses, rights, *rest = line.split(maxsplit=5)
        if rest[-1].startswith(f"{folder}/") and "w" not in rights:
            first, _, end = addresses.partition("-")
            yield int(first, 16), int(end, 16)
