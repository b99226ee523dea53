"""A LLaMA's shape from the keys of a GGUF file, held against the tensors that are there.

Source: the GGUF specification's ``llama.*`` keys; where one may be missing, llama.cpp's default.
"""

from __future__ import annotations

from metabgm.models.errors import ModelError
from metabgm.models.gguf_file import GgufFile
from metabgm.models.gguf_metadata import shown
from metabgm.models.gguf_rope import scaling_of_divisors, scaling_of_keys
from metabgm.models.llama_shape import LlamaShape, RopeScaling

ROPE_DIVISORS = "rope_freqs.weight"
"""The one tensor that a LLaMA may have besides those of its shape."""

TENSOR_KINDS = (
    *("F32", "F16", "BF16", "Q8_0", "Q4_0", "Q4_1", "Q5_0", "Q5_1"),
    *("Q2_K", "Q3_K", "Q4_K", "Q5_K", "Q6_K"),
)
"""The types that gguf dequantizes and that files of LLaMAs commonly have."""

_ROPE_BASE_MAX = 1e12
"""Far above the largest known (5e7 for a context of four million); the slowest rotation still moves."""

ROW_MAX = 1024 * 1024
"""Twenty times the longest rows known (of the feed-forward layer of LLaMA 3.1 405B): one is read at once."""

_TENSORS_OF_A_LAYER = 9


def read_shape(file: GgufFile) -> LlamaShape:
    """Raises ModelError naming the key or tensor that is missing, foreign, or doesn't fit the others."""
    values = file.values
    _refuse_foreign(file)
    width = values.whole("llama.embedding_length", least=1)
    heads = values.whole("llama.attention.head_count", least=1)
    kv_heads = values.whole("llama.attention.head_count_kv", heads, least=1)
    if heads % kv_heads:
        raise values.error("llama.attention.head_count_kv", f"a divisor of {heads} heads")
    head_width = _head_width(file, width, heads)
    layers = values.whole("llama.block_count", least=1)
    if layers * _TENSORS_OF_A_LAYER > len(file.tensors):
        raise values.error("llama.block_count", f"no more than the file's {len(file.tensors)} tensors allow")
    rope_base = values.number("llama.rope.freq_base", 10_000.0, above=1, most=_ROPE_BASE_MAX)
    shape = LlamaShape(
        layers=layers,
        width=width,
        heads=heads,
        kv_heads=kv_heads,
        head_width=head_width,
        ffn_width=values.whole("llama.feed_forward_length", least=1),
        vocabulary=len(values.texts("tokenizer.ggml.tokens")),
        context=values.whole("llama.context_length", least=1),
        rope_base=rope_base,
        rope_scaling=_rope_scaling(file, head_width, rope_base),
        norm_epsilon=values.number("llama.attention.layer_norm_rms_epsilon", above=0, most=1),
        interleaved=True,
        tied="output.weight" not in file.tensors,
    )
    _check_tensors(file, shape)
    return shape


def _refuse_foreign(file: GgufFile) -> None:
    values = file.values
    if values.text("general.architecture") != "llama":
        raise values.error("general.architecture", "llama")
    if values.whole("split.count", 1) > 1:
        raise values.error("split.count", "1; merge the parts into one file first (llama-gguf-split --merge)")
    if values.whole("llama.expert_count", 0) > 0:
        raise values.error("llama.expert_count", "0; mixtures of experts are not supported")


def _head_width(file: GgufFile, width: int, heads: int) -> int:
    keys = ("llama.attention.key_length", "llama.attention.value_length", "llama.rope.dimension_count")
    stated = [key for key in keys if key in file.values]
    if not stated:
        if width % heads:
            raise file.values.error("llama.attention.head_count", f"a divisor of the width, {width}")
        return _even(file, width // heads)
    head_width = file.values.whole(stated[0], least=1)
    for key in stated[1:]:
        if file.values.whole(key) != head_width:
            raise file.values.error(key, f"{head_width} as {stated[0]}")
    return _even(file, head_width)


def _even(file: GgufFile, head_width: int) -> int:
    if head_width % 2:
        raise ModelError(f"{file.path.name}: heads are {head_width} wide, expected an even number")
    return head_width


def _rope_scaling(file: GgufFile, head_width: int, base: float) -> RopeScaling | None:
    by_keys = scaling_of_keys(file.values)
    if ROPE_DIVISORS not in file.tensors:
        return by_keys
    _check_tensor(file, ROPE_DIVISORS, (head_width // 2,))
    try:
        by_divisors = scaling_of_divisors(file.read_rows(file.tensors[ROPE_DIVISORS], 0, 1)[0], base)
    except ValueError as error:
        raise ModelError(f"{file.path.name}: {ROPE_DIVISORS} {error}") from error
    if by_keys and by_divisors:
        raise ModelError(
            f"{file.path.name}: {ROPE_DIVISORS} scales and the keys do too, expected one of them"
        )
    return by_keys or by_divisors


def _check_tensors(file: GgufFile, shape: LlamaShape) -> None:
    expected = shape.tensors()
    for name, dimensions in expected.items():
        _check_tensor(file, name, dimensions)
    for name in file.tensors:
        if name not in expected and name != ROPE_DIVISORS:
            raise ModelError(f"{file.path.name}: the tensor {shown(name)} is none of a plain LLaMA's")


def _check_tensor(file: GgufFile, name: str, shape: tuple[int, ...]) -> None:
    tensor = file.tensors.get(name)
    if tensor is None:
        raise ModelError(f"{file.path.name} lacks the tensor {name}, expected with shape {shape}")
    if tensor.shape != shape:
        raise ModelError(f"{file.path.name}: {name} has the shape {tensor.shape}, expected {shape}")
    if shape[-1] > ROW_MAX:
        raise ModelError(f"{file.path.name}: {name} has rows of {shape[-1]}, expected at most {ROW_MAX}")
    if tensor.kind not in TENSOR_KINDS:
        kinds = ", ".join(TENSOR_KINDS)
        raise ModelError(f"{file.path.name}: {name} has the type {tensor.kind}, expected one of {kinds}")
