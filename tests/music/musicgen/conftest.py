"""Tiny MusicGen checkpoints of random weights, made once a session, as transformers makes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from musicgen_checkpoints.skeleton import TINY, TINY_MELODY, TINY_STEREO, TINY_STEREO_MELODY, Tiny, write_tiny


@pytest.fixture(scope="session")
def tiny_checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Hugging Face folder: text model, mono."""
    return _made(tmp_path_factory.mktemp("musicgen") / "tiny", TINY)


@pytest.fixture(scope="session")
def tiny_stereo_checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Hugging Face folder: text model, codebooks of two channels."""
    return _made(tmp_path_factory.mktemp("musicgen") / "tiny-stereo", TINY_STEREO)


@pytest.fixture(scope="session")
def tiny_melody_checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Hugging Face folder: melody model, mono."""
    return _made(tmp_path_factory.mktemp("musicgen") / "tiny-melody", TINY_MELODY)


@pytest.fixture(scope="session")
def tiny_stereo_melody_checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Hugging Face folder: melody model, codebooks of two channels."""
    return _made(tmp_path_factory.mktemp("musicgen") / "tiny-stereo-melody", TINY_STEREO_MELODY)


def _made(folder: Path, tiny: Tiny) -> Path:
    write_tiny(folder, tiny)
    return folder
