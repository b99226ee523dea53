"""T5's encoder as a graph."""

from __future__ import annotations

import numpy as np
import openvino as ov
from openvino import opset13 as op

from metabgm.music.musicgen.networks.t5_buckets import relative_buckets
from metabgm.music.musicgen.networks.weights import Array, Weights, take
from metabgm.music.musicgen.ov.compress import Precision
from metabgm.music.musicgen.ov.nodes import (
    Node,
    hint,
    join_heads,
    linear,
    split_heads,
    table_rows,
    three,
    whole,
)
from metabgm.music.musicgen.shape import TextEncoderShape

ROOT = "text_encoder.encoder"


def text_graph(weights: Weights, precision: Precision) -> ov.Model:
    """Input ``ids`` (tokens,) int64; output ``states`` (tokens, width).

    One text and no padding, so that no mask is wanted. Source: T5 (Raffel et al. 2020), version 1.0: no
    scaling of the scores, norms without a mean, position biases of the first layer for all.
    """
    shape = weights.shape.text
    ids = op.parameter([-1], np.int64, name="ids")
    ids.output(0).set_names({"ids"})
    words = take(weights, "text_encoder.shared.weight", shape.vocabulary, shape.width)
    states = op.unsqueeze(table_rows(ids, words, precision), whole(0))
    bias = _bias(ids, weights)
    for layer in range(shape.layers):
        states = _layer(states, bias, weights, f"{ROOT}.block.{layer}.layer", precision)
    last = take(weights, f"{ROOT}.final_layer_norm.weight", shape.width)
    states = op.squeeze(_norm(states, last, shape), whole(0))
    states.output(0).set_names({"states"})
    return hint(ov.Model([states], [ids], "text"), precision)


def _bias(ids: Node, weights: Weights) -> Node:
    """Of each pair of positions: (1, heads, tokens, tokens).

    From ``max_distance`` on all pairs share one, so that a table up to there is enough for any length.
    """
    shape = weights.shape.text
    name = f"{ROOT}.block.0.layer.0.SelfAttention.relative_attention_bias.weight"
    per_bucket = take(weights, name, shape.buckets, shape.heads)
    farthest = shape.max_distance
    distances = np.arange(-farthest, farthest + 1)
    table = op.constant(per_bucket[relative_buckets(distances, shape.buckets, farthest)])
    count = op.squeeze(op.shape_of(ids), whole(0))
    zero, one = (op.constant(np.int64(number)) for number in (0, 1))
    positions = op.range(zero, count, one, "i64")
    between = op.subtract(op.unsqueeze(positions, whole(0)), op.unsqueeze(positions, whole(1)))
    entries = op.add(op.clamp(between, -farthest, farthest), op.constant(np.int64(farthest)))
    return op.unsqueeze(op.transpose(op.gather(table, entries, whole(0)), whole(2, 0, 1)), whole(0))


def _layer(states: Node, bias: Node, weights: Weights, root: str, precision: Precision) -> Node:
    shape = weights.shape.text
    inner = shape.heads * shape.head_width
    normed = _norm(states, take(weights, f"{root}.0.layer_norm.weight", shape.width), shape)
    attention = f"{root}.0.SelfAttention"
    joined = np.concatenate([take(weights, f"{attention}.{n}.weight", inner, shape.width) for n in "qkv"])
    asked = [
        split_heads(part, shape.heads, shape.head_width)
        for part in three(linear(normed, joined, precision), inner)
    ]
    heard = op.scaled_dot_product_attention(*asked, bias, op.constant(np.float32(1)))
    out = take(weights, f"{attention}.o.weight", shape.width, inner)
    states = op.add(states, linear(join_heads(heard, inner), out, precision))
    normed = _norm(states, take(weights, f"{root}.1.layer_norm.weight", shape.width), shape)
    widen = take(weights, f"{root}.1.DenseReluDense.wi.weight", shape.ff_width, shape.width)
    narrow = take(weights, f"{root}.1.DenseReluDense.wo.weight", shape.width, shape.ff_width)
    return op.add(states, linear(op.relu(linear(normed, widen, precision)), narrow, precision))


def _norm(x: Node, weight: Array, shape: TextEncoderShape) -> Node:
    mean_square = op.reduce_mean(op.multiply(x, x), whole(-1), True)
    size = op.sqrt(op.add(mean_square, op.constant(np.float32(shape.epsilon))))
    return op.multiply(op.divide(x, size), op.constant(weight))
