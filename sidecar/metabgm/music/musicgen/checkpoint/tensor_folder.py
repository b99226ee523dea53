"""A checkpoint as runtimes that take tensors find it in the user's cache: one file, one set of names."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

import numpy as np

from metabgm.models.errors import ModelError
from metabgm.models.safetensors_write import TensorWriter
from metabgm.music.musicgen.checkpoint.check import checked
from metabgm.music.musicgen.checkpoint.opened import Checkpoint
from metabgm.music.musicgen.checkpoint.safetensors_folder import SINGLE, open_folder
from metabgm.music.musicgen.checkpoint.stored import FloatArray
from metabgm.music.musicgen.shape import MusicGenShape

_HALVED = ("decoder.", "text_encoder.")


def write_tensors(
    checkpoint: Checkpoint, folder: Path, progress: Callable[[float], None], *, half: bool
) -> None:
    """One tensor at a time, so that none but the largest has to fit into memory.

    ``half``: matrices of the decoder and the text encoder in float16, as audiocraft's own files have them;
    the codec, whose chunks have to join, stays in float32. Raises ModelError, OSError.
    """
    sizes = {
        name: (shape, half and len(shape) == 2 and name.startswith(_HALVED))
        for name, shape in checkpoint.sizes.items()
    }
    with TensorWriter(folder / SINGLE, sizes) as writer:
        for done, (name, (_, halved)) in enumerate(sizes.items()):
            tensor = checkpoint.tensor(name)
            writer.write(_halved(name, tensor) if halved else tensor)
            progress(done / len(sizes))


class TensorFolder:
    """What ``write_tensors`` wrote, open. A ``Weights``; a context manager.

    Raises ModelError naming a tensor that is missing, too many or of another shape.
    """

    def __init__(self, folder: Path, shape: MusicGenShape) -> None:
        with ExitStack() as stack:
            tensors, _ = open_folder(folder, stack)
            self._tensors = checked(tensors, shape, str(folder))
            self._files = stack.pop_all()
        self.shape = shape
        self.names = tuple(self._tensors)

    def tensor(self, name: str) -> FloatArray:
        """One of ``names``, in float32."""
        return self._tensors[name].load()

    def __enter__(self) -> TensorFolder:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._files.close()


def _halved(name: str, tensor: FloatArray) -> np.ndarray[tuple[int, ...], np.dtype[np.float16]]:
    with np.errstate(over="ignore"):
        small = tensor.astype(np.float16)
    if not np.isfinite(small).all():
        raise ModelError(f"{name} holds {np.abs(tensor).max():g}, more than float16 can; add it in f32")
    return small
