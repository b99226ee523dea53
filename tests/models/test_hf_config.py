from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metabgm.models.errors import ModelError
from metabgm.models.hf_config import HfConfig, read_config
from metabgm.models.llama_shape import Llama3Rope, LlamaShape

LLAMA31_8B: dict[str, Any] = {
    "architectures": ["LlamaForCausalLM"],
    "attention_bias": False,
    "attention_dropout": 0.0,
    "bos_token_id": 128000,
    "eos_token_id": [128001, 128008, 128009],
    "hidden_act": "silu",
    "hidden_size": 4096,
    "initializer_range": 0.02,
    "intermediate_size": 14336,
    "max_position_embeddings": 131072,
    "mlp_bias": False,
    "model_type": "llama",
    "num_attention_heads": 32,
    "num_hidden_layers": 32,
    "num_key_value_heads": 8,
    "pretraining_tp": 1,
    "rms_norm_eps": 1e-05,
    "rope_scaling": {
        "factor": 8.0,
        "low_freq_factor": 1.0,
        "high_freq_factor": 4.0,
        "original_max_position_embeddings": 8192,
        "rope_type": "llama3",
    },
    "rope_theta": 500000.0,
    "tie_word_embeddings": False,
    "torch_dtype": "bfloat16",
    "vocab_size": 128256,
}


def _read(folder: Path, changes: dict[str, Any] | None = None, *, without: str = "") -> HfConfig:
    config = {key: value for key, value in (LLAMA31_8B | (changes or {})).items() if key != without}
    (folder / "config.json").write_text(json.dumps(config))
    return read_config(folder)


def test_llama31(tmp_path: Path) -> None:
    config = _read(tmp_path)
    assert config.shape == LlamaShape(
        layers=32,
        width=4096,
        heads=32,
        kv_heads=8,
        head_width=128,
        ffn_width=14336,
        vocabulary=128256,
        context=131072,
        rope_base=500000.0,
        rope_scaling=Llama3Rope(8.0, 1.0, 4.0, 8192),
        norm_epsilon=1e-5,
        interleaved=False,
        tied=False,
    )
    assert config.shape.parameters == 8_030_261_248
    assert config.bos == 128000
    assert config.ends == (128001, 128008, 128009)


def test_what_llama2_leaves_out(tmp_path: Path) -> None:
    old = {"num_key_value_heads": None, "rope_scaling": None, "bos_token_id": None, "eos_token_id": 2}
    config = _read(tmp_path, old, without="rope_theta")
    assert (config.shape.kv_heads, config.shape.rope_base, config.shape.rope_scaling) == (32, 10000.0, None)
    assert (config.bos, config.ends) == (None, (2,))
    assert _read(tmp_path, without="rms_norm_eps").shape.norm_epsilon == 1e-6
    assert _read(tmp_path, without="max_position_embeddings").shape.context == 2048
    assert _read(tmp_path, {"tie_word_embeddings": True}).shape.tied
    assert _read(tmp_path, {"head_dim": 64}).shape.head_width == 64
    assert _read(tmp_path, {"eos_token_id": None}).ends == ()


def test_ends_of_the_generation_config_are_added(tmp_path: Path) -> None:
    (tmp_path / "generation_config.json").write_text('{"eos_token_id": [128009, 7], "temperature": 0.6}')
    assert _read(tmp_path, {"eos_token_id": 128001}).ends == (128001, 128009, 7)
    (tmp_path / "generation_config.json").write_text('{"eos_token_id": 128256}')
    with pytest.raises(
        ModelError, match=r"generation_config\.json: eos_token_id is 128256; expected .* 128255"
    ):
        _read(tmp_path)


