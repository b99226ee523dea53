"""What a conversion needs of a LLaMA, whatever format it comes in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import numpy.typing as npt

from metabgm.models.llama_shape import LlamaShape

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FloatArray = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True)
class CheckpointTokenizer:
    """``tokens``: by id, exactly as many as the embeddings have rows, all distinct.

    ``bos``, ``eos``, ``unknown``: members of ``tokens``; a vocabulary without bos or unknown gives its eos.
    ``ends``: every token that ends an answer; holds ``eos``.
    """

    tokenizer: Tokenizer
    tokens: Sequence[str]
    bos: str
    eos: str
    unknown: str
    ends: tuple[str, ...]


class Checkpoint(Protocol):
    """An opened LLaMA checkpoint. Opening checked its header; weights are read as they are asked for.

    All methods raise ModelError naming the file, the field or tensor, and what was expected. Names and
    shapes of tensors are those of ``LlamaShape.tensors``.
    """

    @property
    def shape(self) -> LlamaShape: ...

    @property
    def sources(self) -> Sequence[Path]:
        """The files that the model is made from."""

    @property
    def license(self) -> str:
        """As the checkpoint states it, an SPDX identifier where it is one; ``unknown`` if it doesn't."""

    def rows(self, tensor: str) -> Iterator[FloatArray]:
        """A matrix in blocks (some rows, inputs) of float32 or float16, first row first.

        A block is at most 64 MB as float32, so that a large matrix is never whole in memory.
        """

    def vector(self, tensor: str) -> FloatArray:
        """A norm's gain, float32 or float16."""

    def tokenizer(self) -> CheckpointTokenizer: ...

    def chat_template(self) -> str | None:
        """The Jinja template that the checkpoint brings, if it brings one."""
