"""The networks against what transformers and audiocraft made of the same weights once: needs neither."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("openvino", reason="runs the networks: pip install 'metabgm-sidecar[musicgen]'")

from metabgm.music.musicgen.checkpoint import Checkpoint, open_checkpoint
from metabgm.music.musicgen.networks.text_tokens import TOKENIZER
from metabgm.music.musicgen.ov.codec import Codec, build_codec
from metabgm.music.musicgen.ov.decoder import build_decoder
from metabgm.music.musicgen.ov.runtime import OpenVinoRuntime
from metabgm.music.musicgen.ov.t5 import TextEncoder, build_text
from metabgm.music.musicgen.tokens.delay import delays, undelay
from metabgm.music.musicgen.tokens.options import Options, Sampling
from metabgm.music.musicgen.tokens.stream import Conditioning, TokenStream
from musicgen_checkpoints.answers import CUTS, FRAMES, Answers, stored_answers


def _built(checkpoint: Path, folder: Path) -> Path:
    with open_checkpoint(checkpoint) as opened:
        (folder / TOKENIZER).write_bytes(opened.tokenizer)
        build_text(opened, folder, "f32")
        build_decoder(opened, folder, "f32")
        build_codec(opened, folder)
    return folder


def _loaded(checkpoint: Path, folder: Path) -> OpenVinoRuntime:
    with open_checkpoint(checkpoint) as opened:
        return OpenVinoRuntime(_built(checkpoint, folder), opened.shape, threads=1, cache_precision="f32")


@pytest.fixture(scope="module")
def mono(tiny_checkpoint: Path, tmp_path_factory: pytest.TempPathFactory) -> OpenVinoRuntime:
    return _loaded(tiny_checkpoint, tmp_path_factory.mktemp("mono"))


@pytest.fixture(scope="module")
def stereo(tiny_stereo_checkpoint: Path, tmp_path_factory: pytest.TempPathFactory) -> OpenVinoRuntime:
    return _loaded(tiny_stereo_checkpoint, tmp_path_factory.mktemp("stereo"))


@pytest.fixture(params=["tiny", "tiny-stereo"])
def both(request: pytest.FixtureRequest) -> tuple[OpenVinoRuntime, Answers]:
    runtime = request.getfixturevalue({"tiny": "mono", "tiny-stereo": "stereo"}[request.param])
    return runtime, stored_answers(request.param)


@pytest.mark.parametrize("length", ["short", "long"])
def test_states_of_a_text(tiny_checkpoint: Path, tmp_path: Path, length: str) -> None:
    answers = stored_answers("tiny")
    with open_checkpoint(tiny_checkpoint) as opened:
        build_text(opened, tmp_path, "f32")
    states = TextEncoder(tmp_path, 1).encode(answers[f"ids_{length}"])
    assert states.std() > 0.5
    np.testing.assert_allclose(states, answers[f"states_{length}"], rtol=0, atol=1e-4)


def test_logits_of_both_rows(both: tuple[OpenVinoRuntime, Answers]) -> None:
    runtime, answers = both
    run = runtime.decode(answers["states_short"], None, guided=True)
    steps, begin = answers["steps"].astype(np.int64), 0
    for index, end in enumerate(CUTS):
        logits = run.feed(steps[:, begin:end])
        np.testing.assert_allclose(logits, answers["logits"][:, :, index], rtol=0, atol=1e-3)
        begin = end


@pytest.mark.parametrize("guidance", [1, 3])
def test_the_likeliest_tokens_of_two_hundred_frames(
    both: tuple[OpenVinoRuntime, Answers], guidance: int
) -> None:
    runtime, answers = both
    shape = runtime.shape.decoder
    lag = delays(shape.codebooks, stereo=shape.stereo)
    expected = undelay(answers[f"greedy_{guidance}"].astype(np.int64), lag)
    followed = Conditioning(answers["states_short"].astype(np.float32))
    options = Options(float(guidance), sampling=Sampling(temperature=0.0))
    stream = TokenStream(runtime, followed, options, seed=0, frames=FRAMES)
    made = np.concatenate(list(stream.blocks(20)), axis=1)
    assert made.shape == (shape.codebooks, FRAMES)
    assert len(np.unique(made)) > 10
    np.testing.assert_array_equal(made, expected)


@pytest.mark.parametrize("chunk", [1, 5, 24])
def test_audio_of_codes(mono: OpenVinoRuntime, chunk: int) -> None:
    answers = stored_answers("tiny")
    codes, stream = answers["codes"].astype(np.int64), mono.codec_stream()
    parts = [stream.feed(codes[:, at : at + chunk]) for at in range(0, codes.shape[1], chunk)]
    audio = np.concatenate([*parts, stream.finish()])
    assert audio.std() > 0.1
    np.testing.assert_allclose(audio, answers["audio"], rtol=0, atol=1e-4)


def test_codes_of_audio(mono: OpenVinoRuntime) -> None:
    answers = stored_answers("tiny")
    assert len(np.unique(answers["encoded"])) > 10
    np.testing.assert_array_equal(mono.encode_audio(answers["audio"].astype(np.float32)), answers["encoded"])


@pytest.fixture(params=["", "-stereo"])
def as_audiocraft(request: pytest.FixtureRequest) -> tuple[OpenVinoRuntime, Answers]:
    """The tiny models in audiocraft's format have the weights of those in transformers'."""
    runtime = request.getfixturevalue("stereo" if request.param else "mono")
    return runtime, stored_answers(f"audiocraft{request.param}")


def test_logits_are_those_of_audiocrafts_language_model(
    as_audiocraft: tuple[OpenVinoRuntime, Answers],
) -> None:
    runtime, answers = as_audiocraft
    run = runtime.decode(answers["states"], None, guided=True)
    steps, begin = answers["steps"].astype(np.int64), 0
    assert answers["logits"].std() > 0.1
    for index, end in enumerate(CUTS):
        logits = run.feed(steps[:, begin:end])
        np.testing.assert_allclose(logits, answers["logits"][:, :, index], rtol=0, atol=1e-3)
        begin = end


class _Padded:
    """A checkpoint as one of audiocraft's: its codec takes zeros beyond the ends."""

    def __init__(self, opened: Checkpoint) -> None:
        codec = replace(opened.shape.codec, padding="constant")
        self.shape, self.names, self.tensor = replace(opened.shape, codec=codec), opened.names, opened.tensor


def test_audio_is_that_of_audiocrafts_codec(tiny_checkpoint: Path, tmp_path: Path) -> None:
    answers = stored_answers("audiocraft")
    with open_checkpoint(tiny_checkpoint) as opened:
        build_codec(_Padded(opened), tmp_path)
    stream = Codec(tmp_path, threads=1).stream()
    audio = np.concatenate([stream.feed(answers["codes"].astype(np.int64)), stream.finish()])
    assert audio.std() > 0.1
    np.testing.assert_allclose(audio, answers["audio"], rtol=0, atol=1e-4)
