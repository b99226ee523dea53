from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from metabgm.music.engine import Anchor, Brief, Keepable, KeptMaterial
from metabgm.music.musicgen.engine import MusicGen
from metabgm.music.musicgen.kept_tokens import kept, tokens_of
from tests.music.musicgen.numpy_runtime import SHAPE, NumpyRuntime

DECODER = SHAPE.decoder
TOKENS = np.random.default_rng(2).integers(0, 64, (4, 250))
KEPT = kept(TOKENS, "tiny")


def test_tokens_are_the_same_afterwards() -> None:
    assert len(KEPT.tokens) == 2000
    found = tokens_of(KEPT, "tiny", DECODER)
    assert found is not None
    assert found.dtype == np.int64
    assert np.array_equal(found, TOKENS)
    large = np.array([[2047], [0], [65_535], [1]])
    found = tokens_of(kept(large, "x"), "x", replace(DECODER, codes=65_536))
    assert found is not None
    assert np.array_equal(found, large)


@pytest.mark.parametrize(
    "material",
    [
        replace(KEPT, model="other"),
        replace(KEPT, codebooks=8),
        replace(KEPT, tokens=KEPT.tokens[:-1]),
        replace(KEPT, tokens=KEPT.tokens[:-2]),
        replace(KEPT, tokens=b""),
        kept(TOKENS + 1, "tiny"),
    ],
)
def test_what_is_not_this_models_is_none(material: KeptMaterial) -> None:
    assert tokens_of(material, "tiny", DECODER) is None


def test_another_sessions_piece_grows_from_what_is_kept() -> None:
    piece = MusicGen(NumpyRuntime(), "tiny", random=True).compose(Brief("calm", seed=1, seconds=7.0))
    assert isinstance(piece, Keepable)
    assert piece.keep() is None
    chunks, heard = piece.chunks(), 0
    while heard < 5 * 48_000:
        heard += len(next(chunks))
    material = piece.keep()
    assert material is not None
    assert (material.model, material.codebooks, len(material.tokens)) == ("tiny", 4, 2000)
    engine = MusicGen(NumpyRuntime(), "tiny", random=True)
    grown, same = (
        engine.compose(Brief("a fight", seed=2, seconds=2.0, anchor=anchor))
        for anchor in (Anchor("musicgen", "", material), piece.anchor())
    )
    assert grown.parameters["anchor_tokens"] == 250
    assert all(np.array_equal(*pair) for pair in zip(grown.chunks(), same.chunks(), strict=True))
    other = MusicGen(NumpyRuntime(), "small", random=True)
    alone = other.compose(Brief("a fight", seed=2, anchor=Anchor("musicgen", "", material)))
    assert alone.parameters["anchor_tokens"] == 0
