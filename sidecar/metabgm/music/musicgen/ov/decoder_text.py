"""What the decoder takes of a description, worked out once a piece."""

from __future__ import annotations

import numpy as np
import openvino as ov
from openvino import opset13 as op

from metabgm.music.musicgen.networks.weights import Weights, take
from metabgm.music.musicgen.ov.compress import Precision
from metabgm.music.musicgen.ov.nodes import Node, hint, linear, split_heads, whole

PROJECTION = "enc_to_dec_proj"


def projected(x: Node, weights: Weights, name: str, inputs: int, precision: Precision) -> Node:
    """To the decoder's width, where x (..., inputs) is projected at all."""
    width = weights.shape.decoder.width
    # Absent where both are equally wide: transformers projects only where it must.
    if f"{name}.weight" not in weights.names and inputs == width:
        return x
    matrix, bias = take(weights, f"{name}.weight", width, inputs), take(weights, f"{name}.bias", width)
    return op.add(linear(x, matrix, precision), op.constant(bias))


def cross_graph(weights: Weights, precision: Precision) -> ov.Model:
    """Input ``states`` (texts, tokens, text width); outputs ``key.N`` and ``value.N`` of every layer N.

    Each (texts, heads, tokens, head width).
    """
    shape = weights.shape.decoder
    states = op.parameter([-1, -1, shape.text_width], np.float32, name="states")
    states.output(0).set_names({"states"})
    known = projected(states, weights, PROJECTION, shape.text_width, precision)
    results = []
    for layer in range(shape.layers):
        root = f"decoder.model.decoder.layers.{layer}.encoder_attn"
        pair = [take(weights, f"{root}.{n}_proj.weight", shape.width, shape.width) for n in "kv"]
        both = linear(known, np.concatenate(pair), precision)
        parts = op.variadic_split(both, op.constant(np.int64(-1)), whole(shape.width, shape.width))
        for index, name in enumerate(("key", "value")):
            found = split_heads(parts.output(index), shape.heads, shape.width // shape.heads)
            found.output(0).set_names({f"{name}.{layer}"})
            results.append(found)
    return hint(ov.Model(results, [states], "cross"), precision)
