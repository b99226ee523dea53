"""A performance as samples: strikes, room, level, limiter, in blocks."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.sound.mastering import LOOKAHEAD, Master, Mastering
from metabgm.music.composer.sound.mixer import mix
from metabgm.music.composer.sound.sampler import Sampler
from metabgm.music.composer.sound.voice import Voice
from metabgm.music.composer.write.performance import Performance
from metabgm.music.engine import Frames, Steering

RATE = 48_000
# Short enough that the first chunk comes at once and every bar has several; long enough that the cost of
# a call does not show. Every chunk but the last two has this many frames or LOOKAHEAD fewer.
BLOCK = 16_384
_FADE_IN_S = 0.004
_FADE_OUT_S = 1.6  # the last of the room's sound, so that the piece ends in silence


def total_frames(performance: Performance) -> int:
    """Length of the piece."""
    return int(performance.seconds * RATE)


def render(
    performance: Performance, master: Master, sampler: Sampler, steering: Steering
) -> Iterator[Frames]:
    """Blocks of shape (n, 2). All state lives in this generator: abandoned, it is freed."""
    total = total_frames(performance)
    mastering = Mastering(master, RATE, BLOCK)
    waiting = deque(performance.strikes)
    voices: list[Voice] = []
    done = -LOOKAHEAD
    for first in range(0, total + LOOKAHEAD, BLOCK):
        if steering.at(first).ending:
            return
        while waiting and int(waiting[0].onset_s * RATE) < first + BLOCK:
            voices.append(Voice(waiting.popleft(), sampler, RATE))
        lanes = mix(voices, first, first + BLOCK)
        voices = [voice for voice in voices if voice.last > first + BLOCK]
        out = mastering.process(lanes, _fades(first, total))
        skip, keep = max(0, -done), min(BLOCK, total - done)
        done += BLOCK
        if keep > skip:
            yield np.ascontiguousarray(out[:, skip:keep].T)


def _fades(first: int, total: int) -> NDArray[np.float32]:
    """Gains of the block that begins at ``first``: up at the piece's start, down to 0 at its end."""
    at = np.arange(first, first + BLOCK, dtype=np.float64)
    rise = np.clip(at / (_FADE_IN_S * RATE), 0.0, 1.0)
    fall = np.clip((total - at) / (_FADE_OUT_S * RATE), 0.0, 1.0)
    return np.asarray(rise * np.sin(fall * np.pi / 2.0) ** 2, np.float32)
