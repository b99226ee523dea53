from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import openvino as ov
import pytest

from metabgm.music.musicgen.ov.codec import BACK, FRONT, HEAD, PLAN, TAIL, Codec, build_codec
from metabgm.music.musicgen.runtime import Audio, Codes, RuntimeFaultError
from tests.music.musicgen.ov.codec_models import SmallCodec, small_codec

WITHOUT_TORCH = """\
import sys
from pathlib import Path
import numpy as np
from metabgm.music.musicgen.ov.codec import Codec
codec = Codec(Path(sys.argv[1]), threads=1)
stream = codec.stream()
audio = np.concatenate([stream.feed(np.zeros((4, 9), np.int64)), stream.finish()])
codec.encode(audio)
print([name for name in ("torch", "transformers", "safetensors") if name in sys.modules])
"""


@pytest.fixture(scope="module")
def small() -> SmallCodec:
    return small_codec()


@pytest.fixture(scope="module")
def folder(small: SmallCodec, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("codec")
    build_codec(small, folder)
    return folder


def _decoded(codec: Codec, codes: Codes) -> Audio:
    stream = codec.stream()
    return np.concatenate([stream.feed(codes), stream.finish()])


def test_bf16_stays_near_f32(small: SmallCodec, folder: Path) -> None:
    codes = small.random_codes(100)
    exact = _decoded(Codec(folder, threads=1), codes)
    near = _decoded(Codec(folder, threads=1, precision="bf16"), codes)
    assert np.isfinite(near).all()
    noise = float(((near - exact) ** 2).sum())
    if "BF16" in ov.Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES"):
        assert noise > 0, "the hint is followed"
        snr = 10 * np.log10(float((exact**2).sum()) / noise)
        assert snr > 25
    else:
        assert noise == 0, "a processor without bf16 stays in f32"


def test_an_lstm_of_eight_bits_is_heard_by_nobody(small: SmallCodec, folder: Path, tmp_path: Path) -> None:
    build_codec(small, tmp_path, "int8")
    codes = small.random_codes(100)
    exact = _decoded(Codec(folder, threads=1), codes)
    near = _decoded(Codec(tmp_path, threads=1), codes)
    snr = 10 * np.log10(float((exact**2).sum()) / float(((near - exact) ** 2).sum()))
    assert 40 < snr < 80
    assert (tmp_path / HEAD).with_suffix(".bin").stat().st_size < 0.6 * (folder / HEAD).with_suffix(
        ".bin"
    ).stat().st_size
    audio = np.random.default_rng(3).normal(0, 0.3, (30_000, 1)).astype(np.float32)
    np.testing.assert_array_equal(
        Codec(tmp_path, threads=1).encode(audio), Codec(folder, threads=1).encode(audio)
    )


def test_bf16_leaves_the_codes_of_audio_alone(folder: Path) -> None:
    audio = np.random.default_rng(3).normal(0, 0.3, (30_000, 1)).astype(np.float32)
    exact = Codec(folder, threads=1).encode(audio)
    np.testing.assert_array_equal(Codec(folder, threads=1, precision="bf16").encode(audio), exact)


def test_compiled_graphs_are_cached(small: SmallCodec, folder: Path, tmp_path: Path) -> None:
    codes = small.random_codes(20)
    first = _decoded(Codec(folder, threads=1, cache=tmp_path), codes)
    assert len(list(tmp_path.glob("*.blob"))) == 2
    np.testing.assert_array_equal(_decoded(Codec(folder, threads=1, cache=tmp_path), codes), first)


def test_neither_torch_nor_transformers_is_loaded(folder: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", WITHOUT_TORCH, str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout.strip()) == (0, "[]"), run.stderr


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"causal": True}, "codec.causal is true"),
        ({"padding": "edge"}, "codec.padding is 'edge', expected 'reflect' or 'constant'"),
        ({"codebooks": 3}, "codec.codebooks is 3, expected 4: the decoder has 4"),
        ({"codes": 65}, r"quantizer.layers.0.codebook.embed has the shape \(64, 16\), expected \(65, 16\)"),
        ({"filters": 8}, r"decoder.layers.0.conv.weight has the shape \(64, 16, 7\)"),
    ],
)
def test_a_codec_of_another_kind_is_not_built(
    small: SmallCodec, tmp_path: Path, changes: dict[str, Any], message: str
) -> None:
    shape = replace(small.shape, codec=replace(small.shape.codec, **changes))
    with pytest.raises(ValueError, match=message):
        build_codec(SmallCodec(small.model, shape), tmp_path)


def test_stereo_wants_a_codec_of_one_channel(tmp_path: Path) -> None:
    small = small_codec(stereo=True)
    shape = replace(small.shape, codec=replace(small.shape.codec, channels=2))
    with pytest.raises(ValueError, match=r"codec\.channels is 2, expected 1 in a stereo model"):
        build_codec(SmallCodec(small.model, shape), tmp_path)


@pytest.mark.parametrize("name", [PLAN, HEAD, TAIL])
@pytest.mark.parametrize("content", [None, b"", b"{}"])
def test_a_broken_folder_names_the_file(
    small: SmallCodec, tmp_path: Path, name: str, content: bytes | None
) -> None:
    build_codec(small, tmp_path)
    (tmp_path / name).unlink()
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(RuntimeFaultError, match=name) as caught:
        Codec(tmp_path, threads=1)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", [HEAD, TAIL, FRONT, BACK])
def test_weights_cut_short_name_the_file(small: SmallCodec, tmp_path: Path, name: str) -> None:
    build_codec(small, tmp_path)
    weights = (tmp_path / name).with_suffix(".bin")
    weights.write_bytes(weights.read_bytes()[: weights.stat().st_size // 2])
    with pytest.raises(RuntimeFaultError, match=name):
        Codec(tmp_path, threads=1).encode(np.zeros((2000, 1), np.float32))
