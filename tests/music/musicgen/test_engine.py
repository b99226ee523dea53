from __future__ import annotations

import gc
import itertools
import math
import threading
import tracemalloc
from collections.abc import Iterator

import numpy as np
import pyloudnorm
import pytest

from metabgm.music.engine import Anchor, Brief, Controls, Frames, Steering
from metabgm.music.musicgen.engine import MusicGen
from metabgm.music.musicgen.finishing import BLOCK, TARGET_LUFS
from metabgm.music.musicgen.material import Material
from metabgm.music.musicgen.piece import MusicGenPiece
from metabgm.music.musicgen.runtime import RuntimeFaultError
from metabgm.music.musicgen.tokens.options import Options
from tests.music.musicgen.numpy_runtime import NumpyRuntime

RATE = 48_000


def engine(runtime: NumpyRuntime | None = None, options: Options | None = None) -> MusicGen:
    return MusicGen(runtime or NumpyRuntime(), "tiny", options, random=False)


def whole(piece: MusicGenPiece, steering: Steering | None = None) -> Frames:
    return np.concatenate(list(piece.chunks(steering)))


def lufs(frames: Frames) -> float:
    return float(pyloudnorm.Meter(RATE).integrated_loudness(frames.astype(np.float64)))


def test_a_piece_is_as_long_as_it_says_and_ends_in_silence() -> None:
    piece = engine().compose(Brief("calm piano", seed=1, seconds=7.3))
    chunks = list(piece.chunks())
    assert {len(chunk) for chunk in chunks[1:-1]} == {BLOCK}
    assert all(chunk.dtype == np.float32 and chunk.shape[1] == 2 for chunk in chunks)
    frames = np.concatenate(chunks)
    assert len(frames) == piece.total_frames == 365 * 960
    assert np.abs(frames[-20:]).max() < 1e-4
    assert np.abs(frames[: RATE // 2]).max() > 0.05


def test_the_same_brief_gives_the_same_samples_and_another_seed_others() -> None:
    brief = Brief("calm piano", seed=1, seconds=4.0)
    made = whole(engine().compose(brief))
    piece = engine().compose(brief)
    assert np.array_equal(made, whole(piece))
    assert np.array_equal(made, whole(piece)), "each call starts anew"
    assert not np.array_equal(made, whole(engine().compose(Brief("calm piano", seed=2, seconds=4.0))))
    assert not np.array_equal(made, whole(engine().compose(Brief("a fight", seed=1, seconds=4.0))))


@pytest.mark.parametrize("loudness", [0.02, 0.2, 2.0])
def test_whatever_level_the_network_has_the_piece_is_near_the_target(loudness: float) -> None:
    frames = whole(engine(NumpyRuntime(loudness)).compose(Brief("calm", seed=3, seconds=20.0)))
    assert abs(lufs(frames) - TARGET_LUFS) < 1.5
    peaks = np.fft.irfft(np.fft.rfft(frames, axis=0), 4 * len(frames), axis=0) * 4.0
    assert 20.0 * np.log10(np.abs(peaks).max()) < -1.0


def test_it_closes_within_two_seconds_of_being_asked() -> None:
    piece = engine().compose(Brief("calm", seed=3, seconds=20.0))
    for asked in (0, 5 * RATE, 5 * RATE + 7000):
        ended = whole(piece, Steering((asked, Controls(ending=True))))
        assert asked < len(ended) <= asked + 2 * RATE
        assert np.abs(ended[-20:]).max() < 1e-4
        kept = max(0, asked - 1)
        assert np.array_equal(ended[:kept], whole(piece)[:kept]), "what lies before it is not changed"


def test_asking_for_the_end_near_the_end_changes_nothing() -> None:
    piece = engine().compose(Brief("calm", seed=3, seconds=5.0))
    assert np.array_equal(whole(piece, Steering((4 * RATE, Controls(ending=True)))), whole(piece))


def test_intensity_and_warmth_are_heard() -> None:
    piece = engine().compose(Brief("calm", seed=3, seconds=12.0))
    plain = whole(piece)
    loud = whole(piece, Steering((6 * RATE, Controls(intensity=1.0))))
    assert np.array_equal(plain[: 6 * RATE], loud[: 6 * RATE])
    assert lufs(loud[7 * RATE : 10 * RATE]) - lufs(plain[7 * RATE : 10 * RATE]) == pytest.approx(3.0, abs=0.5)
    warm = whole(piece, Steering((0, Controls(warmth=1.0))))
    # The tones end at 2 kHz: the shelf above that takes little of them.
    assert _brightness(warm) < 0.9 * _brightness(plain)


def _brightness(frames: Frames) -> float:
    """Share of the power of what changes quickly."""
    return float(np.sum(np.diff(frames, axis=0) ** 2) / np.sum(frames**2))


def test_the_next_piece_takes_over_from_the_tokens_that_were_made_by_then() -> None:
    made = engine()
    first = made.compose(Brief("calm", seed=1, seconds=10.0))
    unplayed = made.compose(Brief("a fight", seed=2, seconds=3.0, anchor=first.anchor()))
    assert unplayed.parameters["anchor_tokens"] == 0
    chunks = first.chunks()
    heard = [next(chunks) for _ in range(62)]
    grown = made.compose(Brief("a fight", seed=2, seconds=3.0, anchor=first.anchor()))
    assert grown.parameters["anchor_tokens"] == 250
    before = whole(grown)
    heard += list(chunks)
    assert np.array_equal(before, whole(grown)), "what it takes over is settled when it is composed"
    assert np.array_equal(np.concatenate(heard), whole(first))
    assert not np.array_equal(before, whole(unplayed))
    assert first.title in first.anchor().summary


@pytest.mark.parametrize("material", [None, "a motif", Material()])
def test_an_anchor_that_holds_no_tokens_is_left_aside(material: object) -> None:
    anchored = Brief("calm", seed=1, seconds=2.0, anchor=Anchor("composer", "motif", material))
    assert np.array_equal(
        whole(engine().compose(anchored)), whole(engine().compose(Brief("calm", seed=1, seconds=2.0)))
    )


@pytest.mark.parametrize("seconds", [0.0, -1.0, math.nan, math.inf, 3601.0])
def test_a_length_out_of_range_is_named(seconds: float) -> None:
    with pytest.raises(ValueError, match="seconds: "):
        engine().compose(Brief("x", seed=1, seconds=seconds))
    with pytest.raises(ValueError, match="seed: -1"):
        engine().compose(Brief("x", seed=-1))


def test_no_description_and_ten_thousand_words() -> None:
    runtime = NumpyRuntime()
    nothing = engine(runtime).compose(Brief("", seed=1, seconds=1.0))
    assert nothing.title == "Without a description"
    assert len(whole(nothing)) == nothing.total_frames
    words = engine(runtime).compose(Brief("harp " * 10_000, seed=1, seconds=1.0))
    assert len(words.title) <= 60
    assert len(whole(words)) == words.total_frames
    assert max(len(text) for text in runtime.texts) <= 8192


def test_random_weights_are_called_so() -> None:
    piece = MusicGen(NumpyRuntime(), "tiny", random=True).compose(Brief("calm harp", seed=1, seconds=1.0))
    assert piece.title == "Calm harp (random weights)"
    assert piece.parameters["weights"] == "random, never trained"


def test_without_guidance_there_is_one_row_and_other_music() -> None:
    brief = Brief("calm", seed=1, seconds=2.0)
    alone = whole(engine(options=Options(guidance=1.0)).compose(brief))
    assert not np.array_equal(alone, whole(engine().compose(brief)))


@pytest.mark.parametrize("runtime", [NumpyRuntime(fails_at=200), NumpyRuntime(bad_audio_at=16)])
def test_where_the_network_gives_out_the_piece_fades_and_says_why(runtime: NumpyRuntime) -> None:
    made = engine(runtime)
    piece = made.compose(Brief("calm", seed=1, seconds=10.0))
    chunks = piece.chunks()
    got: list[Frames] = []
    with pytest.raises(RuntimeFaultError, match=r"^tiny: "):
        got.extend(chunks)
    frames = np.concatenate(got)
    assert 3.5 * RATE < len(frames) < 5.2 * RATE
    assert np.abs(frames[-10:]).max() < 0.002, "it ends softly"
    assert np.abs(np.diff(frames[-RATE // 2 :], axis=0)).max() < np.abs(np.diff(frames, axis=0)).max() + 1e-6
    # The engine goes on.
    assert next(made.compose(Brief("calm", seed=2, seconds=2.0)).chunks()).any()


def test_cancelled_from_another_thread_it_stops_before_the_next_step() -> None:
    runtime = NumpyRuntime()
    piece = engine(runtime).compose(Brief("calm", seed=1, seconds=60.0))
    chunks = piece.chunks()
    next(chunks)
    canceller = threading.Thread(target=piece.cancel)
    canceller.start()
    canceller.join()
    assert list(chunks) == []
    assert len(list(itertools.islice(piece.chunks(), 3))) == 3, "a new run is not cancelled"


def test_a_hundred_cancels_leave_nothing_behind() -> None:
    made = engine()

    def begin(count: int) -> Iterator[Frames]:
        for seed in range(count):
            piece = made.compose(Brief("calm", seed=seed, seconds=60.0))
            chunks = piece.chunks()
            yield next(chunks)
            piece.cancel()
            next(chunks, None)

    for _ in begin(20):
        pass
    gc.collect()
    tracemalloc.start()
    for _ in begin(100):
        pass
    gc.collect()
    left, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert left < 200_000
