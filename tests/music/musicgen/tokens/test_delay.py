from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metabgm.music.musicgen.runtime import Codes
from metabgm.music.musicgen.shape import DecoderShape
from metabgm.music.musicgen.tokens.delay import UNKNOWN, Delayed, began_late, delay, delays, undelay

CODES = 32
LAYOUTS = st.sampled_from([(1, False), (2, False), (4, False), (9, False), (2, True), (8, True)])


def _shape(codebooks: int, stereo: bool) -> DecoderShape:
    return DecoderShape(1, 8, 1, 8, codebooks, CODES, 8, 64, stereo)


def _codes(codebooks: int, frames: int, seed: int = 0) -> Codes:
    return np.random.default_rng(seed).integers(0, CODES, (codebooks, frames))


def test_steps_as_the_paper_draws_them() -> None:
    codes = np.array([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    p = CODES
    steps = [[p, 1, 2, 3, p, p], [p, p, 4, 5, 6, p], [p, p, p, 7, 8, 9]]
    assert delay(codes, delays(3), p).tolist() == steps
    assert delays(8, stereo=True).tolist() == [0, 0, 1, 1, 2, 2, 3, 3]


@settings(deadline=None)
@given(layout=LAYOUTS, frames=st.integers(0, 40), cut=st.integers(0, 60))
def test_there_and_back_at_any_cut(layout: tuple[int, bool], frames: int, cut: int) -> None:
    codebooks, stereo = layout
    codes, lag = _codes(codebooks, frames), delays(codebooks, stereo=stereo)
    steps = delay(codes, lag, CODES)
    assert np.array_equal(undelay(steps, lag), codes)
    part = undelay(steps[:, :cut], lag)
    assert np.array_equal(part, codes[:, : part.shape[1]])
    # No frame is complete before its last codebook's token is there, and none is held back after it.
    assert part.shape[1] == min(frames, max(0, cut - 1 - int(lag.max())))


@settings(deadline=None)
@given(layout=LAYOUTS, known=st.integers(0, 20), frames=st.integers(0, 20))
def test_token_by_token_the_pattern_is_that_of_the_whole(
    layout: tuple[int, bool], known: int, frames: int
) -> None:
    codebooks, stereo = layout
    codes, lag = _codes(codebooks, known + frames), delays(codebooks, stereo=stereo)
    whole = delay(codes, lag, CODES)
    steps = Delayed(_shape(codebooks, stereo), codes[:, :known], frames)
    assert np.array_equal(steps.last(steps.known), whole[:, : steps.known])
    while not steps.done:
        # What a decoder would say where the pattern knows better must not get in.
        right = whole[:, steps.known]
        early = steps.known - 1 - lag < known
        steps.take(np.where(early | (right == CODES), CODES - 1 - right, right))
        assert np.array_equal(steps.last(steps.known), whole[:, : steps.known])
        assert np.array_equal(steps.frames(-known, steps.complete), codes[:, : known + steps.complete])
    assert steps.complete == frames
    assert steps.known == whole.shape[1]


@settings(deadline=None)
@given(layout=LAYOUTS, frames=st.integers(1, 30), first=st.integers(0, 29), keep=st.integers(2, 40))
def test_a_piece_begun_late_is_the_pattern_of_its_later_frames(
    layout: tuple[int, bool], frames: int, first: int, keep: int
) -> None:
    codebooks, stereo = layout
    codes, lag = _codes(codebooks, frames), delays(codebooks, stereo=stereo)
    steps = Delayed(_shape(codebooks, stereo), codes[:, : first % frames], frames - first % frames)
    whole = delay(codes, lag, CODES)
    while not steps.done:
        steps.take(whole[:, steps.known])
        again = steps.again(keep)
        assert again.shape[1] == min(keep, steps.known)
        base = steps.known - again.shape[1]
        assert np.array_equal(again, delay(codes[:, base:], lag, CODES)[:, : again.shape[1]])


def test_what_is_forced_is_what_transformers_forces() -> None:
    torch = pytest.importorskip("torch")
    pytest.importorskip("transformers")
    from transformers import MusicgenForCausalLM  # noqa: PLC0415
    from transformers.models.musicgen.configuration_musicgen import MusicgenDecoderConfig  # noqa: PLC0415

    for codebooks, channels in [(4, 1), (8, 2), (2, 2)]:
        stereo = channels == 2
        config = MusicgenDecoderConfig(
            vocab_size=CODES,
            num_codebooks=codebooks,
            audio_channels=channels,
            hidden_size=8,
            ffn_dim=8,
            num_hidden_layers=1,
            num_attention_heads=1,
        )
        model = MusicgenForCausalLM(config)
        for known, frames in [(0, 9), (5, 12), (7, 4)]:
            prompt, lag = _codes(codebooks, known), delays(codebooks, stereo=stereo)
            began = np.concatenate([np.full((codebooks, 1), CODES), prompt], axis=1)
            length = 1 + known + frames + int(lag.max())
            given_ids, mask = model.build_delay_pattern_mask(torch.from_numpy(began), CODES, length)
            unknown = np.full((codebooks, frames), UNKNOWN)
            assert mask.tolist() == delay(np.concatenate([prompt, unknown], axis=1), lag, CODES).tolist()
            steps = Delayed(_shape(codebooks, stereo), prompt, frames)
            assert given_ids.tolist() == steps.last(steps.known).tolist()
            sampled = given_ids.numpy()
            while not steps.done:
                tokens = _codes(codebooks, 1, seed=steps.known)
                steps.take(tokens[:, 0])
                sampled = np.concatenate([sampled, tokens], axis=1)
                masked = model.apply_delay_pattern_mask(torch.from_numpy(sampled), mask)
                assert masked.tolist() == steps.last(steps.known).tolist()


@pytest.mark.parametrize(
    ("prompt", "frames", "message"),
    [
        (np.zeros((3, 2), np.int64), 1, r"prompt: shape \(3, 2\), expected \(4, frames\)"),
        (np.zeros(4, np.int64), 1, r"prompt: shape \(4,\), expected \(4, frames\)"),
        (np.full((4, 1), CODES), 1, "prompt: token 32, expected 0 to 31"),
        (np.full((4, 1), UNKNOWN), 1, "prompt: token -1, expected 0 to 31"),
        (np.zeros((4, 0), np.int64), -1, "frames: -1, expected 0 or more"),
    ],
)
def test_what_is_no_prompt_is_refused(prompt: Codes, frames: int, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        Delayed(_shape(4, False), prompt, frames)


def test_nothing_is_read_or_written_beyond_the_piece() -> None:
    steps = Delayed(_shape(2, False), _codes(2, 3), 1)
    for first, end in [(-4, 0), (0, 1), (0, -1)]:
        with pytest.raises(ValueError, match=r"^frames: "):
            steps.frames(first, end)
    for count in (0, steps.known + 1):
        with pytest.raises(ValueError, match=r"^steps: "):
            steps.last(count)
    while not steps.done:
        steps.take(np.zeros(2, np.int64))
    with pytest.raises(ValueError, match=r"^step: 6, expected fewer than 6$"):
        steps.take(np.zeros(2, np.int64))


def test_a_later_start_knows_nothing_of_the_piece() -> None:
    steps = np.arange(1, 13).reshape(3, 4)
    assert began_late(steps, delays(3), CODES).tolist() == [
        [CODES, 1, 2, 3, 4],
        [CODES, CODES, 6, 7, 8],
        [CODES, CODES, CODES, 11, 12],
    ]
