"""A LoRA adapter in a file, and a checkpoint with it merged in.

W + alpha / r * B A for each matrix W (Hu et al. 2021, arXiv:2106.09685, section 4.1). A safetensors file:
``<tensor>.lora_a`` (rank, inputs) and ``<tensor>.lora_b`` (outputs, rank) by the names of
``LlamaShape.tensors``, the rows of B in the base's own order; the metadata say what base it is for and, by
``words``, what words it was taught.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from metabgm.models.checkpoint import Checkpoint, CheckpointTokenizer, FloatArray
from metabgm.models.digest import sha256_of_all
from metabgm.models.errors import ModelError
from metabgm.models.json_file import shown
from metabgm.models.llama_shape import LlamaShape
from metabgm.models.safetensors_file import SafetensorsFile

FORMAT = "metabgm-lora-1"
"""Value of the metadata's ``format``."""

ADAPTER_MAX_BYTES = 2 << 30
"""Of rank 16 for a model of 70 billion weights it has 400 MB."""

_RANK_MAX = 256
"""Beyond, an adapter is no smaller than what it changes in the model in the box."""

_A, _B = ".lora_a", ".lora_b"


class Adapter:
    """Read whole: it is small. ``base_sha256``: over the base's files (``digest.sha256_of_all``).

    ``words``: of the descriptions that it was trained on; without any, those it writes are not held to them.
    """

    def __init__(self, path: Path) -> None:
        """Raises ModelError if the file is damaged or no adapter."""
        if path.is_file() and path.stat().st_size > ADAPTER_MAX_BYTES:
            raise ModelError(f"{path} has {path.stat().st_size} bytes; expected at most {ADAPTER_MAX_BYTES}")
        self.path = path
        file = SafetensorsFile(path)
        try:
            if file.metadata.get("format") != FORMAT:
                raise ModelError(f"{path}: format is {shown(file.metadata.get('format'))}; expected {FORMAT}")
            self.base = file.metadata.get("base", "")
            self.base_sha256 = file.metadata.get("base_sha256", "")
            self.words = file.metadata.get("words", "").split()
            alpha = _alpha(file.metadata.get("alpha", ""), path)
            self._deltas = _pairs(file, alpha)
        finally:
            file.close()

    def check(self, base: Checkpoint) -> None:
        """Raises ModelError unless it was trained for this base: its files, and every matrix's shape."""
        shapes = base.shape.tensors()
        for tensor, (a, b) in self._deltas.items():
            expected = shapes.get(tensor)
            if expected != (len(b), a.shape[1]):
                found = f"{tensor} {(len(b), a.shape[1])}"
                what = f"which this model has as {expected}" if expected else "which this model has not"
                raise ModelError(f"{self.path.name} is for another base: it changes {found}, {what}")
        digest = sha256_of_all(base.sources)
        if digest != self.base_sha256:
            raise ModelError(
                f"{self.path.name} was trained for {self.base or 'another base'}, SHA-256"
                f" {shown(self.base_sha256[:12])}; this model has {shown(digest[:12])}"
            )

    def delta(self, tensor: str, rows: slice) -> npt.NDArray[np.float32] | None:
        """What it adds to some rows of a matrix; None where it changes nothing."""
        if tensor not in self._deltas:
            return None
        a, b = self._deltas[tensor]
        return b[rows] @ a


class Merged:
    """A ``Checkpoint``: another one with an adapter merged in, block by block as it is read."""

    def __init__(self, base: Checkpoint, adapter: Adapter) -> None:
        """Raises ModelError if the adapter is for another base."""
        adapter.check(base)
        self._base, self._adapter = base, adapter

    @property
    def shape(self) -> LlamaShape:
        return self._base.shape

    @property
    def sources(self) -> Sequence[Path]:
        return [*self._base.sources, self._adapter.path]

    @property
    def license(self) -> str:
        return self._base.license

    def rows(self, tensor: str) -> Iterator[FloatArray]:
        first = 0
        for block in self._base.rows(tensor):
            delta = self._adapter.delta(tensor, slice(first, first + len(block)))
            first += len(block)
            yield block if delta is None else block.astype(np.float32) + delta

    def vector(self, tensor: str) -> FloatArray:
        return self._base.vector(tensor)

    def tokenizer(self) -> CheckpointTokenizer:
        return self._base.tokenizer()

    def chat_template(self) -> str | None:
        return self._base.chat_template()


def _alpha(text: str, path: Path) -> float:
    try:
        alpha = float(text)
    except ValueError:
        alpha = math.nan
    if not 0 < alpha < math.inf:
        raise ModelError(f"{path}: alpha is {shown(text)}; expected a number above 0")
    return alpha


def _pairs(
    file: SafetensorsFile, alpha: float
) -> dict[str, tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]]:
    """A, and B already scaled."""
    pairs = {}
    for name in file.tensors:
        if not name.endswith((_A, _B)):
            raise ModelError(f"{file.path.name} holds {shown(name)}; expected names that end in {_A} or {_B}")
    for tensor in sorted({name.rpartition(".")[0] for name in file.tensors}):
        for half in (_A, _B):
            if tensor + half not in file.tensors:
                raise ModelError(f"{file.path.name} has no {tensor + half}")
        a, b = _matrix(file, tensor + _A), _matrix(file, tensor + _B)
        rank = len(a)
        if not 1 <= rank == b.shape[1] <= _RANK_MAX:
            raise ModelError(
                f"{file.path.name}: {tensor} has {rank} rows in A and {b.shape[1]} columns in B; expected the"
                f" same rank of 1 to {_RANK_MAX}"
            )
        pairs[tensor] = (a, b * np.float32(alpha / rank))
    if not pairs:
        raise ModelError(f"{file.path.name} holds no tensors")
    return pairs


def _matrix(file: SafetensorsFile, name: str) -> npt.NDArray[np.float32]:
    if len(file.tensors[name].shape) != 2 or 0 in file.tensors[name].shape:
        raise ModelError(
            f"{file.path.name}: {name} has the shape {file.tensors[name].shape}; expected a matrix"
        )
    matrix = np.concatenate(list(file.blocks(name))).astype(np.float32)
    if not np.isfinite(matrix).all():
        raise ModelError(f"{file.path.name}: {name} is damaged: weights that are not finite")
    return matrix
