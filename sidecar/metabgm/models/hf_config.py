"""``config.json`` and ``generation_config.json`` of a Hugging Face folder -> the shape of its LLaMA.

Source: transformers' ``LlamaConfig`` (names and defaults of keys).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from metabgm.models.errors import ModelError
from metabgm.models.hf_rope import CONTEXT_MAX, read_rope
from metabgm.models.json_file import JsonObject, read_object, shown
from metabgm.models.llama_shape import LlamaShape

CONFIG_NAME = "config.json"
GENERATION_CONFIG_NAME = "generation_config.json"

_CONFIG_MAX_BYTES = 1024 * 1024
"""A configuration has some 30 lines."""

# About four times the sizes of LLaMA 3.1 405B, the largest there is: what lies beyond is damage.
_LAYERS_MAX = 512
_WIDTH_MAX = 65536
_HEADS_MAX = 512
_HEAD_WIDTH_MAX = 1024
_FFN_WIDTH_MAX = 262144
_VOCABULARY_MAX = 2**20
_ENDS_MAX = 64


@dataclass(frozen=True)
class HfConfig:
    """``bos``, ``ends``: ids of tokens, below ``shape.vocabulary``; ``ends`` may be empty."""

    shape: LlamaShape
    bos: int | None
    ends: tuple[int, ...]


def read_config(folder: Path) -> HfConfig:
    """Raises ModelError naming the key, its value and what is supported."""
    config = read_object(folder / CONFIG_NAME, _CONFIG_MAX_BYTES)
    _check_architecture(config)
    shape = _shape(config)
    ends = _ends(config, shape.vocabulary)
    if (folder / GENERATION_CONFIG_NAME).exists():
        generation = read_object(folder / GENERATION_CONFIG_NAME, _CONFIG_MAX_BYTES)
        ends += _ends(generation, shape.vocabulary)
    bos = None
    if config.get("bos_token_id") is not None:
        bos = config.whole("bos_token_id", least=0, most=shape.vocabulary - 1)
    return HfConfig(shape=shape, bos=bos, ends=tuple(dict.fromkeys(ends)))


def _check_architecture(config: JsonObject) -> None:
    architectures = config.get("architectures")
    names = architectures if isinstance(architectures, list) else [architectures]
    kind = config.get("model_type")
    if kind != "llama" or names not in (["LlamaForCausalLM"], [None]):
        named = " ".join(shown(name) for name in names[:3]) or "empty"
        raise ModelError(
            f"{config.where}: architectures is {named}, model_type {shown(kind)}; supported are"
            " 'LlamaForCausalLM', 'llama' (LLaMA 1, 2, 3, TinyLlama, SmolLM2, Vicuna ...)"
        )
    if config.get("quantization_config") is not None:
        method = config.object("quantization_config").get("quant_method")
        raise ModelError(
            f"{config.where}: the weights are quantized (quantization_config: {shown(method)}); use the"
            " checkpoint that isn't quantized, or a GGUF file of the model"
        )
    if config.text("hidden_act", "silu") != "silu":
        raise config.error("hidden_act", "silu")
    for key in ("attention_bias", "mlp_bias"):
        if config.flag(key, False):
            raise config.error(key, "false")


def _shape(config: JsonObject) -> LlamaShape:
    width = config.whole("hidden_size", least=1, most=_WIDTH_MAX)
    heads = config.whole("num_attention_heads", least=1, most=_HEADS_MAX)
    kv_heads = config.whole("num_key_value_heads", heads, least=1, most=heads)
    if heads % kv_heads:
        raise config.error("num_key_value_heads", f"a divisor of num_attention_heads, {heads}")
    context = config.whole("max_position_embeddings", 2048, least=1, most=CONTEXT_MAX)
    rope_base, rope_scaling = read_rope(config, context)
    return LlamaShape(
        layers=config.whole("num_hidden_layers", least=1, most=_LAYERS_MAX),
        width=width,
        heads=heads,
        kv_heads=kv_heads,
        head_width=_head_width(config, width, heads),
        ffn_width=config.whole("intermediate_size", least=1, most=_FFN_WIDTH_MAX),
        vocabulary=config.whole("vocab_size", least=1, most=_VOCABULARY_MAX),
        context=context,
        rope_base=rope_base,
        rope_scaling=rope_scaling,
        norm_epsilon=config.number("rms_norm_eps", 1e-6, least=1e-12, most=1e-2),
        interleaved=False,
        tied=config.flag("tie_word_embeddings", False),
    )


def _head_width(config: JsonObject, width: int, heads: int) -> int:
    if config.get("head_dim") is None and width % heads:
        raise config.error("hidden_size", f"a multiple of num_attention_heads, {heads}, without head_dim")
    head_width = config.whole("head_dim", width // heads, least=1, most=_HEAD_WIDTH_MAX)
    if head_width % 2:
        raise ModelError(
            f"{config.where}: heads are {head_width} wide; expected an even width, to rotate halves"
        )
    return head_width


def _ends(config: JsonObject, vocabulary: int) -> tuple[int, ...]:
    """``eos_token_id`` is a number or a list."""
    ids = config.get("eos_token_id")
    if not isinstance(ids, list):
        ids = [] if ids is None else [ids]
    if len(ids) > _ENDS_MAX:
        raise config.error("eos_token_id", f"at most {_ENDS_MAX} tokens")
    for token in ids:
        JsonObject(config.where, {"eos_token_id": token}).whole("eos_token_id", least=0, most=vocabulary - 1)
    return tuple(ids)
