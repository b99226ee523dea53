"""Processor time and memory of another process, as Linux tells them (proc(5))."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Usage:
    """``cpu_percent``: of one core, on average. ``rss_mb``: the most resident memory seen, 10^6 bytes."""

    cpu_percent: float
    rss_mb: float


class UsageMeter:
    """Measures from its making on; ``sample`` as often as the memory may have changed."""

    def __init__(self, pid: int) -> None:
        self._process = Path("/proc") / str(pid)
        self._most_rss = 0
        self._began = time.monotonic()
        self._cpu_began = self._cpu_seconds()

    def sample(self) -> None:
        """Looks at the memory now. A process that is gone stays as it was seen last."""
        try:
            self._most_rss = max(self._most_rss, self._rss_bytes())
        except OSError:
            return

    def usage(self) -> Usage:
        """So far. Raises OSError when the process is gone."""
        self.sample()
        percent = 100 * (self._cpu_seconds() - self._cpu_began) / (time.monotonic() - self._began)
        return Usage(round(percent, 1), round(self._most_rss / MEGABYTE, 1))

    def _cpu_seconds(self) -> float:
        # The name in parentheses may hold blanks; utime and stime are the 14th and 15th field.
        after_name = (self._process / "stat").read_text().rpartition(")")[2].split()
        return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")

    def _rss_bytes(self) -> int:
        resident_pages = int((self._process / "statm").read_text().split()[1])
        return resident_pages * os.sysconf("SC_PAGE_SIZE")


def usage_meter(pid: int) -> UsageMeter | None:
    """None on systems without /proc."""
    return UsageMeter(pid) if sys.platform == "linux" else None
