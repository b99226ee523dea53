"""The rotation of a Hugging Face configuration, as transformers 4 and 5 write it.

Source: transformers' ``modeling_rope_utils`` (names of keys, which of them goes before which).
"""

from __future__ import annotations

from metabgm.models.errors import ModelError
from metabgm.models.json_file import JsonObject
from metabgm.models.llama_shape import LinearRope, Llama3Rope, RopeScaling

CONTEXT_MAX = 2**24
"""Tokens: four times the longest context that a LLaMA was ever tuned for."""

_BASE_MAX = 1e12
_FACTOR_MAX = 1e4
_TIMES_MAX = 1e3
_DEFAULT_BASE = 10000.0


def read_rope(config: JsonObject, context: int) -> tuple[float, RopeScaling | None]:
    """The base of the angles and how long contexts are scaled.

    Raises ModelError naming the key: a kind of scaling that is not supported, a number out of range.
    """
    # An old key goes before a new one, as it does in transformers 5.
    parameters = config.object("rope_scaling" if config.get("rope_scaling") else "rope_parameters")
    with_base = parameters if parameters.get("rope_theta") is not None else config
    base = with_base.number("rope_theta", _DEFAULT_BASE, least=1, most=_BASE_MAX)
    for holder in (config, parameters):
        holder.number("partial_rotary_factor", 1.0, least=1, most=1)
    return base, _scaling(parameters, context)


def _scaling(parameters: JsonObject, context: int) -> RopeScaling | None:
    key = "rope_type" if parameters.get("rope_type") is not None else "type"
    only_base = parameters.names() <= {"rope_theta", "partial_rotary_factor"}
    kind = parameters.text(key, "default" if only_base else None)
    if kind == "default":
        return None
    if kind == "linear":
        return LinearRope(parameters.number("factor", least=1, most=_FACTOR_MAX))
    if kind == "llama3":
        return _llama3(parameters, context)
    raise parameters.error(key, "default, linear or llama3")


def _llama3(parameters: JsonObject, context: int) -> Llama3Rope:
    scaling = Llama3Rope(
        factor=parameters.number("factor", least=1, most=_FACTOR_MAX),
        low_freq_factor=parameters.number("low_freq_factor", least=1e-3, most=_TIMES_MAX),
        high_freq_factor=parameters.number("high_freq_factor", least=1e-3, most=_TIMES_MAX),
        original_context=parameters.whole(
            "original_max_position_embeddings", context, least=1, most=CONTEXT_MAX
        ),
    )
    if scaling.high_freq_factor <= scaling.low_freq_factor:
        raise ModelError(
            f"{parameters.where}: high_freq_factor is {scaling.high_freq_factor:g}; expected more than"
            f" low_freq_factor, {scaling.low_freq_factor:g}"
        )
    return scaling
