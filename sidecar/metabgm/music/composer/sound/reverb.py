"""Convolution with a room's response, block by block."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.sound.response import impulse_response
from metabgm.music.composer.sound.rooms import Room

_KEPT_ROOMS = 12  # 1 to 3 MB each
_UNHEARD = 1e-7  # of a response's energy: what lies above a part's last bins that matter

_HARMONICS = (0.75, 0.15, 0.1)  # how a note's energy is spread over the first of them
_BLUR = 2  # bins of 1.5 Hz to either side: notes last too short to be purer

_Spectra = NDArray[np.complex64]


@lru_cache(maxsize=_KEPT_ROOMS)
def _parts(room: Room, rate: int, block: int) -> tuple[_Spectra, ...]:
    """The response cut into blocks, as spectra of twice the block, each of shape (2, bins).

    Highs die first: later parts have only the bins, from 0 Hz on, that still matter.
    """
    response = impulse_response(room, rate)
    count = -(-response.shape[1] // block)
    padded = np.zeros((2, count * block), np.float32)
    padded[:, : response.shape[1]] = response
    spectra = np.fft.rfft(padded.reshape(2, count, block), 2 * block, axis=2).astype(np.complex64)
    powers = (np.abs(spectra) ** 2).sum(axis=0)
    above = np.cumsum(powers[:, ::-1], axis=1)[:, ::-1]
    bins = [max(1, int(np.count_nonzero(row > _UNHEARD * above[:, 0].max()))) for row in above]
    return tuple(spectra[:, at, :most].copy() for at, most in enumerate(bins))


@dataclass(frozen=True, eq=False)
class Answer:
    """What a room gives back of a tone of each MIDI pitch, left and right: shape (2, 128).

    ``energies``: for each unit sent. ``echoes``: the part that stays in step with the tone (negative where
    it takes away from it), linear. Rooms answer every pitch differently, nearly pure tones by several dB.
    """

    energies: NDArray[np.float64]
    echoes: NDArray[np.float64]


@lru_cache(maxsize=_KEPT_ROOMS)
def answer(room: Room, rate: int, block: int) -> Answer:
    """Of the room at its own level; takes a few milliseconds more than the response itself."""
    whole = np.zeros((2, block + 1), np.complex128)
    turned = (-1.0) ** np.arange(block + 1)  # how a part's phase stands at each bin, for being a block later
    for at, part in enumerate(_parts(room, rate, block)):
        bins = part.shape[1]
        whole[:, :bins] += part * (turned[:bins] if at % 2 else 1.0)
    energies, echoes = _at_pitches(np.abs(whole) ** 2, rate, block), _at_pitches(whole.real, rate, block)
    return Answer(energies * room.wet**2, echoes * room.wet)


def _at_pitches(values: NDArray[np.float64], rate: int, block: int) -> NDArray[np.float64]:
    """Mean around each pitch's first harmonics, of values at the bins of two blocks."""
    pitches = 440.0 * 2.0 ** ((np.arange(128) - 69) / 12.0)
    summed = np.concatenate([np.zeros((2, 1)), np.cumsum(values, axis=1)], axis=1)
    found = np.zeros((2, 128))
    for harmonic, weight in enumerate(_HARMONICS, 1):
        at = np.minimum(np.round(pitches * harmonic * 2 * block / rate).astype(int), block - _BLUR)
        first, last = np.maximum(at - _BLUR, 0), at + _BLUR + 1
        found += weight * (summed[:, last] - summed[:, first]) / (last - first)
    return found


def prepare(room: Room, rate: int, block: int) -> None:
    """Makes the room's response now (up to 30 ms), so that no piece has to wait for it."""
    answer(room, rate, block)


class Reverb:
    """Uniformly partitioned overlap-save convolution of a mono send.

    Each call takes ``block`` frames and gives as many, shape (2, block). State: the spectra of past blocks.
    """

    def __init__(self, room: Room, rate: int, block: int) -> None:
        self._parts = _parts(room, rate, block)
        self._past = np.zeros((len(self._parts), block + 1), np.complex64)
        self._last = np.zeros(block, np.float32)
        self._at = 0
        self._silent_blocks = len(self._parts)

    def process(self, send: NDArray[np.float32]) -> NDArray[np.float32]:
        """``send``: shape (block,)."""
        block = len(send)
        silent = not send.any() and not self._last.any()
        self._silent_blocks = self._silent_blocks + 1 if silent else 0
        self._at = (self._at - 1) % len(self._past)
        self._past[self._at] = np.fft.rfft(np.concatenate([self._last, send]))
        self._last = send.copy()
        if self._silent_blocks >= len(self._past):
            return np.zeros((2, block), np.float32)
        mixed = np.zeros((2, block + 1), np.complex64)
        for part, response in enumerate(self._parts):
            bins = response.shape[1]
            mixed[:, :bins] += self._past[(self._at + part) % len(self._past), :bins] * response
        return np.asarray(np.fft.irfft(mixed, 2 * block)[:, block:], np.float32)
