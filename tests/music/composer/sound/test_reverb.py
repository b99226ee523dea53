from __future__ import annotations

import numpy as np
import pytest

from metabgm.music.composer.sound.response import impulse_response
from metabgm.music.composer.sound.reverb import Reverb
from metabgm.music.composer.sound.rooms import room
from metabgm.music.engine import Place

RATE = 48_000


@pytest.mark.parametrize(("place", "block"), [("indoors", 4096), ("cave", 16_384), ("end", 16_384)])
def test_blocks_are_the_whole_convolution(place: Place, block: int) -> None:
    one = room(place, 0.6)
    response = impulse_response(one, RATE)
    send = np.random.default_rng(1).standard_normal(block * 8).astype(np.float32)
    send[2 * block :] = 0.0
    reverb = Reverb(one, RATE, block)
    out = np.concatenate([reverb.process(send[at : at + block]) for at in range(0, len(send), block)], axis=1)
    size = 1 << (len(send) + response.shape[1]).bit_length()
    whole = np.fft.irfft(np.fft.rfft(send.astype(np.float64), size) * np.fft.rfft(response, size), size)
    assert np.abs(out - whole[:, : len(send)]).max() < 2e-3 * np.abs(whole).max()


def test_silence_in_silence_out_after_the_tail() -> None:
    reverb = Reverb(room("indoors", 0.6), RATE, 16_384)
    reverb.process(np.ones(16_384, np.float32))
    tail = [reverb.process(np.zeros(16_384, np.float32)) for _ in range(6)]
    assert tail[0].any()
    assert not tail[-1].any()
