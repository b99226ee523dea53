"""How fast a MusicGen was on this machine, kept beside it: the next start needn't measure again."""

from __future__ import annotations

import logging
import os
import platform
from contextlib import suppress
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

import msgspec

from metabgm.models.musicgen_manifest import MUSICGEN_MANIFEST, MusicGenFolder
from metabgm.music.musicgen.ladder import Speed
from metabgm.music.musicgen.measure import speed_of
from metabgm.music.musicgen.runtime import Runtime

log = logging.getLogger(__name__)

_FILE = "speed.json"
# A handful of short keys.
_MOST_BYTES = 4096


class _Kept(msgspec.Struct, frozen=True):
    """``made_of``: a digest of the model's manifest; ``runtime``: what ran the networks."""

    processor: str
    threads: int
    runtime: str
    made_of: str
    speed: Speed


def known_speed(folder: MusicGenFolder, runtime: Runtime, threads: int) -> Speed:
    """What was measured with these files, threads and processor, else what is measured now.

    Raises RuntimeFaultError.
    """
    return kept_speed(folder, runtime, threads) or measured_speed(folder, runtime, threads)


def measured_speed(folder: MusicGenFolder, runtime: Runtime, threads: int) -> Speed:
    """Takes about as long as ten seconds of music, and is kept. Raises RuntimeFaultError."""
    speed = speed_of(runtime)
    keep_speed(folder, type(runtime).__name__, threads, speed)
    return speed


def keep_speed(folder: MusicGenFolder, runtime: str, threads: int, speed: Speed) -> None:
    """``runtime``: the name of its class. Where the folder takes nothing it is measured the next time too."""
    kept = _kept_for(folder, runtime, threads, speed)
    try:
        # Whole or not at all: another process may read it meanwhile.
        work = folder.path / f".{_FILE}.{os.getpid()}"
        work.write_bytes(msgspec.json.encode(kept))
        os.replace(work, folder.path / _FILE)
    except OSError as error:
        log.warning("%s: the speed is not kept: %s", folder.path, error.strerror)


def kept_speed(folder: MusicGenFolder, runtime: Runtime, threads: int) -> Speed | None:
    """None where nothing was measured that still holds."""
    with suppress(OSError, msgspec.MsgspecError, UnicodeDecodeError):
        with (folder.path / _FILE).open("rb") as file:
            found = msgspec.json.decode(file.read(_MOST_BYTES), type=_Kept)
        speed = found.speed
        numbers = (speed.steps_50, speed.steps_500, speed.codec, speed.frame_rate)
        wanted = _kept_for(folder, type(runtime).__name__, threads, speed)
        if found == wanted and all(number > 0.0 for number in numbers):
            return speed
    return None


def slowed(speed: Speed, factor: float) -> Speed:
    """As if every step of the decoder took ``factor`` times as long."""
    return replace(speed, steps_50=speed.steps_50 / factor, steps_500=speed.steps_500 / factor)


def processor_name() -> str:
    """As the system calls it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _kept_for(folder: MusicGenFolder, runtime: str, threads: int, speed: Speed) -> _Kept:
    manifest = (folder.path / MUSICGEN_MANIFEST).read_bytes()
    made_of = blake2b(manifest, digest_size=16).hexdigest()
    return _Kept(processor_name(), threads, runtime, made_of, speed)
