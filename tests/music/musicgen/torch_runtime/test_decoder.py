"""The decoder on torch: recorded steps as a GPU would run them, and what the CPU alone has."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

pytest.importorskip("torch", reason="runs the networks: pip install 'metabgm-sidecar[musicgen-torch]'")
import torch

from metabgm.music.musicgen.checkpoint import Checkpoint, open_checkpoint
from metabgm.music.musicgen.runtime import RuntimeFaultError
from metabgm.music.musicgen.torch_runtime.arithmetic import arithmetic_for
from metabgm.music.musicgen.torch_runtime.decoder import Decoder, DecoderRun
from metabgm.music.musicgen.torch_runtime.decoder_memory import CAPACITY, REACH
from metabgm.music.musicgen.torch_runtime.recorded_step import Step

STATES = np.random.default_rng(1).standard_normal((7, 32)).astype(np.float32)
OTHER = np.random.default_rng(2).standard_normal((40, 32)).astype(np.float32)


def music(steps: int) -> NDArray[np.int64]:
    return np.random.default_rng(3).integers(0, 65, (4, steps))


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def checkpoint(tiny_checkpoint: Path) -> Iterator[Checkpoint]:
    with open_checkpoint(tiny_checkpoint) as opened:
        yield opened


@pytest.fixture(scope="module")
def exact(checkpoint: Checkpoint) -> Decoder:
    return Decoder(checkpoint, arithmetic_for("cpu", eight_bits=False))


class Recorder:
    """Keeps steps as a GPU's recorder does, and replays them; counts both."""

    def __init__(self) -> None:
        self.recorded = self.replayed = 0

    def __call__(self, step: Step) -> Step:
        self.recorded += 1

        def replay() -> torch.Tensor:
            self.replayed += 1
            return step()

        return replay


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
def static(checkpoint: Checkpoint, recorder: Recorder) -> Decoder:
    return Decoder(checkpoint, arithmetic_for("cpu", eight_bits=False), recorder)


def fed(run: DecoderRun, steps: NDArray[np.int64]) -> NDArray[np.float32]:
    return np.stack([run.feed(steps[:, at : at + 1]) for at in range(steps.shape[1])])


def test_recorded_steps_give_what_computed_ones_do(
    exact: Decoder, static: Decoder, recorder: Recorder
) -> None:
    before, steps = recorder.recorded, CAPACITY + 40
    runs = [decoder.decode(STATES, OTHER, guided=True) for decoder in (exact, static)]
    first, second = (fed(run, music(steps)) for run in runs)
    assert np.abs(first - second).max() < 1e-5
    # One for each stretch of slots; beyond the capacity the memory is another one.
    assert recorder.recorded - before == CAPACITY // REACH + 1
    assert recorder.replayed >= steps
    for run in runs:
        run.keep_last(200)
    first, second = (fed(run, music(30)) for run in runs)
    assert np.abs(first - second).max() < 1e-5
    for run in runs:
        run.keep_last(0)
    first, second = (run.feed(music(8)) for run in runs)
    assert np.abs(first - second).max() < 1e-5


def test_the_next_piece_has_the_last_ones_memory_and_recordings(static: Decoder, recorder: Recorder) -> None:
    first = fed(static.decode(STATES, None, guided=True), music(10))
    recorded = recorder.recorded
    for _ in range(5):
        gc.collect()
        assert np.array_equal(fed(static.decode(STATES, None, guided=True), music(10)), first)
    assert recorder.recorded == recorded


def test_two_open_runs_have_memories_of_their_own(exact: Decoder) -> None:
    alone = fed(exact.decode(STATES, None, guided=True), music(6))
    runs = [exact.decode(STATES, None, guided=True) for _ in range(2)]
    runs[1].feed(music(20)[:, ::-1])
    assert np.array_equal(fed(runs[0], music(6)), alone)


def test_a_piece_that_ended_in_nan_leaves_none_behind(static: Decoder) -> None:
    first = fed(static.decode(STATES, None, guided=True), music(10))
    broken = static.decode(np.full_like(STATES, np.nan), None, guided=True)
    assert not np.isfinite(fed(broken, music(90))).all()
    del broken
    gc.collect()
    assert np.array_equal(fed(static.decode(STATES, None, guided=True), music(10)), first)


def test_eight_bits_choose_nearly_the_same(checkpoint: Checkpoint, exact: Decoder) -> None:
    small = Decoder(checkpoint, arithmetic_for("cpu", eight_bits=True))
    first, second = (fed(decoder.decode(STATES, None, guided=True), music(100)) for decoder in (exact, small))
    assert np.corrcoef(first.ravel(), second.ravel())[0, 1] > 0.999
    assert (first.argmax(-1) == second.argmax(-1)).mean() > 0.9
    assert not np.array_equal(first, second)


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU")
def test_a_gpu_that_is_not_there_is_said() -> None:
    with pytest.raises(RuntimeFaultError, match="device: cuda, expected cpu: torch finds no GPU"):
        arithmetic_for("cuda", eight_bits=False)
