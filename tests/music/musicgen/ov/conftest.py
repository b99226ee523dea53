"""The tiny checkpoint: open, as its own classes run it, and as graphs of each precision."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Protocol

import pytest

from metabgm.music.musicgen.checkpoint import Checkpoint, open_checkpoint
from metabgm.music.musicgen.decoder_choice import DecoderRuntime
from metabgm.music.musicgen.ov.compress import Precision
from metabgm.music.musicgen.ov.decoder import build_decoder
from metabgm.music.musicgen.ov.t5 import build_text
from tests.music.musicgen.ov.reference import Reference


class Built(Protocol):
    """The folder of the text encoder's and the decoder's graphs."""

    def __call__(self, precision: Precision, runtime: DecoderRuntime = "openvino") -> Path: ...


@pytest.fixture(scope="session", params=["openvino", "onnxruntime"])
def decoder_runtime(request: pytest.FixtureRequest) -> DecoderRuntime:
    if request.param == "openvino":
        return "openvino"
    for package in ("onnx", "onnxruntime"):
        pytest.importorskip(package, reason="pip install 'metabgm-sidecar[musicgen-onnxruntime]'")
    return "onnxruntime"


@pytest.fixture(scope="session")
def opened(tiny_checkpoint: Path) -> Iterator[Checkpoint]:
    with open_checkpoint(tiny_checkpoint) as checkpoint:
        yield checkpoint


@pytest.fixture(scope="session")
def reference(tiny_checkpoint: Path) -> Reference:
    return Reference(tiny_checkpoint)


@pytest.fixture(scope="session")
def stereo_reference(tiny_stereo_checkpoint: Path) -> Reference:
    return Reference(tiny_stereo_checkpoint)


@pytest.fixture(scope="session")
def built(opened: Checkpoint, tmp_path_factory: pytest.TempPathFactory) -> Built:
    @cache
    def build(precision: Precision, runtime: DecoderRuntime = "openvino") -> Path:
        folder = tmp_path_factory.mktemp(f"graphs-{precision}")
        build_text(opened, folder, precision)
        build_decoder(opened, folder, precision, runtime)
        return folder

    return build
