"""Greedy tokens against transformers' generate, from its own decoder and from the OpenVINO graphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")
import torch

from metabgm.music.musicgen.checkpoint import open_checkpoint
from metabgm.music.musicgen.runtime import Codes, TokenRuntime
from metabgm.music.musicgen.shape import MusicGenShape
from metabgm.music.musicgen.tokens.options import Options, Sampling
from metabgm.music.musicgen.tokens.stream import Conditioning, TokenStream
from metabgm.music.musicgen.tokens.window import Span
from tests.music.musicgen.tokens.transformers_runtime import TransformersRuntime

TEXT = "a slow waltz for two bassoons, rain on a tin roof"
FRAMES = 210
GREEDY = Sampling(temperature=0.0)


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Networks as small as these are slower on several, much slower where other tests use them as well."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def _within(shape: MusicGenShape, positions: int) -> MusicGenShape:
    return replace(shape, decoder=replace(shape.decoder, positions=positions))


def _theirs(folder: Path, positions: int = 2048) -> TransformersRuntime:
    with open_checkpoint(folder) as checkpoint:
        return TransformersRuntime(folder, _within(checkpoint.shape, positions))


def _openvino(folder: Path, built: Path, positions: int = 2048) -> TokenRuntime:
    pytest.importorskip("openvino")
    from metabgm.music.musicgen.networks.text_tokens import TOKENIZER  # noqa: PLC0415
    from metabgm.music.musicgen.ov.codec import build_codec  # noqa: PLC0415
    from metabgm.music.musicgen.ov.decoder import build_decoder  # noqa: PLC0415
    from metabgm.music.musicgen.ov.runtime import OpenVinoRuntime  # noqa: PLC0415
    from metabgm.music.musicgen.ov.t5 import build_text  # noqa: PLC0415

    with open_checkpoint(folder) as checkpoint:
        build_text(checkpoint, built, "f32")
        build_decoder(checkpoint, built, "f32")
        build_codec(checkpoint, built)
        (built / TOKENIZER).write_bytes(checkpoint.tokenizer)
        shape = _within(checkpoint.shape, positions)
        return OpenVinoRuntime(built, shape, threads=1, cache_precision="f32")


def _ours(
    runtime: TokenRuntime,
    guidance: float,
    anchor: Codes | None = None,
    frames: int = FRAMES,
    span: Span | None = None,
) -> Codes:
    options = Options(guidance, sampling=GREEDY)
    followed = Conditioning.of(runtime, TEXT, options)
    stream = TokenStream(runtime, followed, options, seed=0, frames=frames, anchor=anchor, span=span)
    return np.concatenate([stream.prompt, *stream.blocks(20)], axis=1)


@pytest.mark.parametrize("guidance", [3.0, 1.0])
def test_transformers_own_decoder_gives_its_own_tokens(tiny_checkpoint: Path, guidance: float) -> None:
    theirs = _theirs(tiny_checkpoint)
    drawn = theirs.generated(TEXT, 60, guidance)
    assert drawn.shape == (4, 60)
    assert len(np.unique(drawn)) > 10
    assert np.array_equal(_ours(theirs, guidance, frames=60), drawn)


def test_stereo_codebooks_lag_in_pairs(tiny_stereo_checkpoint: Path) -> None:
    theirs = _theirs(tiny_stereo_checkpoint)
    drawn = theirs.generated(TEXT, 40, 3.0)
    assert drawn.shape == (8, 40)
    assert np.array_equal(_ours(theirs, 3.0, frames=40), drawn)


def test_a_prompt_is_continued_as_transformers_does(tiny_checkpoint: Path) -> None:
    theirs = _theirs(tiny_checkpoint)
    prompt = np.random.default_rng(4).integers(0, theirs.shape.decoder.codes, (4, 30))
    drawn = theirs.generated(TEXT, 80, 1.0, prompt)
    assert np.array_equal(drawn[:, :30], prompt)
    assert np.array_equal(_ours(theirs, 1.0, prompt, frames=50), drawn)


@pytest.mark.parametrize("guidance", [3.0, 1.0])
def test_the_openvino_graphs_give_transformers_tokens(
    tiny_checkpoint: Path, tmp_path: Path, guidance: float
) -> None:
    drawn = _theirs(tiny_checkpoint).generated(TEXT, FRAMES, guidance)
    assert np.array_equal(_ours(_openvino(tiny_checkpoint, tmp_path), guidance), drawn)


def test_the_openvino_decoder_starts_again_as_one_that_never_had_a_past(
    tiny_checkpoint: Path, tmp_path: Path
) -> None:
    span = Span(60, 20)
    # So few positions that there is never a trim.
    theirs = _theirs(tiny_checkpoint, span.most)
    graphs = _openvino(tiny_checkpoint, tmp_path, span.most)
    ours = _ours(graphs, 3.0, frames=100, span=span)
    assert np.array_equal(ours, _ours(theirs, 3.0, frames=100, span=span))
    assert not np.array_equal(ours, _ours(graphs, 3.0, frames=100, span=Span(59, 20)))
