"""Reads what a LLaMA needs out of a GGUF file: its shape, its vocabulary, its weights row by row.

Source: the GGUF specification's key names (``llama.*``, ``tokenizer.ggml.*``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from metabgm.models.errors import ModelError

Array = npt.NDArray[Any]

_ROWS_AT_ONCE = 4096
_SPECIAL_TOKEN_TYPE = 3
_CHATML_TURN = "<|im_start|>"


@dataclass(frozen=True)
class LlamaShape:
    """``rope_base``: of the rotary angles. ``norm_epsilon``: of the RMS norms."""

    layers: int
    heads: int
    kv_heads: int
    rope_base: float
    norm_epsilon: float


@dataclass(frozen=True)
class Vocabulary:
    """Byte-level BPE. ``tokens`` by id, in GPT-2's printable spelling of bytes; ``merges`` best first."""

    tokens: list[str]
    merges: list[tuple[str, str]]
    special: list[str]
    bos: str
    eos: str
    unknown: str


class LlamaFile:
    """A GGUF file of LLaMA architecture, mapped into memory for as long as this object lives."""

    def __init__(self, path: Path) -> None:
        """Raises ModelError if the file is no GGUF, is damaged, or holds another architecture."""
        # gguf costs 60 MB of imports, which only a conversion should pay.
        import gguf  # noqa: PLC0415

        self._name = path.name
        self._dequantize = gguf.quants.dequantize
        try:
            self._reader = gguf.GGUFReader(path)
        except (ValueError, KeyError, IndexError, OverflowError, OSError) as error:
            raise ModelError(f"{path.name} is no readable GGUF file: {error}") from error
        self._tensors = {tensor.name: tensor for tensor in self._reader.tensors}
        self._expect("general.architecture", "llama")
        self._expect("tokenizer.ggml.model", "gpt2")
        self._expect("tokenizer.ggml.pre", "smollm")
        if _CHATML_TURN not in self._value("tokenizer.chat_template"):
            raise ModelError(f"{path.name}: tokenizer.chat_template has no ChatML turns")

    def shape(self) -> LlamaShape:
        """Raises ModelError naming a key that is missing."""
        return LlamaShape(
            layers=int(self._value("llama.block_count")),
            heads=int(self._value("llama.attention.head_count")),
            kv_heads=int(self._value("llama.attention.head_count_kv")),
            rope_base=float(self._value("llama.rope.freq_base")),
            norm_epsilon=float(self._value("llama.attention.layer_norm_rms_epsilon")),
        )

    def vocabulary(self) -> Vocabulary:
        """Raises ModelError naming a key that is missing or that doesn't fit the others."""
        tokens = self._value("tokenizer.ggml.tokens")
        types = self._value("tokenizer.ggml.token_type")
        if len(types) != len(tokens):
            raise ModelError(f"{self._name}: {len(tokens)} tokens but {len(types)} token types")
        merges = [merge.partition(" ") for merge in self._value("tokenizer.ggml.merges")]
        return Vocabulary(
            tokens=tokens,
            merges=[(left, right) for left, _, right in merges],
            special=[token for token, kind in zip(tokens, types, strict=True) if kind == _SPECIAL_TOKEN_TYPE],
            bos=tokens[self._value("tokenizer.ggml.bos_token_id")],
            eos=tokens[self._value("tokenizer.ggml.eos_token_id")],
            unknown=tokens[self._value("tokenizer.ggml.unknown_token_id")],
        )

    def vector(self, name: str) -> Array:
        """A norm's gain, float32. Raises ModelError naming a tensor that is missing."""
        tensor = self._tensor(name)
        return np.array(self._dequantize(tensor.data, tensor.tensor_type), dtype=np.float32)

    def rows(self, name: str) -> Iterator[Array]:
        """The matrix ``name`` as float32 blocks (rows, columns), so that it is never whole in memory."""
        tensor = self._tensor(name)
        for start in range(0, len(tensor.data), _ROWS_AT_ONCE):
            block = tensor.data[start : start + _ROWS_AT_ONCE]
            yield np.asarray(self._dequantize(block, tensor.tensor_type), dtype=np.float32)

    def _tensor(self, name: str) -> Any:
        try:
            return self._tensors[name]
        except KeyError:
            raise ModelError(f"{self._name} lacks the tensor {name}") from None

    def _value(self, key: str) -> Any:
        field = self._reader.fields.get(key)
        if field is None:
            raise ModelError(f"{self._name} lacks the key {key}")
        return field.contents()

    def _expect(self, key: str, supported: str) -> None:
        value = self._value(key)
        if value != supported:
            raise ModelError(f"{self._name}: {key} is {value!r}; supported is {supported!r}")
