"""A performance as samples: strikes, room, level, limiter, in blocks."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.sound.limiter import Limiter
from metabgm.music.composer.sound.mixer import SEND, mix
from metabgm.music.composer.sound.reverb import Reverb
from metabgm.music.composer.sound.sampler import Sampler
from metabgm.music.composer.sound.voice import Voice
from metabgm.music.composer.write.performance import Performance
from metabgm.music.engine import Frames

RATE = 48_000
# Short enough that the first chunk comes at once and every bar has several; long enough that the cost of
# a call does not show. Every chunk but the last two has this many frames or LOOKAHEAD fewer.
BLOCK = 16_384
LOOKAHEAD = 240  # 5 ms
CEILING = 0.891  # -1 dBFS
_FADE_IN_S = 0.004
_FADE_OUT_S = 1.6  # the last of the room's sound, so that the piece ends in silence


@dataclass(frozen=True)
class Master:
    """``gain``: linear, on everything. ``wet``: linear, on the room. ``t60_s``: how long the room rings."""

    gain: float
    wet: float
    t60_s: float


def total_frames(performance: Performance) -> int:
    """Length of the piece."""
    return int(performance.seconds * RATE)


def render(performance: Performance, master: Master, sampler: Sampler) -> Iterator[Frames]:
    """Blocks of shape (n, 2). All state lives in this generator: abandoned, it is freed."""
    total = total_frames(performance)
    reverb = Reverb(master.t60_s, RATE, BLOCK)
    limiter = Limiter(CEILING, LOOKAHEAD)
    waiting = deque(performance.strikes)
    voices: list[Voice] = []
    done = -LOOKAHEAD
    for first in range(0, total + LOOKAHEAD, BLOCK):
        while waiting and int(waiting[0].onset_s * RATE) < first + BLOCK:
            voices.append(Voice(waiting.popleft(), sampler, RATE))
        lanes = mix(voices, first, first + BLOCK)
        voices = [voice for voice in voices if voice.last > first + BLOCK]
        out = lanes[:SEND] + np.float32(master.wet) * reverb.process(lanes[SEND])
        out *= np.float32(master.gain)
        out *= _fades(first, total)
        out = limiter.process(out)
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
