"""The sizes and constants that make one LLaMA differ from another.

Source: Touvron et al. 2023 (arXiv:2307.09288) for the architecture; the scaling of long contexts as in
Llama 3.1's model card and configuration (``rope_type`` ``llama3``).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LinearRope:
    """Positions are divided by ``factor`` >= 1."""

    factor: float


@dataclass(frozen=True)
class Llama3Rope:
    """Slow rotations are divided by ``factor``, fast ones stay, those between are blended.

    A rotation is slow if it turns less than ``low_freq_factor`` times within ``original_context`` tokens, and
    fast if it turns more than ``high_freq_factor`` times.
    """

    factor: float
    low_freq_factor: float
    high_freq_factor: float
    original_context: int


RopeScaling = LinearRope | Llama3Rope


@dataclass(frozen=True)
class LlamaShape:
    """``width``: of the hidden states; ``head_width``: of one head; ``ffn_width``: of the gated layer.

    ``vocabulary``: rows of the embeddings. ``context``: most tokens. ``interleaved``: whether the rows of q
    and k are ordered for rotations of neighbours (GGUF) rather than of halves (Hugging Face).
    ``tied``: whether the embeddings are the output matrix too.
    """

    layers: int
    width: int
    heads: int
    kv_heads: int
    head_width: int
    ffn_width: int
    vocabulary: int
    context: int
    rope_base: float
    rope_scaling: RopeScaling | None
    norm_epsilon: float
    interleaved: bool
    tied: bool

    @property
    def parameters(self) -> int:
        """How many weights the model has."""
        attention = 2 * self.width * self.head_width * (self.heads + self.kv_heads)
        layer = attention + 3 * self.width * self.ffn_width + 2 * self.width
        embeddings = self.vocabulary * self.width * (1 if self.tied else 2)
        return self.layers * layer + embeddings + self.width

    def tensors(self) -> dict[str, tuple[int, ...]]:
        """Every tensor's name (GGUF's) -> its shape; matrices are (outputs, inputs)."""
        queries, keys = self.heads * self.head_width, self.kv_heads * self.head_width
        shapes: dict[str, tuple[int, ...]] = {
            "token_embd.weight": (self.vocabulary, self.width),
            "output_norm.weight": (self.width,),
        }
        if not self.tied:
            shapes["output.weight"] = (self.vocabulary, self.width)
        for layer in range(self.layers):
            shapes |= {
                f"blk.{layer}.attn_norm.weight": (self.width,),
                f"blk.{layer}.attn_q.weight": (queries, self.width),
                f"blk.{layer}.attn_k.weight": (keys, self.width),
                f"blk.{layer}.attn_v.weight": (keys, self.width),
                f"blk.{layer}.attn_output.weight": (self.width, queries),
                f"blk.{layer}.ffn_norm.weight": (self.width,),
                f"blk.{layer}.ffn_gate.weight": (self.ffn_width, self.width),
                f"blk.{layer}.ffn_up.weight": (self.ffn_width, self.width),
                f"blk.{layer}.ffn_down.weight": (self.width, self.ffn_width),
            }
        return shapes
