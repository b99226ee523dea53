"""The decoder's graphs in float32, on each of its runtimes, against transformers."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from numpy.typing import NDArray

from metabgm.music.musicgen.checkpoint import open_checkpoint
from metabgm.music.musicgen.decoder_choice import DecoderRuntime
from metabgm.music.musicgen.networks.decoder_run import DecoderRun
from metabgm.music.musicgen.ov.decoder import DecoderGraphs, build_decoder
from metabgm.music.musicgen.runtime import RuntimeFaultError
from metabgm.music.musicgen.tokens.delay import Delayed, delays, undelay
from metabgm.music.musicgen.tokens.sampling import guided
from musicgen_checkpoints.answers import stored_answers
from tests.music.musicgen.ov.conftest import Built
from tests.music.musicgen.ov.reference import Floats, Reference

CLOSE = 1e-3
TEXT = np.array([5, 77, 140, 9, 300, 41, 1])
OTHER = np.array([260, 8, 1])


def music(steps: int) -> NDArray[np.int64]:
    """Tokens of four codebooks, the padding one (64) among them."""
    return np.random.default_rng(3).integers(0, 65, (4, steps))


def fed(run: DecoderRun, steps: NDArray[np.int64], cuts: list[int]) -> Floats:
    """The logits after each cut: (rows, codebooks, cuts, codes)."""
    return np.stack([run.feed(steps[:, a:b]) for a, b in pairwise([0, *cuts])], axis=2)


@pytest.fixture(scope="module")
def graphs(built: Built, decoder_runtime: DecoderRuntime) -> DecoderGraphs:
    return DecoderGraphs(built("f32", decoder_runtime), 1, "f32")


@pytest.fixture(scope="module")
def texts() -> list[Floats]:
    """As transformers encodes two texts, one of them longer."""
    answers = stored_answers("tiny")
    return [answers["states_short"], answers["states_long"][:40]]


# Many at once, one by one, and several over a past.
@pytest.mark.parametrize("cuts", [[60], list(range(1, 61)), [20, 21, 22, 30, 31, 45, 60]])
@pytest.mark.parametrize("followed", ["text", "text, nothing", "text, shorter", "shorter, text"])
def test_logits_are_those_of_transformers(
    graphs: DecoderGraphs, reference: Reference, cuts: list[int], followed: str
) -> None:
    states = {
        "text": reference.states(TEXT),
        "shorter": reference.states(OTHER),
        "nothing": None,
    }
    rows = [states[name] for name in followed.split(", ")]
    expected = np.stack([reference.logits(music(60), row) for row in rows])[:, :, np.array(cuts) - 1]
    assert rows[0] is not None
    run = graphs.decode(rows[0], rows[1] if len(rows) == 2 else None, guided=len(rows) == 2)
    logits = fed(run, music(60), cuts)
    assert (run.rows, run.length) == (len(rows), 60)
    assert logits.shape == expected.shape
    assert np.abs(logits - expected).max() < CLOSE
    # Rows that were the same would be close to each other too.
    assert len(rows) == 1 or np.abs(expected[0] - expected[1]).max() > 100 * CLOSE


@pytest.mark.parametrize("scale", [1.0, 3.0])
def test_the_likeliest_tokens_of_200_frames_are_those_of_transformers(
    graphs: DecoderGraphs, reference: Reference, tiny_checkpoint: Path, scale: float
) -> None:
    with open_checkpoint(tiny_checkpoint) as checkpoint:
        shape = checkpoint.shape.decoder
    expected = undelay(reference.greedy(TEXT, 200, scale), delays(4))
    run = graphs.decode(reference.states(TEXT), None, guided=scale > 1)
    steps = Delayed(shape, np.zeros((4, 0), np.int64), 200)
    while not steps.done:
        steps.take(guided(run.feed(steps.last(1)), scale).argmax(axis=-1))
    made = steps.frames(0, 200)
    assert made.shape == expected.shape == (4, 200)
    assert np.array_equal(made, expected)
    assert len(np.unique(made)) > 10


def test_a_trimmed_cache_is_the_whole_one_with_the_rest_hidden(
    graphs: DecoderGraphs, reference: Reference
) -> None:
    text, steps = reference.states(TEXT), music(50)
    hidden = np.triu(np.full((50, 50), -np.inf, np.float32), 1)
    # From step 40 on the first 25 are forgotten: what is kept saw them, and positions go on.
    hidden[40:, :25] = -np.inf
    expected = np.stack([reference.logits(steps, row, hidden)[:, 40:] for row in (text, None)])
    run = graphs.decode(text, None, guided=True)
    run.feed(steps[:, :40])
    run.keep_last(15)
    assert run.length == 15
    logits = np.stack([run.feed(steps[:, at : at + 1]) for at in range(40, 50)], axis=2)
    assert run.length == 25
    assert np.abs(logits - expected).max() < CLOSE
    whole = reference.logits(steps, text)[:, 40:]
    assert np.abs(expected[0] - whole).max() > 100 * CLOSE


def test_an_emptied_cache_begins_anew(graphs: DecoderGraphs, texts: list[Floats]) -> None:
    run = graphs.decode(texts[0], None, guided=True)
    first = run.feed(music(30))
    run.feed(music(5))
    run.keep_last(0)
    assert run.length == 0
    assert np.array_equal(run.feed(music(30)), first)


def test_keeping_all_changes_nothing(graphs: DecoderGraphs, texts: list[Floats]) -> None:
    logits = []
    for keep in (False, True):
        run = graphs.decode(texts[0], None, guided=True)
        run.feed(music(30))
        if keep:
            run.keep_last(30)
        logits.append(run.feed(music(1)))
    assert np.array_equal(logits[0], logits[1])


def test_two_runs_do_not_hear_each_other(graphs: DecoderGraphs, texts: list[Floats]) -> None:
    alone = [fed(graphs.decode(text, None, guided=True), music(12), list(range(1, 13))) for text in texts]
    runs = [graphs.decode(text, None, guided=True) for text in texts]
    by_turns = [[run.feed(music(12)[:, at : at + 1]) for run in runs] for at in range(12)]
    for index in range(2):
        together = np.stack([step[index] for step in by_turns], axis=2)
        assert np.array_equal(together, alone[index])
    assert np.abs(alone[0][0] - alone[1][0]).max() > CLOSE


def test_an_interrupted_run_is_over_and_the_others_go_on(graphs: DecoderGraphs, texts: list[Floats]) -> None:
    run, other = (graphs.decode(text, None, guided=True) for text in texts)
    expected = fed(graphs.decode(texts[1], None, guided=True), music(9), [5, 9])
    run.feed(music(20))
    first = other.feed(music(9)[:, :5])
    run.interrupt()
    with pytest.raises(RuntimeFaultError):
        run.feed(music(1))
    assert np.array_equal(np.stack([first, other.feed(music(9)[:, 5:])], axis=2), expected)


def test_a_call_is_broken_off_while_it_runs(graphs: DecoderGraphs, texts: list[Floats]) -> None:
    run = graphs.decode(texts[0], None, guided=True)
    begun = Event()

    def call() -> None:
        begun.set()
        while True:
            run.feed(music(40))
            if run.length > 1000:
                run.keep_last(0)

    with ThreadPoolExecutor(1) as pool:
        calling = pool.submit(call)
        begun.wait()
        run.interrupt()
        assert isinstance(calling.exception(), RuntimeFaultError)


def test_what_was_broken_off_leaves_nothing_in_the_next_run(
    built: Built, decoder_runtime: DecoderRuntime, texts: list[Floats]
) -> None:
    graphs, cuts = DecoderGraphs(built("f32", decoder_runtime), 2), [8, 13, 14]
    expected = [fed(graphs.decode(text, None, guided=True), music(14), cuts) for text in texts]

    def feed(run: DecoderRun, steps: int) -> None:
        for _ in range(60):
            run.feed(music(steps))

    with ThreadPoolExecutor(1) as pool:
        for turn in range(300):
            run = graphs.decode(texts[turn % 2], None, guided=True)
            calling = pool.submit(feed, run, 3 + turn % 11)
            time.sleep(0.002 * (turn % 7))
            run.interrupt()
            calling.exception()
            after = graphs.decode(texts[turn // 2 % 2], None, guided=True)
            assert np.array_equal(fed(after, music(14), cuts), expected[turn // 2 % 2])


def test_a_negative_prompt_counts_only_with_guidance(graphs: DecoderGraphs, texts: list[Floats]) -> None:
    text, other = texts
    run = graphs.decode(text, other, guided=False)
    assert run.rows == 1
    assert np.array_equal(run.feed(music(9)), graphs.decode(text, None, guided=False).feed(music(9)))


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        (np.zeros((3, 1), np.int64), r"steps: shape \(3, 1\), expected \(4, 1 or more\)"),
        (np.zeros((4, 0), np.int64), r"steps: shape \(4, 0\), expected \(4, 1 or more\)"),
        (np.array([[0], [1], [65], [2]]), r"steps: tokens 0\.\.65, expected 0\.\.64"),
        (np.array([[0], [1], [-1], [2]]), r"steps: tokens -1\.\.2, expected 0\.\.64"),
    ],
)
def test_steps_that_cannot_be_fed_are_refused(
    graphs: DecoderGraphs, texts: list[Floats], steps: NDArray[np.int64], message: str
) -> None:
    run = graphs.decode(texts[0], None, guided=True)
    with pytest.raises(ValueError, match=message):
        run.feed(steps)
    assert run.length == 0


def test_only_what_is_there_can_be_kept(graphs: DecoderGraphs, texts: list[Floats]) -> None:
    run = graphs.decode(texts[0], None, guided=True)
    run.feed(music(3))
    for steps in (-1, 4):
        with pytest.raises(ValueError, match=rf"steps: {steps}, expected 0\.\.3"):
            run.keep_last(steps)


def test_a_text_without_states_is_refused(graphs: DecoderGraphs) -> None:
    with pytest.raises(ValueError, match=r"text 0: shape \(0, 32\)"):
        graphs.decode(np.zeros((0, 32), np.float32), None, guided=True)


def test_stereo_has_eight_codebooks(
    tiny_stereo_checkpoint: Path,
    stereo_reference: Reference,
    tmp_path: Path,
    decoder_runtime: DecoderRuntime,
) -> None:
    with open_checkpoint(tiny_stereo_checkpoint) as checkpoint:
        build_decoder(checkpoint, tmp_path, "f32", decoder_runtime)
    text = stereo_reference.states(TEXT)
    steps = np.random.default_rng(4).integers(0, 65, (8, 30))
    expected = np.stack([stereo_reference.logits(steps, row) for row in (text, None)])
    cuts = [10, *range(11, 31)]
    logits = fed(DecoderGraphs(tmp_path, 1, "f32").decode(text, None, guided=True), steps, cuts)
    assert logits.shape == (2, 8, 21, 64)
    assert np.abs(logits - expected[:, :, np.array(cuts) - 1]).max() < CLOSE


def test_a_text_model_follows_no_melody(graphs: DecoderGraphs, reference: Reference) -> None:
    with pytest.raises(ValueError, match=r"melody: shape \(9, 12\), expected None"):
        graphs.decode(reference.states(TEXT), None, guided=True, melody=np.zeros((9, 12), np.float32))
