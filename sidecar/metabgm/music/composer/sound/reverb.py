"""A room made of noise: a synthetic stereo impulse response and its convolution, block by block."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

_PREDELAY_S = 0.022
_ONSET_S = 0.03  # the response swells in, so that no attack is doubled by an early echo
_SEED = 20_240_917  # any room would do; it must be the same one everywhere
# Band edges in Hz, how long the band rings compared with the whole, and its level in dB: air and walls
# swallow highs first.
_BANDS = (
    (0.0, 250.0, 0.9, -1.0),
    (250.0, 2000.0, 1.0, 0.0),
    (2000.0, 5500.0, 0.62, -3.0),
    (5500.0, 24000.0, 0.32, -9.0),
)
_MIDDLE_HZ = (250.0, 2000.0)  # the band whose energy gain is set to 1


# The rooms there are, by how much space a piece wants: up to this much space, T60 s, level of the room dB.
_ROOMS = ((0.35, 1.3, -4.0), (0.7, 2.2, 0.5), (1.0, 3.4, 4.0))


def room(space: float) -> tuple[float, float]:
    """(wet, t60_s): linear level and ringing time of the room for ``space`` 0..1."""
    t60_s, decibels = next((t60, db) for most, t60, db in _ROOMS if space <= most or most == 1.0)
    return float(10.0 ** (decibels / 20.0)), t60_s


def warm_up(rate: int, block: int) -> None:
    """Makes all rooms, so that no piece has to wait for its own."""
    for _, t60_s, _ in _ROOMS:
        _partitions(t60_s, rate, block)


@lru_cache(maxsize=len(_ROOMS))
def impulse_response(t60_s: float, rate: int) -> NDArray[np.float32]:
    """Noise that dies by 60 dB in ``t60_s``, left and right apart: shape (2, frames).

    Each channel gives back as much energy as it is sent, in the middle of the spectrum.
    """
    frames = int(t60_s * 0.85 * rate)
    rng = np.random.Generator(np.random.PCG64(_SEED))
    spectrum = np.fft.rfft(rng.standard_normal((2, frames)))
    hertz = np.fft.rfftfreq(frames, 1.0 / rate)
    seconds = np.arange(frames) / rate
    response = np.zeros((2, frames))
    for low, high, share, decibels in _BANDS:
        band = np.fft.irfft(spectrum * ((hertz >= low) & (hertz < high)), frames)
        response += band * 10.0 ** (decibels / 20.0 - 3.0 * seconds / (t60_s * share))
    response *= np.clip(seconds / _ONSET_S, 0.0, 1.0)
    response *= np.clip((seconds[-1] - seconds) / (0.1 * t60_s), 0.0, 1.0)  # the cut end fades
    middle = (hertz >= _MIDDLE_HZ[0]) & (hertz < _MIDDLE_HZ[1])
    power = np.abs(np.fft.rfft(response)) ** 2
    response /= np.sqrt(power[:, middle].mean(axis=1, keepdims=True))
    early = np.zeros((2, int(_PREDELAY_S * rate)))
    return np.concatenate([early, response], axis=1).astype(np.float32)


@lru_cache(maxsize=len(_ROOMS))
def _partitions(t60_s: float, rate: int, block: int) -> NDArray[np.complex64]:
    """The response cut into blocks, as spectra of twice the block: shape (parts, 2, block + 1)."""
    response = impulse_response(t60_s, rate)
    parts = -(-response.shape[1] // block)
    padded = np.zeros((2, parts * block), np.float32)
    padded[:, : response.shape[1]] = response
    cut = padded.reshape(2, parts, block).transpose(1, 0, 2)
    return np.asarray(np.fft.rfft(cut, 2 * block, axis=2), np.complex64)


class Reverb:
    """Uniformly partitioned overlap-save convolution of a mono send: exact, whatever the block length.

    Each call takes ``block`` frames and gives as many, shape (2, block). State: the spectra of past blocks.
    """

    def __init__(self, t60_s: float, rate: int, block: int) -> None:
        self._response = _partitions(t60_s, rate, block)
        self._past = np.zeros((len(self._response), block + 1), np.complex64)
        self._last = np.zeros(block, np.float32)
        self._at = 0
        self._silent_blocks = len(self._response)

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
        for part, response in enumerate(self._response):
            mixed += self._past[(self._at + part) % len(self._past)] * response
        return np.asarray(np.fft.irfft(mixed, 2 * block)[:, block:], np.float32)
