"""A performance as samples: strikes, room, level, limiter, in blocks, steered while it sounds."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.sound.fader import Fader
from metabgm.music.composer.sound.mastering import LOOKAHEAD, Master, Mastering
from metabgm.music.composer.sound.mixer import mix
from metabgm.music.composer.sound.orchestra import Orchestra
from metabgm.music.composer.sound.voice import Voice
from metabgm.music.composer.write.drift import EARLIEST_S
from metabgm.music.composer.write.performance import Performance
from metabgm.music.composer.write.player import Cues, Player
from metabgm.music.engine import Controls, Frames, Steering

RATE = 48_000
# Short enough that the first chunk comes at once and every bar has several; long enough that the cost of
# a call does not show. Every chunk but the last two has this many frames or LOOKAHEAD fewer.
BLOCK = 16_384
# What is steered from a frame on is heard from the first beat on that lies this far or farther after it:
# players may be early, and the limiter hears ahead. Frames before that beat, less this margin, don't
# depend on it.
STEERING_MARGIN_FRAMES = int(EARLIEST_S * RATE) + LOOKAHEAD + 1
_FADE_IN_S = 0.006
_FADE_OUT_S = 1.6  # the last of the room's sound, so that the piece ends in silence


def total_frames(seconds: float) -> int:
    """Length of a piece."""
    return int(seconds * RATE)


def render(
    performance: Performance, master: Master, orchestra: Orchestra, steering: Steering
) -> Iterator[Frames]:
    """Blocks of shape (n, 2). All state lives in this generator: abandoned, it is freed."""
    mastering = Mastering(master, RATE, BLOCK)
    player = Player(performance, steering, RATE, STEERING_MARGIN_FRAMES)
    fader = Fader(RATE)
    voices: list[Voice] = []
    asked = [Controls()]
    first, done = 0, -LOOKAHEAD
    while first < (total := total_frames(player.seconds)) + LOOKAHEAD:
        cues = player.play((first + BLOCK) / RATE)
        total = total_frames(player.seconds)
        _follow(cues, voices, fader, orchestra)
        lanes = mix(voices, first, first + BLOCK)
        voices = [voice for voice in voices if voice.last > first + BLOCK]
        gains = _fades(first, total) * fader.gains(first, BLOCK)
        asked = [asked[-1], *(controls for _, controls in cues.controls)]
        as_planned = player.seconds == performance.seconds and all(one == Controls() for one in asked)
        out = mastering.process(
            lanes, np.asarray(gains, np.float32), fader.warmth(first), as_planned=as_planned
        )
        skip, keep = max(0, -done), min(BLOCK, total - done)
        first, done = first + BLOCK, done + BLOCK
        if keep > skip:
            yield np.ascontiguousarray(out[:, skip:keep].T)


def _follow(cues: Cues, voices: list[Voice], fader: Fader, orchestra: Orchestra) -> None:
    for seconds, controls in cues.controls:
        fader.follow(int(seconds * RATE), controls)
    voices += [Voice(entry.strike, orchestra, RATE) for entry in cues.starts]
    let_go = {id(release.strike): release.seconds for release in cues.releases}
    for voice in voices:
        if id(voice.strike) in let_go:
            voice.let_go(let_go[id(voice.strike)])


def _fades(first: int, total: int) -> NDArray[np.float64]:
    """Gains of the block that begins at ``first``: up at the piece's start, down to 0 at its end."""
    if first >= _FADE_IN_S * RATE and first + BLOCK <= total - _FADE_OUT_S * RATE:
        return np.ones(BLOCK)
    at = np.arange(first, first + BLOCK, dtype=np.float64)
    rise = np.clip(at / (_FADE_IN_S * RATE), 0.0, 1.0)
    fall = np.clip((total - at) / (_FADE_OUT_S * RATE), 0.0, 1.0)
    return np.asarray((np.sin(rise * np.pi / 2.0) * np.sin(fall * np.pi / 2.0)) ** 2)
