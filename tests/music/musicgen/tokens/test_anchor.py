from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metabgm.music.musicgen.tokens.anchor import CHANGE_SECONDS, takeover
from metabgm.music.musicgen.tokens.options import GUIDANCE, Options

TOKENS = np.arange(4 * 500).reshape(4, 500)


def test_with_guidance_the_last_second_and_a_half_and_a_stronger_pull_at_first() -> None:
    rule = takeover(TOKENS, Options(), 4, 50)
    assert np.array_equal(rule.prompt, TOKENS[:, -75:])
    assert [rule.guidance_at(frame) for frame in (0, 50, 99, 100, 5000)] == [4.5, 3.75, 3.015, 3.0, 3.0]


def test_without_guidance_half_of_it() -> None:
    rule = takeover(TOKENS, Options(guidance=1.0), 4, 50)
    assert np.array_equal(rule.prompt, TOKENS[:, -38:])
    assert rule.guidance_at(0) == 1.0


@pytest.mark.parametrize("options", [Options(), Options(prompt_seconds=0.0)])
def test_where_nothing_is_continued_guidance_is_its_own(options: Options) -> None:
    tokens = None if options.prompt_seconds else TOKENS
    rule = takeover(tokens, options, 4, 50)
    assert rule.prompt.shape == (4, 0)
    assert rule.guidance_at(0) == 3.0


@settings(deadline=None)
@given(
    guidance=st.floats(*GUIDANCE),
    seconds=st.floats(0.0, 4.0),
    length=st.integers(0, 300),
    frame=st.integers(0),
)
def test_for_any_anchor(guidance: float, seconds: float, length: int, frame: int) -> None:
    tokens = TOKENS[:, :length]
    rule = takeover(tokens, Options(guidance=guidance, prompt_seconds=seconds), 4, 50)
    count = rule.prompt.shape[1]
    assert count <= min(length, 200)
    assert np.array_equal(rule.prompt, tokens[:, length - count :])
    assert guidance <= rule.guidance_at(frame) <= GUIDANCE[1] + 1e-9
    assert rule.guidance_at(frame) >= rule.guidance_at(frame + 1)
    assert rule.guidance_at(round(CHANGE_SECONDS * 50)) == guidance


def test_the_prompt_does_not_change_with_the_last_piece() -> None:
    tokens = TOKENS.copy()
    prompt = takeover(tokens, Options(), 4, 50).prompt
    tokens[:] = 0
    assert np.array_equal(prompt, TOKENS[:, -75:])


def test_tokens_of_another_model_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^anchor: tokens of shape \(4, 500\), expected \(8, frames\)$"):
        takeover(TOKENS, Options(), 8, 50)
