"""The streamed piece against one made the plain way: every note whole, one convolution, one limiter pass."""

from __future__ import annotations

import gc
import weakref

import numpy as np
import pytest
from numpy.typing import NDArray

from metabgm.music.composer import ComposedPiece, Composer
from metabgm.music.composer.sound.mastering import CEILING, LOOKAHEAD
from metabgm.music.composer.sound.mixer import pan_gains
from metabgm.music.composer.sound.render import BLOCK, RATE
from metabgm.music.composer.sound.reverb import impulse_response
from metabgm.music.composer.sound.voice import Voice
from metabgm.music.engine import Brief, Frames, Role

PIECES: tuple[tuple[str, Role, float], ...] = (
    ("gentle strings and solo piano in a cave", "base", 16.0),
    ("no drums", "combat", 10.0),
    ("loud drums and brass", "combat", 10.0),
    ("discovery on harp", "sting", 4.0),
)


def streamed(piece: ComposedPiece) -> Frames:
    return np.concatenate(list(piece.chunks()))


def offline(piece: ComposedPiece) -> NDArray[np.float64]:
    frames = piece.total_frames
    dry, send = np.zeros((2, frames + RATE * 20)), np.zeros(frames + RATE * 20)
    for strike in (entry.strike for entry in piece.played().entries):
        voice = Voice(strike, piece.sampler, RATE)
        sound = voice.read(voice.first, voice.last).astype(np.float64)
        left, right = pan_gains(strike.instrument.pan)
        at = slice(voice.first, voice.last)
        if voice.channels == 1:
            dry[:, at] += np.array([[left], [right]]) * sound
            send[at] += strike.instrument.send * sound[0]
        else:
            dry[:, at] += np.sqrt(2.0) * np.array([[left], [right]]) * sound
            send[at] += strike.instrument.send * np.sqrt(0.5) * sound.sum(axis=0)
    response = impulse_response(piece.master.t60_s, RATE).astype(np.float64)
    size = dry.shape[1] + response.shape[1]
    wet = np.fft.irfft(np.fft.rfft(send, size) * np.fft.rfft(response, size), size)
    mix = (dry[:, :frames] + piece.master.wet * wet[:, :frames]) * piece.master.gain
    frame = np.arange(frames)
    mix *= np.clip(frame / (0.004 * RATE), 0, 1)
    mix *= np.sin(np.clip((frames - frame) / (1.6 * RATE), 0, 1) * np.pi / 2) ** 2
    return plainly_limited(mix).T


def plainly_limited(mix: NDArray[np.float64]) -> NDArray[np.float64]:
    """The limiter's definition, frame by frame, where anything is to be limited."""
    padded = np.pad(mix, ((0, 0), (LOOKAHEAD, LOOKAHEAD)))
    needed = np.minimum(1.0, CEILING / np.maximum(np.abs(padded).max(axis=0), 1e-12))
    least = np.lib.stride_tricks.sliding_window_view(needed, LOOKAHEAD + 1).min(axis=1)
    sums = np.concatenate([[0.0], np.cumsum(least)])
    count = mix.shape[1]
    limited: NDArray[np.float64] = mix * np.minimum(
        1.0, (sums[LOOKAHEAD : LOOKAHEAD + count] - sums[:count]) / LOOKAHEAD
    )
    return limited


@pytest.mark.parametrize(("text", "role", "seconds"), PIECES)
def test_streaming_equals_offline(composer: Composer, text: str, role: Role, seconds: float) -> None:
    piece = composer.compose(Brief(text, 11, role, seconds))
    whole = streamed(piece)
    assert whole.shape == (piece.total_frames, 2)
    assert np.abs(whole - offline(piece)).max() < 1e-5
    assert np.abs(whole).max() > 0.2


def test_the_same_bits_whatever_happened_before(composer: Composer) -> None:
    brief = Brief("calm harp and strings", 5, "base", 12.0)
    whole = streamed(composer.compose(brief))
    abandoned = composer.compose(brief).chunks()
    next(abandoned)
    again = composer.compose(brief)
    assert np.array_equal(streamed(again), whole)
    assert np.array_equal(streamed(again), whole)
    assert np.array_equal(streamed(Composer().compose(brief)), whole)


def test_interleaved_pieces_do_not_hear_each_other(composer: Composer) -> None:
    briefs = [Brief(text, 3, role, 8.0) for text, role, _ in PIECES]
    alone = [streamed(composer.compose(brief)) for brief in briefs]
    turns = [composer.compose(brief).chunks() for brief in briefs]
    together: list[list[Frames]] = [[] for _ in briefs]
    going = set(range(len(briefs)))
    while going:
        for at in sorted(going):
            chunk = next(turns[at], None)
            if chunk is None:
                going.discard(at)
            else:
                together[at].append(chunk)
    for chunks, whole in zip(together, alone, strict=True):
        assert np.array_equal(np.concatenate(chunks), whole)


def test_chunks_are_short_float_frames_of_their_own(composer: Composer) -> None:
    piece = composer.compose(Brief("calm", 1, "base", 10.0))
    chunks = list(piece.chunks())
    assert all(chunk.dtype == np.float32 and chunk.shape[1] == 2 for chunk in chunks)
    assert all(1 <= len(chunk) <= BLOCK for chunk in chunks)
    assert all(chunk.flags.owndata and chunk.flags.c_contiguous for chunk in chunks)


def test_an_abandoned_piece_is_freed(composer: Composer) -> None:
    piece = composer.compose(Brief("calm", 1))
    chunks = piece.chunks()
    next(chunks)
    gone = weakref.ref(piece)
    del piece, chunks
    gc.collect()
    assert gone() is None
