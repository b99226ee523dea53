"""Tiny MusicGen checkpoints of random weights, made once a session by transformers."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def tiny_checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Hugging Face folder: text model, mono."""
    return _made(tmp_path_factory.mktemp("musicgen") / "tiny")


@pytest.fixture(scope="session")
def tiny_stereo_checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Hugging Face folder: text model, codebooks of two channels."""
    return _made(tmp_path_factory.mktemp("musicgen") / "tiny-stereo", stereo=True)


@pytest.fixture(scope="session")
def tiny_melody_checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Hugging Face folder: melody model, mono."""
    return _made(tmp_path_factory.mktemp("musicgen") / "tiny-melody", kind="melody")


@pytest.fixture(scope="session")
def tiny_stereo_melody_checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Hugging Face folder: melody model, codebooks of two channels."""
    return _made(tmp_path_factory.mktemp("musicgen") / "tiny-stereo-melody", kind="melody", stereo=True)


def _made(folder: Path, *, kind: str = "text", stereo: bool = False) -> Path:
    pytest.importorskip("torch", reason="makes the checkpoint: pip install 'metabgm-sidecar[reference]'")
    pytest.importorskip("transformers")
    from musicgen_checkpoints.hf import write_hf  # noqa: PLC0415

    write_hf(folder, "tiny", kind=kind, stereo=stereo)
    return folder
