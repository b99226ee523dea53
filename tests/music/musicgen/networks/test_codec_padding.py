from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("torch")
import torch
from transformers.models.encodec.modeling_encodec import EncodecConv1d

from metabgm.music.musicgen.networks.codec_padding import front_reach, pad_codes, paddings, tail_reach
from tests.music.musicgen.ov.codec_models import small_codec


@given(st.integers(1, 12), st.integers(0, 6), st.integers(0, 6), st.sampled_from(["reflect", "constant"]))
def test_codes_are_padded_as_transformers_pads_what_they_stand_for(
    length: int, before: int, after: int, padding: str
) -> None:
    codes = np.arange(1, 2 * length + 1).reshape(2, length)
    expected = EncodecConv1d._pad1d(
        torch.from_numpy(codes[None].astype(np.float32)), (before, after), padding
    )
    padded = pad_codes(codes, before, after, padding=padding, blank=99)
    np.testing.assert_array_equal(np.where(padded == 99, 0, padded), expected[0].numpy())


def test_an_odd_padding_is_longer_before() -> None:
    assert paddings(7) == (3, 3)
    assert paddings(3, dilation=4) == (4, 4)
    assert paddings(10, stride=5) == (3, 2)
    assert paddings(16, stride=8) == (4, 4)


@pytest.mark.parametrize("residual_layers", [1, 3])
@pytest.mark.parametrize("ratios", [(8, 5, 4, 4), (8, 5, 4, 2), (2, 2), (3, 5), (2,)])
def test_the_tails_reach_is_just_what_changes_the_audio(
    ratios: tuple[int, ...], residual_layers: int
) -> None:
    codec = small_codec(ratios=ratios, residual_layers=residual_layers, rate=50 * int(np.prod(ratios)))
    frames, middle = 41, 20
    rng = np.random.default_rng(0)
    features = rng.normal(size=(1, 4 * 2 ** len(ratios), frames)).astype(np.float32)
    changed = features.copy()
    changed[:, :, middle] += 1
    with torch.no_grad():
        audio, other = (
            torch.nn.Sequential(*codec.model.decoder.layers[2:])(torch.from_numpy(each)).numpy()
            for each in (features, changed)
        )
    touched = np.flatnonzero((audio != other).reshape(frames, -1).any(1))
    assert max(middle - touched[0], touched[-1] - middle) == tail_reach(codec.shape.codec)


@pytest.mark.parametrize("residual_layers", [1, 3])
@pytest.mark.parametrize("ratios", [(8, 5, 4, 4), (8, 5, 4, 2), (2, 2), (3, 5), (2,)])
def test_the_fronts_reach_is_just_what_changes_a_tokens_features(
    ratios: tuple[int, ...], residual_layers: int
) -> None:
    hop = int(np.prod(ratios))
    codec = small_codec(ratios=ratios, residual_layers=residual_layers, rate=50 * hop)
    tokens, middle = 41, 20
    audio = np.random.default_rng(0).normal(size=(1, 1, tokens * hop)).astype(np.float32)
    changed = audio.copy()
    changed[:, :, middle * hop : (middle + 1) * hop] += 1
    layers = 1 + len(ratios) * (residual_layers + 2)
    with torch.no_grad():
        features, other = (
            torch.nn.Sequential(*codec.model.encoder.layers[:layers])(torch.from_numpy(each)).numpy()
            for each in (audio, changed)
        )
    touched = np.flatnonzero((features != other)[0].any(0))
    assert max(middle - touched[0], touched[-1] - middle) == front_reach(codec.shape.codec)
