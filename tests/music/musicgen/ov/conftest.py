"""The tiny checkpoint: open, as its own classes run it, and as graphs of each precision."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from metabgm.music.musicgen.checkpoint import Checkpoint, open_checkpoint
from metabgm.music.musicgen.ov.compress import Precision
from metabgm.music.musicgen.ov.decoder import build_decoder
from metabgm.music.musicgen.ov.t5 import build_text
from tests.music.musicgen.ov.reference import Reference

Built = Callable[[Precision], Path]


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
    """The folder of the text encoder's and the decoder's graphs."""

    @cache
    def build(precision: Precision) -> Path:
        folder = tmp_path_factory.mktemp(f"graphs-{precision}")
        build_text(opened, folder, precision)
        build_decoder(opened, folder, precision)
        return folder

    return build
