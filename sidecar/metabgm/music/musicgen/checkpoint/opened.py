"""An opened checkpoint, whatever format it came in."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

import numpy as np

from metabgm.models.errors import ModelError
from metabgm.music.musicgen.checkpoint.stored import FloatArray, Stored
from metabgm.music.musicgen.shape import MusicGenShape


class Checkpoint:
    """Opening checked configuration, names and shapes; weights are read as they are asked for.

    ``names``: exactly those of ``expected_tensors(shape)``, Hugging Face's, weight norm folded.
    ``sizes``: their shapes. ``tokenizer``: a ``tokenizer.json``. ``license``: as the folder states it, else
    ``unknown``. ``sources``: the files of weights. A context manager; ``close`` ends all reading.
    """

    def __init__(
        self,
        *,
        shape: MusicGenShape,
        tensors: Mapping[str, Stored],
        tokenizer: bytes,
        license_name: str,
        sources: tuple[Path, ...],
        files: ExitStack,
    ) -> None:
        self.shape = shape
        self.tokenizer = tokenizer
        self.license = license_name
        self.sources = sources
        self.names = tuple(tensors)
        self.sizes = {name: stored.shape for name, stored in tensors.items()}
        self._tensors = tensors
        self._files = files

    def tensor(self, name: str) -> FloatArray:
        """Read whole, of its own memory. KeyError for a name that isn't in ``names``.

        Raises ModelError if the file has become shorter, its dtype isn't read, or a number isn't finite.
        """
        stored = self._tensors[name]
        array = stored.load()
        if not np.isfinite(array).all():
            raise ModelError(f"{stored.file}: {name} holds numbers that aren't finite")
        return array

    def close(self) -> None:
        self._files.close()

    def __enter__(self) -> Checkpoint:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
