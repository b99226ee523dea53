"""A program that runs beside the journey and never outlives it."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

from journey.failure import JourneyError, tail

STOP_S = 15.0
POLL_S = 0.05


class Child:
    """Started by ``with``; what it prints goes into ``log``. Leaving asks it to stop, then makes it."""

    def __init__(
        self, name: str, command: Sequence[str], log: Path, environment: Mapping[str, str] | None = None
    ) -> None:
        self._name = name
        self._command = command
        self._log = log
        self._environment = dict(environment or {})
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Child:
        with self._log.open("wb") as log:
            try:
                self._process = subprocess.Popen(
                    self._command,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    env={**os.environ, **self._environment},
                )
            except OSError as error:
                raise JourneyError(f"{self._name} cannot be started: {error}") from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.exit_code is not None:
            return
        self._running.terminate()
        try:
            self._running.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self._running.kill()
            self._running.wait()

    @property
    def pid(self) -> int:
        return self._running.pid

    @property
    def exit_code(self) -> int | None:
        """None while it runs."""
        return self._running.poll()

    def printed(self) -> str:
        """Everything so far."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def wait_for(self, pattern: str, seconds: float) -> re.Match[str]:
        """Until it prints a line that matches. Raises JourneyError when it ends or takes longer."""
        deadline = time.monotonic() + seconds
        while (found := re.search(pattern, self.printed(), re.MULTILINE)) is None:
            if self.exit_code is not None:
                raise self.failed(f"ended with exit code {self.exit_code}")
            if time.monotonic() > deadline:
                raise self.failed(f"did not say {pattern!r} within {seconds:.0f} s")
            time.sleep(POLL_S)
        return found

    def failed(self, how: str) -> JourneyError:
        """An error with the end of its log."""
        return JourneyError(f"{self._name} {how}", tail(self.printed()))

    @property
    def _running(self) -> subprocess.Popen[bytes]:
        assert self._process is not None, "entered by with"
        return self._process
