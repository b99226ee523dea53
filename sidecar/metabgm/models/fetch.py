"""Fetches a pinned wheel through pip, so that mirrors, proxies and offline folders work as the user set them.

pip checks the hash before the file counts as there, and takes a broken download up where it stopped.
"""

from __future__ import annotations

import collections
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from metabgm.models.digest import sha256_of
from metabgm.models.errors import ModelError, says_no_room
from metabgm.models.pinned import PinnedWheel
from metabgm.models.work_folder import work_folder

RESUME_RETRIES = 10
"""Times that pip goes on after a dropped connection: a 93 MB file over a weak link drops a few times."""

_KEPT_LINES = 40
_PIP_PROGRESS = re.compile(r"Progress (\d+) of (\d+)")
_PIP_TROUBLE = (
    (("No module named pip",), "pip is missing from this Python; install it"),
    (("DO NOT MATCH THE HASHES",), "the file offered is not the pinned one (wrong hash); check your index"),
    (("[Errno 28]", "[Errno 27]", "[Errno 122]"), "the disk is full; free {megabytes} MB in {folder}"),
    (("Permission denied", "[Errno 13]"), "{folder} is not writable; set METABGM_CACHE_DIR to one that is"),
    (
        ("Connection", "connection", "Could not find a version", "Name or service", "ReadTimeout", "Proxy"),
        "the package index did not answer; connect once, or put {file} into {folder}",
    ),
)


def fetch_wheel(wheel: PinnedWheel, folder: Path, progress: Callable[[float], None]) -> Path:
    """Returns the wheel's path in ``folder``; downloads it unless it is there with the right hash.

    ``progress`` is told the fraction 0..1 and may raise: the download then stops. The caller sees to it
    that only one fetch at a time works in ``folder``. Raises ModelError.
    """
    target = folder / wheel.file_name
    if is_intact(target, wheel):
        progress(1.0)
        return target
    try:
        with work_folder(folder, wheel.file_name) as partial:
            requirements = partial / "requirements.txt"
            requirements.write_text(wheel.requirement + "\n", encoding="utf-8")
            _run_pip(wheel, requirements, partial, progress)
            os.replace(partial / wheel.file_name, target)
    except OSError as error:
        reason = f"the disk is full in {folder}" if says_no_room(error) else str(error)
        raise ModelError(f"cannot fetch {wheel.distribution} {wheel.version}: {reason}") from error
    return target


def is_intact(path: Path, wheel: PinnedWheel) -> bool:
    """Whether ``path`` is the pinned file: size first, because it costs nothing, then hash."""
    try:
        return path.stat().st_size == wheel.size and sha256_of(path) == wheel.sha256
    except OSError:
        return False


def _run_pip(wheel: PinnedWheel, requirements: Path, folder: Path, progress: Callable[[float], None]) -> None:
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--no-cache-dir"]
    command += ["--require-hashes", "-r", str(requirements), "-d", str(folder), "--no-input"]
    command += ["--resume-retries", str(RESUME_RETRIES), "--progress-bar", "raw"]
    # pip downloads into the temporary folder first: on another disk it would need the room twice.
    environment = os.environ | {"TMPDIR": str(folder), "TEMP": str(folder), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        assert pip.stdout is not None
        try:
            last_lines = _follow(pip.stdout, progress)
        except BaseException:
            pip.kill()
            raise
    if pip.returncode != 0:
        raise ModelError(_explain(wheel, folder.parent, last_lines))
    progress(1.0)


def _follow(lines: Iterable[str], progress: Callable[[float], None]) -> list[str]:
    last_lines: collections.deque[str] = collections.deque(maxlen=_KEPT_LINES)
    for line in lines:
        if found := _PIP_PROGRESS.match(line):
            progress(int(found[1]) / max(1, int(found[2])))
        else:
            last_lines.append(line.strip())
    return list(last_lines)


def _explain(wheel: PinnedWheel, folder: Path, lines: list[str]) -> str:
    output = "\n".join(lines)
    fallback = next((line for line in reversed(lines) if line.startswith("ERROR")), "pip failed")
    for signs, advice in _PIP_TROUBLE:
        if any(sign in output for sign in signs):
            megabytes = -(-2 * wheel.size // 1_000_000)
            fallback = advice.format(folder=folder, file=wheel.file_name, megabytes=megabytes)
            break
    return f"cannot fetch {wheel.distribution} {wheel.version}: {fallback}"