FAULTS: list[tuple[dict[str, Any], str]] = [
    (
        {"architectures": ["MistralForCausalLM"], "model_type": "mistral"},
        "architectures is 'MistralForCausalLM', model_type 'mistral'; supported are 'LlamaFor.*SmolLM2",
    ),
    ({"architectures": ["LlamaForSequenceClassification"]}, "architectures is 'LlamaForSequenceClass"),
    ({"architectures": []}, "architectures is empty"),
    ({"architectures": None, "model_type": None}, "model_type None"),
    (
        {"quantization_config": {"quant_method": "gptq", "bits": 4}},
        "quantized .*'gptq'.*isn't quantized, or a GGUF",
    ),
    ({"quantization_config": {"load_in_4bit": True}}, "the weights are quantized"),
    ({"hidden_act": "gelu"}, "hidden_act is 'gelu'; expected silu"),
    ({"attention_bias": True}, "attention_bias is True; expected false"),
    ({"mlp_bias": True}, "mlp_bias is True; expected false"),
    ({"mlp_bias": "no"}, "mlp_bias is 'no'; expected true or false"),
    ({"num_hidden_layers": 0}, "num_hidden_layers is 0; expected a whole number from 1 to 512"),
    ({"num_hidden_layers": 32.5}, "num_hidden_layers is 32.5; expected a whole number"),
    ({"hidden_size": 10**12}, "hidden_size is 1000000000000; expected a whole number from 1 to 65536"),
    ({"hidden_size": 4100}, "hidden_size is 4100; expected a multiple of num_attention_heads, 32"),
    ({"hidden_size": 32 * 7}, "heads are 7 wide; expected an even width"),
    ({"head_dim": 2048}, "head_dim is 2048; expected a whole number from 1 to 1024"),
    ({"head_dim": 81}, "heads are 81 wide"),
    ({"num_attention_heads": True}, "num_attention_heads is True"),
    ({"num_key_value_heads": 64}, "num_key_value_heads is 64; expected a whole number from 1 to 32"),
    ({"num_key_value_heads": 5}, "num_key_value_heads is 5; expected a divisor of num_attention_heads, 32"),
    ({"intermediate_size": -1}, "intermediate_size is -1"),
    ({"vocab_size": 2**21}, "vocab_size is 2097152; expected a whole number from 1 to 1048576"),
    ({"max_position_embeddings": 2**40}, "max_position_embeddings is"),
    ({"rms_norm_eps": 0}, "rms_norm_eps is 0; expected a number from 1e-12 to 0.01"),
    ({"tie_word_embeddings": 1}, "tie_word_embeddings is 1; expected true or false"),
    ({"bos_token_id": 128256}, "bos_token_id is 128256; expected a whole number from 0 to 128255"),
    ({"eos_token_id": [2, -1]}, "eos_token_id is -1; expected a whole number from 0"),
    ({"eos_token_id": [[]]}, "eos_token_id is a list of 0"),
    ({"eos_token_id": list(range(65))}, "eos_token_id is a list of 65; expected at most 64 tokens"),
]


@pytest.mark.parametrize(("changes", "fault"), FAULTS)
def test_what_is_not_supported_is_named(tmp_path: Path, changes: dict[str, Any], fault: str) -> None:
    with pytest.raises(ModelError, match=rf"^config\.json: .*{fault}"):
        _read(tmp_path, changes)


@pytest.mark.parametrize(
    "key", ["hidden_size", "intermediate_size", "num_hidden_layers", "num_attention_heads", "vocab_size"]
)
def test_missing_size_is_named(tmp_path: Path, key: str) -> None:
    with pytest.raises(ModelError, match=rf"^config\.json lacks the key {key}"):
        _read(tmp_path, without=key)


def test_no_configuration(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"has no file config\.json"):
        read_config(tmp_path)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(list(LLAMA31_8B)), inner),
    max_leaves=5,
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.dictionaries(st.sampled_from(list(LLAMA31_8B)), _VALUES, min_size=1, max_size=3))
def test_any_value_gives_a_sane_shape_or_a_model_error(tmp_path: Path, changes: dict[str, Any]) -> None:
    try:
        shape = _read(tmp_path, changes).shape
    except ModelError:
        return
    assert shape.heads % shape.kv_heads == 0
    assert shape.head_width % 2 == 0
    assert 1 <= shape.rope_base <= 1e12


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_byte_gives_a_shape_or_a_model_error(tmp_path: Path, data: st.DataObject) -> None:
    changed = bytearray(json.dumps(LLAMA31_8B).encode())
    for place in data.draw(st.lists(st.integers(0, len(changed) - 1), min_size=1, max_size=3)):
        changed[place] = data.draw(st.integers(0, 255))
    (tmp_path / "config.json").write_bytes(changed)
    try:
        assert read_config(tmp_path).shape.layers >= 1
    except ModelError as error:
        assert "\n" not in str(error)  # noqa: PT017 - a change that does no harm raises nothing
