from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("transformers")
import transformers

from metabgm.models.errors import ModelError
from metabgm.models.hf_rope import read_rope
from metabgm.models.json_file import JsonObject
from metabgm.models.llama_shape import LinearRope, Llama3Rope

LLAMA3 = {"factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0}
LONG = {"original_max_position_embeddings": 8192}


def _read(**keys: Any) -> Any:
    return read_rope(JsonObject("config.json", keys), 4096)


FORMS: list[tuple[dict[str, Any], Any]] = [
    ({}, (10000.0, None)),
    ({"rope_theta": 500000.0, "rope_scaling": None}, (500000.0, None)),
    ({"rope_theta": 100000}, (100000.0, None)),
    ({"rope_parameters": {"rope_theta": 5e5, "rope_type": "default"}}, (5e5, None)),
    ({"rope_parameters": {"rope_theta": 5e5}}, (5e5, None)),
    ({"rope_scaling": {"type": "linear", "factor": 2.0}}, (10000.0, LinearRope(2.0))),
    ({"rope_theta": 5e3, "rope_scaling": {"rope_type": "linear", "factor": 4}}, (5e3, LinearRope(4.0))),
    (
        {"rope_parameters": {"rope_theta": 5e3, "rope_type": "linear", "type": "linear", "factor": 2.5}},
        (5e3, LinearRope(2.5)),
    ),
    (
        {"rope_theta": 5e5, "rope_scaling": {"rope_type": "llama3", **LLAMA3, **LONG}},
        (5e5, Llama3Rope(8.0, 1.0, 4.0, 8192)),
    ),
    (
        {"rope_parameters": {"rope_theta": 5e5, "rope_type": "llama3", **LLAMA3, **LONG}},
        (5e5, Llama3Rope(8.0, 1.0, 4.0, 8192)),
    ),
    ({"rope_scaling": {"rope_type": "llama3", **LLAMA3}}, (10000.0, Llama3Rope(8.0, 1.0, 4.0, 4096))),
    (
        {
            "rope_scaling": {"rope_type": "linear", "factor": 2.0},
            "rope_theta": 7e3,
            "rope_parameters": {"rope_theta": 5e5, "rope_type": "default"},
        },
        (7e3, LinearRope(2.0)),
    ),
]


@pytest.mark.parametrize(("keys", "expected"), FORMS)
def test_old_and_new_forms(keys: dict[str, Any], expected: Any) -> None:
    assert _read(**keys) == expected


@pytest.mark.parametrize(("keys", "expected"), FORMS)
def test_transformers_reads_the_same_out_of_them(keys: dict[str, Any], expected: Any) -> None:
    config: Any = transformers.LlamaConfig.from_dict({"max_position_embeddings": 4096, **keys})
    base, scaling = expected
    assert config.rope_parameters["rope_theta"] == base
    kinds = {type(None): "default", LinearRope: "linear", Llama3Rope: "llama3"}
    assert config.rope_parameters["rope_type"] == kinds[type(scaling)]
    if scaling is not None:
        assert config.rope_parameters["factor"] == scaling.factor
    if isinstance(scaling, Llama3Rope):
        assert config.rope_parameters["original_max_position_embeddings"] == scaling.original_context


FAULTS: list[tuple[dict[str, Any], str]] = [
    *(
        (
            {"rope_scaling": {key: kind, "factor": 2.0}},
            rf"config\.json: rope_scaling: {key} is '{kind}'; expected default, linear or llama3",
        )
        for key in ("type", "rope_type")
        for kind in ("yarn", "dynamic", "longrope")
    ),
    ({"rope_scaling": {"factor": 2.0}}, r"config\.json: rope_scaling lacks the key type"),
    ({"rope_scaling": "linear"}, "rope_scaling is 'linear'; expected an object"),
    ({"rope_theta": 0}, "rope_theta is 0; expected a number from 1 to 1e"),
    ({"rope_theta": 1e13}, "rope_theta is 1"),
    ({"rope_parameters": {"rope_theta": "big"}}, "rope_parameters: rope_theta is 'big'"),
    ({"rope_scaling": {"type": "linear"}}, "rope_scaling lacks the key factor"),
    ({"rope_scaling": {"type": "linear", "factor": 0.5}}, "factor is 0.5; expected a number from 1"),
    ({"rope_scaling": {"type": "llama3", **LLAMA3, "low_freq_factor": 0}}, "low_freq_factor is 0"),
    (
        {"rope_scaling": {"type": "llama3", **LLAMA3, "high_freq_factor": 1.0}},
        "high_freq_factor is 1; expected more than low_freq_factor, 1",
    ),
    (
        {"rope_scaling": {"type": "llama3", **LLAMA3, "original_max_position_embeddings": 0}},
        "original_max_position_embeddings is 0",
    ),
    ({"partial_rotary_factor": 0.5}, r"partial_rotary_factor is 0.5; expected a number from 1 to 1"),
    ({"rope_parameters": {"partial_rotary_factor": 0.5}}, "partial_rotary_factor is 0.5"),
    (
        {"rope_parameters": {"full_attention": {"rope_type": "default", "rope_theta": 1e4}}},
        "rope_parameters lacks the key type",
    ),
]


@pytest.mark.parametrize(("keys", "fault"), FAULTS)
def test_what_is_not_supported_is_named(keys: dict[str, Any], fault: str) -> None:
    with pytest.raises(ModelError, match=fault):
        _read(**keys)
