"""A random LLaMA of more than a billion weights, written without ever being whole in memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import gguf
import numpy as np

from metabgm.models.llama_shape import LlamaShape

LARGE_SHAPE = LlamaShape(
    layers=22,
    width=2048,
    heads=32,
    kv_heads=4,
    head_width=64,
    ffn_width=5632,
    vocabulary=49_152,
    context=2048,
    rope_base=10_000.0,
    rope_scaling=None,
    norm_epsilon=1e-5,
    interleaved=True,
    tied=False,
)
"""TinyLlama's, with the vocabulary of the model in the box."""

_SHAPE_KEYS = {
    "llama.block_count": LARGE_SHAPE.layers,
    "llama.context_length": LARGE_SHAPE.context,
    "llama.embedding_length": LARGE_SHAPE.width,
    "llama.feed_forward_length": LARGE_SHAPE.ffn_width,
    "llama.attention.head_count": LARGE_SHAPE.heads,
    "llama.attention.head_count_kv": LARGE_SHAPE.kv_heads,
}


def write_large_gguf(path: Path, vocabulary_of: Path, progress: Callable[[str, float], None]) -> Path:
    """F16 matrices; tokenizer and chat template are those of the file ``vocabulary_of``."""
    reader = gguf.GGUFReader(vocabulary_of)
    writer = gguf.GGUFWriter(path, "llama")
    for name, value in _SHAPE_KEYS.items():
        writer.add_uint32(name, value)
    writer.add_float32("llama.rope.freq_base", LARGE_SHAPE.rope_base)
    writer.add_float32("llama.attention.layer_norm_rms_epsilon", LARGE_SHAPE.norm_epsilon)
    for name, field in reader.fields.items():
        if name.startswith("tokenizer."):
            kind = field.types[0]
            inner = field.types[-1] if kind == gguf.GGUFValueType.ARRAY else None
            writer.add_key_value(name, field.contents(), kind, sub_type=inner)
    shapes = LARGE_SHAPE.tensors()
    for name, shape in shapes.items():
        kind = np.dtype(np.float32 if len(shape) == 1 else np.float16)
        writer.add_tensor_info(name, shape, kind, int(np.prod(shape)) * kind.itemsize)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_ti_data_to_file()
    random = np.random.default_rng(1)
    for done, shape in enumerate(shapes.values()):
        progress("writing a large model", done / len(shapes))
        weights = random.standard_normal(shape, np.float32)
        writer.write_tensor_data(weights if len(shape) == 1 else (0.02 * weights).astype(np.float16))
    writer.close()
    return path
