"""Shapes of LLaMAs to be trained with random weights: what a step takes doesn't depend on the weights."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """``width``: of a state; ``ffn``: within a layer; ``key_heads``: of keys and values."""

    name: str
    layers: int
    width: int
    ffn: int
    heads: int
    key_heads: int
    vocabulary: int

    @property
    def trained(self) -> int:
        """Weights in the layers' matrices, each beside a LoRA's."""
        keys = self.width * self.key_heads // self.heads
        return self.layers * self.width * (2 * self.width + 2 * keys + 3 * self.ffn)

    @property
    def parameters(self) -> int:
        """With the embedding, which is the head's matrix too but in LLaMA-2."""
        return self.trained + self.vocabulary * self.width * (2 if self == LLAMA2_7B else 1)


LLAMA2_7B = Shape("LLaMA-2-7B", 32, 4096, 11008, 32, 32, 32_000)
MEASURED = (
    Shape("SmolLM2-135M", 30, 576, 1536, 9, 3, 49_152),
    Shape("SmolLM2-360M", 32, 960, 2560, 15, 5, 49_152),
    Shape("SmolLM2-1.7B", 24, 2048, 8192, 32, 32, 49_152),
)
