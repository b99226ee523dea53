"""The game needs the machine more than the sidecar does."""

from __future__ import annotations

import logging
import os
import sys

log = logging.getLogger(__name__)

NICENESS = 10
# Windows' BELOW_NORMAL_PRIORITY_CLASS.
BELOW_NORMAL = 0x4000


def yield_to_the_game() -> None:
    """Lowers this process's priority; where that is not allowed it goes on as it is."""
    try:
        if sys.platform == "win32":
            import ctypes  # noqa: PLC0415

            kernel = ctypes.windll.kernel32
            kernel.SetPriorityClass(kernel.GetCurrentProcess(), BELOW_NORMAL)
        else:
            os.nice(NICENESS)
    except OSError as error:
        log.warning("priority stays as it is: %s", error)
