"""The engine on the real graphs, random weights."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import numpy as np
import pytest

from metabgm.music.engine import Brief, Frames
from metabgm.music.musicgen.engine import MusicGen
from metabgm.music.musicgen.tokens.options import Options

pytest.importorskip("openvino", reason="runs the networks: pip install 'metabgm-sidecar[musicgen]'")
pytest.importorskip("soxr")

from metabgm.music.musicgen.ov.runtime import OpenVinoRuntime
from tests.music.musicgen.loaded import load


@pytest.fixture(scope="module")
def runtime(tiny_checkpoint: Path, tmp_path_factory: pytest.TempPathFactory) -> OpenVinoRuntime:
    return load(tiny_checkpoint, tmp_path_factory.mktemp("graphs"))


@pytest.fixture(scope="module")
def engine(runtime: OpenVinoRuntime) -> MusicGen:
    return MusicGen(runtime, "tiny", random=True)


def whole(engine: MusicGen, brief: Brief) -> Frames:
    return np.concatenate(list(engine.compose(brief).chunks()))


def test_the_same_brief_gives_the_same_samples(engine: MusicGen) -> None:
    brief = Brief("calm harp", seed=1, seconds=3.0)
    first = whole(engine, brief)
    assert np.array_equal(first, whole(engine, brief))
    assert not np.array_equal(first, whole(engine, Brief("drums of war", seed=1, seconds=3.0)))
    assert not np.array_equal(first, whole(engine, Brief("calm harp", seed=2, seconds=3.0)))


def test_tokens_that_were_made_ahead_change_nothing(engine: MusicGen) -> None:
    brief = Brief("calm harp", seed=1, seconds=3.0)
    expected = whole(engine, brief)
    piece = engine.compose(brief)
    while piece.ahead < 1.0:
        assert piece.work()
    chunks = piece.chunks()
    made = [next(chunks) for _ in range(9)]
    while piece.work():
        pass
    assert piece.ahead == pytest.approx(3.0 - sum(map(len, made)) / 48_000)
    assert np.array_equal(np.concatenate([*made, *chunks]), expected)


def test_two_pieces_at_a_time_do_not_hear_each_other(engine: MusicGen) -> None:
    briefs = [Brief("calm harp", seed=1, seconds=2.0), Brief("drums", seed=2, seconds=2.0)]
    alone = [whole(engine, brief) for brief in briefs]
    pieces = [engine.compose(brief).chunks() for brief in briefs]
    pairs = list(zip(*pieces, strict=True))
    for number, expected in enumerate(alone):
        assert np.array_equal(np.concatenate([pair[number] for pair in pairs]), expected)


def test_the_next_piece_grows_from_the_last_ones_tokens(engine: MusicGen) -> None:
    first = engine.compose(Brief("calm harp", seed=1, seconds=3.0))
    list(first.chunks())
    grown = Brief("drums", seed=2, seconds=2.0, anchor=first.anchor())
    assert engine.compose(grown).parameters["anchor_tokens"] == 150
    assert not np.array_equal(whole(engine, grown), whole(engine, Brief("drums", seed=2, seconds=2.0)))


def test_cancelled_while_it_runs_it_returns_at_once(engine: MusicGen) -> None:
    piece = engine.compose(Brief("calm harp", seed=1, seconds=600.0))
    ended = threading.Event()

    def play() -> None:
        for _ in piece.chunks():
            pass
        ended.set()

    player = threading.Thread(target=play)
    player.start()
    time.sleep(0.5)
    assert not ended.is_set()
    piece.cancel()
    # A step of this model takes milliseconds; a chunk, which is twelve of them and the codec, may pass.
    assert ended.wait(timeout=1.0)
    player.join()


def test_stereo_models_have_two_sides(tiny_stereo_checkpoint: Path, tmp_path: Path) -> None:
    stereo = MusicGen(load(tiny_stereo_checkpoint, tmp_path), "stereo", Options(guidance=1.0), random=True)
    frames = whole(stereo, Brief("calm harp", seed=1, seconds=1.5))
    assert frames.shape == (72_000, 2)
    assert np.abs(frames[:, 0] - frames[:, 1]).max() > 0.01
