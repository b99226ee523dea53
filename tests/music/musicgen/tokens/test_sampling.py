from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from metabgm.music.musicgen.runtime import RuntimeFaultError
from metabgm.music.musicgen.tokens.options import Sampling
from metabgm.music.musicgen.tokens.sampling import LogitsError, Scores, draw, guided, weights

ALL = Sampling(top_k=0)
RECORDED = [1936, 1423, 215, 283]


def _scores(seed: int, codes: int = 64, codebooks: int = 4, spread: float = 3.0) -> Scores:
    rng = np.random.default_rng(seed)
    return (spread * rng.normal(size=(codebooks, codes))).astype(np.float32)


def _softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))


@pytest.mark.parametrize("temperature", [0.5, 1.0, 2.0])
def test_draws_follow_softmax(temperature: float) -> None:
    draws, codes = 4000, 12
    scores = _scores(1, codes, spread=1.0)
    sampling = Sampling(temperature=temperature, top_k=0)
    tokens = np.array([draw(scores, sampling, 3, step) for step in range(draws)])
    expected = draws * _softmax(scores.astype(np.float64) / temperature)
    for book in range(4):
        seen = np.bincount(tokens[:, book], minlength=codes)
        chi = ((seen - expected[book]) ** 2 / expected[book]).sum()
        # Wilson and Hilferty's approximation of the chi-square quantile at 0.9999.
        free = codes - 1
        assert chi < free * (1 - 2 / (9 * free) + 3.719 * math.sqrt(2 / (9 * free))) ** 3
    # The codebooks' draws have nothing to do with each other.
    assert abs(np.corrcoef(tokens.T)[np.triu_indices(4, 1)]).max() < 0.06


@settings(deadline=None)
@given(seed=st.integers(0, 2**32), top_k=st.integers(0, 70), top_p=st.floats(0.0, 1.0))
def test_what_may_be_drawn_is_what_transformers_leaves(seed: int, top_k: int, top_p: float) -> None:
    torch = pytest.importorskip("torch")
    logits_process = pytest.importorskip("transformers.generation.logits_process")
    scores = _scores(seed)
    left = torch.from_numpy(scores.astype(np.float64)) / 0.7
    if top_k:
        left = logits_process.TopKLogitsWarper(top_k)(None, left)
    if top_p > 0.0:
        # What lies on the very edge is decided by rounding.
        sums = left.softmax(dim=-1).sort().values.cumsum(dim=-1)
        assume(float((sums - (1.0 - top_p)).abs().min()) > 1e-6)
        left = logits_process.TopPLogitsWarper(top_p)(None, left)
    theirs = left.softmax(dim=-1).numpy()
    ours = weights(scores, Sampling(0.7, top_k, top_p)).astype(np.float64)
    ours /= ours.sum(axis=1, keepdims=True)
    assert np.array_equal(ours > 0, theirs > 0)
    assert np.allclose(ours, theirs, atol=1e-6)


def test_top_k_leaves_so_many_and_equals_of_the_last() -> None:
    scores = np.array([[0.0, 3.0, 1.0, 2.0, 1.0]], np.float32)
    assert (weights(scores, Sampling(top_k=2)) > 0).tolist() == [[False, True, False, True, False]]
    assert (weights(scores, Sampling(top_k=3)) > 0).tolist() == [[False, True, True, True, True]]
    assert (weights(scores, Sampling(top_k=9)) > 0).all()


def test_top_p_always_leaves_the_likeliest() -> None:
    scores = np.log(np.array([[0.1, 0.6, 0.05, 0.25]], np.float32))
    for top_p, left in [
        (1e-20, [1]),
        (0.01, [1]),
        (0.59, [1]),
        (0.61, [1, 3]),
        (0.9, [0, 1, 3]),
        (0.96, [0, 1, 2, 3]),
    ]:
        assert np.flatnonzero(weights(scores, Sampling(top_k=0, top_p=top_p))[0]).tolist() == left
    assert (weights(scores, Sampling(top_k=0, top_p=1.0)) > 0).all()


@settings(deadline=None)
@given(seed=st.integers(0, 2**63 - 1), step=st.integers(0, 10**6), top_k=st.integers(0, 5))
def test_any_step_is_drawn_again_by_itself_and_only_what_is_left(seed: int, step: int, top_k: int) -> None:
    scores = _scores(5)
    tokens = draw(scores, Sampling(top_k=top_k), seed, step)
    draw(scores, ALL, seed, step + 1)
    assert np.array_equal(draw(scores, Sampling(top_k=top_k), seed, step), tokens)
    assert (weights(scores, Sampling(top_k=top_k))[np.arange(4), tokens] > 0).all()


def test_seed_and_step_both_count() -> None:
    flat = np.zeros((4, 2048), np.float32)
    drawn = {tuple(draw(flat, ALL, seed, step)) for seed in (0, 1, 2**63 - 1) for step in range(50)}
    assert len(drawn) == 150
    # They are the same on every machine.
    assert draw(flat, ALL, 1, 2).tolist() == RECORDED


def test_a_token_without_weight_is_never_drawn() -> None:
    scores = np.full((2, 30), -1e30, np.float32)
    scores[0, 7] = scores[1, 0] = 5.0
    assert {tuple(draw(scores, ALL, 0, step)) for step in range(300)} == {(7, 0)}


def test_extremes_do_not_overflow() -> None:
    scores = np.array([[3e38, -3e38, 2.9e38], [-3e38, -3e38, -3e38]], np.float32)
    for temperature in (1e-30, 1.0, 5.0):
        shares = weights(scores, Sampling(temperature, top_k=0, top_p=0.9))
        assert shares[0].tolist() == [1.0, 0.0, 0.0]
        assert shares[1].max() == 1.0


def test_without_temperature_the_likeliest_is_taken() -> None:
    scores = _scores(9)
    assert np.array_equal(draw(scores, Sampling(temperature=0.0), 1, 1), scores.argmax(axis=1))
    assert draw(np.zeros((1, 5), np.float32), Sampling(temperature=0.0), 1, 1).tolist() == [0]


@settings(deadline=None)
@given(seed=st.integers(0, 2**32), scale=st.floats(1.0, 15.0))
def test_guidance_leads_away_from_the_second_row(seed: int, scale: float) -> None:
    with_text, without = _scores(seed), _scores(seed + 1)
    scores = guided(np.stack([with_text, without]), scale)
    assert np.allclose(scores, without + scale * (with_text - without), rtol=1e-5, atol=1e-4)
    assert np.array_equal(guided(with_text[None], scale), with_text)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("rows", [1, 2])
def test_what_is_not_finite_is_named(value: float, rows: int) -> None:
    for row in range(rows):
        logits = np.stack([_scores(1), _scores(2)])[:rows]
        logits[row, 2, 17] = value
        with pytest.raises(
            LogitsError, match=r"^logits of step 12: -?(nan|inf) at codebook 2, token 17, not"
        ):
            draw(guided(logits, 3.0), Sampling(temperature=0.0), 0, 12)
    assert issubclass(LogitsError, RuntimeFaultError)


def test_guidance_that_overflows_is_named() -> None:
    huge = np.full((2, 1, 3), 3e38, np.float32)
    huge[1] *= -1
    with pytest.raises(LogitsError, match="inf at codebook 0, token 0"):
        draw(guided(huge, 3.0), ALL, 0, 0)
