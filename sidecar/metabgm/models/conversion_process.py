"""Runs the conversion in a process of its own: it holds the interpreter for seconds and needs memory
that the sidecar would keep ever after.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from metabgm.models.conversion import Conversion, Failure, Progress
from metabgm.models.errors import ModelError


def convert_in_process(conversion: Conversion, progress: Callable[[float], None]) -> Path:
    """Returns the finished model folder, somewhere in the work folder.

    ``progress`` is told the fraction 0..1 and may raise: the conversion then stops. Raises ModelError.
    """
    command = [sys.executable, "-m", "metabgm.models.conversion_worker"]
    with subprocess.Popen(
        [*command, msgspec.json.encode(conversion).decode()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        try:
            failure = _follow(process.stdout, progress)
            trouble = process.stderr.read().strip()
        except BaseException:
            process.kill()
            raise
    if process.returncode != 0:
        failure = failure or (trouble.splitlines() or [_how_it_ended(process.returncode)])[-1]
        raise ModelError(f"cannot convert {conversion.origin_label}: {failure}")
    return Path(conversion.work) / conversion.name


def _follow(lines: Iterable[str], progress: Callable[[float], None]) -> str:
    failure = ""
    for line in lines:
        match msgspec.json.decode(line, type=Progress | Failure):
            case Failure(reason):
                failure = reason
            case Progress(fraction):
                progress(fraction)
    return failure


def _how_it_ended(code: int) -> str:
    if code < 0:
        return f"its process was ended by signal {-code}, perhaps because the memory is full"
    return f"its process ended with {code}"
