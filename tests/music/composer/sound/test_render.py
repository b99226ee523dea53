"""The streamed piece against one whose notes are made whole, and against itself under other hands."""

from __future__ import annotations

import gc
import weakref
from math import ceil

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metabgm.music.composer import ComposedPiece, Composer
from metabgm.music.composer.sound.mastering import LOOKAHEAD, Mastering
from metabgm.music.composer.sound.mixer import mix
from metabgm.music.composer.sound.render import BLOCK, RATE, STEERING_MARGIN_FRAMES
from metabgm.music.composer.sound.voice import Voice
from metabgm.music.engine import Brief, Controls, Frames, Role, Steering

PIECES: tuple[tuple[str, Role, float], ...] = (
    ("gentle strings and solo piano in a cave", "base", 16.0),
    ("no drums", "combat", 10.0),
    ("loud drums and brass", "combat", 10.0),
    ("discovery on harp", "sting", 4.0),
)


def streamed(piece: ComposedPiece) -> Frames:
    return np.concatenate(list(piece.chunks()))


def offline(piece: ComposedPiece) -> Frames:
    """Every note read whole, the effects over all of it."""
    total = piece.total_frames
    blocks = -(-(total + LOOKAHEAD) // BLOCK)
    voices = [Voice(entry.strike, piece.orchestra, RATE) for entry in piece.played().entries]
    lanes = mix(voices, 0, blocks * BLOCK)
    frame = np.arange(blocks * BLOCK)
    rise, fall = np.clip(frame / (0.006 * RATE), 0, 1), np.clip((total - frame) / (1.6 * RATE), 0, 1)
    fades = ((np.sin(rise * np.pi / 2) * np.sin(fall * np.pi / 2)) ** 2).astype(np.float32)
    mastering = Mastering(piece.master, RATE, BLOCK)
    parts = [
        mastering.process(part, fade)
        for part, fade in zip(np.split(lanes, blocks, axis=1), np.split(fades, blocks), strict=True)
    ]
    return np.concatenate(parts, axis=1)[:, LOOKAHEAD : LOOKAHEAD + total].T


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


def steered(composer: Composer, brief: Brief, *steers: tuple[int, Controls]) -> Frames:
    return np.concatenate(list(composer.compose(brief).chunks(Steering(*steers))))


def just_in_time(composer: Composer, brief: Brief, steers: list[tuple[int, Controls]]) -> Frames:
    """Each steer is added only when the chunk with its frame is the next to be asked for."""
    steering, waiting = Steering(), list(steers)
    chunks = composer.compose(brief).chunks(steering)
    made: list[Frames] = []
    while True:
        done = sum(map(len, made))
        # No chunk is longer than a block: what lies beyond cannot be in the next one.
        while waiting and waiting[0][0] < done + BLOCK:
            steering.add(*waiting.pop(0))
        chunk = next(chunks, None)
        if chunk is None:
            return np.concatenate(made)
        made.append(chunk)


@given(data=st.data())
@settings(max_examples=6, deadline=None)
def test_steering_just_in_time_equals_steering_beforehand(composer: Composer, data: st.DataObject) -> None:
    text, role, _ = data.draw(st.sampled_from(PIECES[:3]))
    frames = sorted(data.draw(st.lists(st.integers(0, 6 * RATE), min_size=1, max_size=5)))
    controls = st.builds(Controls, st.floats(0.0, 1.0), st.floats(0.0, 1.0))
    steers = [(frame, data.draw(controls)) for frame in frames]
    if data.draw(st.booleans()):
        steers.append((max(frames[-1], data.draw(st.integers(0, 6 * RATE))), Controls(ending=True)))
    brief = Brief(text, data.draw(st.integers(0, 20)), role, 8.0)
    beforehand = steered(composer, brief, *steers)
    assert np.array_equal(just_in_time(composer, brief, steers), beforehand)


@pytest.mark.parametrize("seed", range(2))
def test_what_is_steered_is_heard_from_the_next_beat_on(composer: Composer, seed: int) -> None:
    brief = Brief("lively piano, strings and drums", seed, "base", 14.0)
    piece = composer.compose(brief)
    plain = streamed(piece)
    frame = int(np.random.default_rng(seed).integers(3 * RATE, 8 * RATE))
    clock = piece.performance.clock
    length = piece.plan.metre.beats
    beats = sorted(bar * length + step for bar in range(40) for step in range(ceil(length - 1e-6)))
    beat = next(beat for beat in beats if int(clock.at(beat) * RATE) - STEERING_MARGIN_FRAMES >= frame)
    heard = int(clock.at(beat) * RATE)
    for controls in (Controls(1.0, 0.5), Controls(0.0, 0.5), Controls(0.5, 1.0), Controls(ending=True)):
        other = steered(composer, brief, (frame, controls))
        until = heard - STEERING_MARGIN_FRAMES
        # Not to the bit: the room's Fourier transforms round all frames of a block together.
        assert np.abs(other[:until] - plain[:until]).max() < 1e-6
        end = heard + 3 * RATE
        assert np.abs(other[until:end] - plain[until:end]).max() > 1e-3


@pytest.mark.parametrize(("text", "role", "_"), PIECES[:3])
def test_an_ending_rings_out_without_a_click(composer: Composer, text: str, role: Role, _: float) -> None:
    brief = Brief(text, 3, role, 30.0)
    piece = composer.compose(brief)
    whole = steered(composer, brief, (6 * RATE, Controls(ending=True)))
    plain = streamed(piece)
    assert 8 * RATE < len(whole) < 18 * RATE
    assert np.abs(whole[-1]).max() < 1e-4
    assert np.abs(whole[-RATE // 20 :]).max() < 2e-3
    # Nowhere a step that the unsteered piece would not have.
    assert np.abs(np.diff(whole, n=2, axis=0)).max() <= 1.5 * np.abs(np.diff(plain, n=2, axis=0)).max()


def test_intensity_is_heard_as_loudness_and_layers(composer: Composer) -> None:
    brief = Brief("calm strings and piano", 2, "base", 20.0)
    levels = [
        float(np.sqrt(np.mean(steered(composer, brief, (0, Controls(intensity)))[3 * RATE : 17 * RATE] ** 2)))
        for intensity in (0.0, 0.5, 1.0)
    ]
    decibels = 20.0 * np.log10(levels)
    assert decibels[1] - decibels[0] > 3.0
    assert decibels[2] - decibels[1] > 1.5
