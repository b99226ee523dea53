from __future__ import annotations

import numpy as np
import pytest

from metabgm.music.composer.sound.reverb import Reverb, impulse_response, room

RATE = 48_000


@pytest.mark.parametrize("space", [0.0, 0.6, 1.0])
def test_rooms_ring_as_long_as_they_say(space: float) -> None:
    _, t60_s = room(space)
    response = impulse_response(t60_s, RATE).astype(np.float64)
    spectrum = np.fft.rfft(response)
    hertz = np.fft.rfftfreq(response.shape[1], 1 / RATE)
    spectrum[:, (hertz < 250) | (hertz > 2000)] = 0.0
    assert (np.abs(spectrum[:, spectrum.any(axis=0)]) ** 2).mean(axis=1) == pytest.approx(
        [1.0, 1.0], rel=0.05
    )
    response = np.fft.irfft(spectrum, response.shape[1])
    energy = (response**2).sum(axis=0)[::-1].cumsum()[::-1]
    fallen_db = 10 * np.log10(energy[int((0.05 + 0.3 * t60_s) * RATE)] / energy[int(0.05 * RATE)])
    assert fallen_db == pytest.approx(-60 * 0.3, abs=4.0)
    left, right = response
    assert abs((left * right).sum()) < 0.1 * (left**2).sum()


def test_larger_spaces_are_larger_rooms() -> None:
    assert room(0.1)[1] < room(0.5)[1] < room(0.95)[1]
    assert room(0.1)[0] < room(0.5)[0] < room(0.95)[0]


@pytest.mark.parametrize("block", [4096, 16_384])
def test_blocks_are_the_whole_convolution(block: int) -> None:
    send = np.random.default_rng(1).standard_normal(block * 6).astype(np.float32)
    send[2 * block :] = 0.0
    reverb = Reverb(1.3, RATE, block)
    out = np.concatenate([reverb.process(send[at : at + block]) for at in range(0, len(send), block)], axis=1)
    response = impulse_response(1.3, RATE)
    size = len(send) + response.shape[1]
    whole = np.fft.irfft(np.fft.rfft(send.astype(np.float64), size) * np.fft.rfft(response, size), size)
    assert np.abs(out - whole[:, : len(send)]).max() < 1e-5


def test_silence_in_silence_out_after_the_tail() -> None:
    reverb = Reverb(1.3, RATE, 16_384)
    reverb.process(np.ones(16_384, np.float32))
    tail = [reverb.process(np.zeros(16_384, np.float32)) for _ in range(12)]
    assert tail[0].any()
    assert not tail[-1].any()
