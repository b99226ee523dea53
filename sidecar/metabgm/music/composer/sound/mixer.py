"""Voices that sound at once, added up: left, right, what goes into the room, and what is to be widened."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.sound.instruments import Instrument
from metabgm.music.composer.sound.voice import Voice

LEFT, RIGHT, SEND, WIDE = range(4)


def pan_gains(pan: float) -> tuple[float, float]:
    """Left and right gains of equal power, their squares adding to 1."""
    angle = (pan + 1.0) * np.pi / 4.0
    return float(np.cos(angle)), float(np.sin(angle))


def is_wide(instrument: Instrument) -> bool:
    """Whether it is made of many players, so that one point in the room is too narrow for it."""
    return instrument.sustained and instrument.layers[:1] == ("bed",)


def mix(voices: list[Voice], first: int, last: int) -> NDArray[np.float32]:
    """Frames ``first`` to ``last`` of the piece, shape (4, last - first).

    Voices are added in their order, each instrument apart, so that the sum is the same however it came to be.
    """
    lanes = np.zeros((4, last - first), np.float32)
    sums: dict[tuple[str, int], tuple[Instrument, NDArray[np.float32]]] = {}
    for voice in voices:
        begin, end = max(first, voice.first), min(last, voice.last)
        if begin < end:
            player = voice.strike.instrument
            empty = (player, np.zeros((voice.channels, last - first), np.float32))
            _, total = sums.setdefault((player.name, voice.channels), empty)
            total[:, begin - first : end - first] += voice.read(begin, end)
    for player, total in sums.values():
        left, right = pan_gains(player.pan)
        if len(total) == 1:
            sent, sides = total[0], (total[0] * np.float32(left), total[0] * np.float32(right))
        else:
            sent = (total[0] + total[1]) * np.float32(np.sqrt(0.5))
            sides = (total[0] * np.float32(left * np.sqrt(2.0)), total[1] * np.float32(right * np.sqrt(2.0)))
        lanes[LEFT] += sides[0]
        lanes[RIGHT] += sides[1]
        lanes[SEND] += sent * np.float32(player.send)
        if is_wide(player):
            lanes[WIDE] += sent
    return lanes
