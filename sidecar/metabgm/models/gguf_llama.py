"""A LLaMA in a GGUF file as a checkpoint that can be converted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType

import numpy as np
import numpy.typing as npt

from metabgm.models.checkpoint import CheckpointTokenizer
from metabgm.models.errors import ModelError
from metabgm.models.gguf_directory import GgufTensor
from metabgm.models.gguf_file import GgufFile
from metabgm.models.gguf_shape import read_shape
from metabgm.models.gguf_tokenizer import read_tokenizer
from metabgm.models.llama_shape import LlamaShape

BLOCK_MAX_BYTES = 4 * 1024 * 1024
"""Of a block of rows as float32; dequantizing takes several times that, and larger ones are no faster."""

CHAT_TEMPLATE_MAX_CHARACTERS = 64 * 1024
"""The longest known (with tools) have 10,000; it is run, so it should be one that a person could read."""

LICENSE_MAX_CHARACTERS = 100
"""It is shown in one line; some files hold the licence's whole text where its identifier belongs."""

_TEMPLATE_KEY = "tokenizer.chat_template"


class GgufLlama:
    """A ``Checkpoint`` and a context manager; the file is open until ``close``."""

    def __init__(self, path: Path) -> None:
        """Reads the header and holds all tensors' shapes and types against it.

        Raises ModelError naming what is damaged, missing, unsupported, or doesn't fit the rest.
        """
        self._file = GgufFile(path)
        try:
            self._shape = read_shape(self._file)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> GgufLlama:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """May be called twice."""
        self._file.close()

    @property
    def shape(self) -> LlamaShape:
        return self._shape

    @property
    def sources(self) -> Sequence[Path]:
        return [self._file.path]

    @property
    def license(self) -> str:
        """In one line, cut after LICENSE_MAX_CHARACTERS; ``unknown`` if the file states none."""
        stated = " ".join(self._file.values.text("general.license", "").split())
        return stated[:LICENSE_MAX_CHARACTERS] or "unknown"

    def rows(self, tensor: str) -> Iterator[npt.NDArray[np.float32]]:
        """A matrix in blocks (some rows, inputs), first row first. Raises ModelError."""
        found = self._tensor(tensor)
        rows_at_once = max(1, BLOCK_MAX_BYTES // (4 * found.shape[-1]))
        for first in range(0, found.rows, rows_at_once):
            yield self._file.read_rows(found, first, min(rows_at_once, found.rows - first))

    def vector(self, tensor: str) -> npt.NDArray[np.float32]:
        """A norm's gain. Raises ModelError."""
        gain: npt.NDArray[np.float32] = self._file.read_rows(self._tensor(tensor), 0, 1)[0]
        return gain

    def tokenizer(self) -> CheckpointTokenizer:
        """Raises ModelError naming a key that is missing, unsupported, or doesn't fit the tokens."""
        try:
            return read_tokenizer(self._file.values, self.chat_template())
        except ModelError as error:
            # Those of the tokenizers' builders don't know the file.
            name = self._file.path.name
            raise error if name in str(error) else ModelError(f"{name}: {error}") from error

    def chat_template(self) -> str | None:
        """Raises ModelError if it is longer than CHAT_TEMPLATE_MAX_CHARACTERS."""
        values = self._file.values
        if _TEMPLATE_KEY not in values:
            return None
        template = values.text(_TEMPLATE_KEY)
        if len(template) > CHAT_TEMPLATE_MAX_CHARACTERS:
            raise values.error(_TEMPLATE_KEY, f"at most {CHAT_TEMPLATE_MAX_CHARACTERS} characters")
        return template

    def _tensor(self, name: str) -> GgufTensor:
        try:
            return self._file.tensors[name]
        except KeyError:
            raise ModelError(f"{self._file.path.name} lacks the tensor {name}") from None
