"""Progress on a terminal's one line, or in whole lines elsewhere."""

from __future__ import annotations

import sys
from types import TracebackType


class ProgressLine:
    """``show`` may be called as often as one likes; a log gets one line for every tenth."""

    def __init__(self) -> None:
        self._last = ""
        self._terminal = sys.stderr.isatty()

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._terminal and self._last:
            print(file=sys.stderr)

    def show(self, what: str, fraction: float) -> None:
        """``fraction`` 0..1."""
        percent = int(fraction * 100) if self._terminal else int(fraction * 10) * 10
        text = f"{what} {percent:3d} %"
        if text == self._last:
            return
        self._last = text
        if self._terminal:
            print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)
        else:
            print(text, file=sys.stderr)
