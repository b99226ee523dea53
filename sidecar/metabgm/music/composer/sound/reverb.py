"""Convolution with a room's response, block by block."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.sound.response import impulse_response
from metabgm.music.composer.sound.rooms import Room

_KEPT_ROOMS = 6  # 1 to 3 MB each
_UNHEARD = 1e-7  # of a response's energy: what lies above a part's last bins that matter

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


def prepare(room: Room, rate: int, block: int) -> None:
    """Makes the room's response now (up to 30 ms), so that no piece has to wait for it."""
    _parts(room, rate, block)


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
