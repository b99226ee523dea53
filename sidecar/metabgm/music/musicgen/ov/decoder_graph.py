"""The language model over tokens as a graph, with its cache as the graph's state."""

from __future__ import annotations

import numpy as np
import openvino as ov
from openvino import opset13 as op

from metabgm.music.musicgen.networks.weights import Weights, take
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

ROOT = "decoder.model.decoder"
# torch's own, which neither transformers nor audiocraft changes.
NORM_EPSILON = 1e-5


class _Graph:
    """While it is put together: its inputs, its states, and what its layers share."""

    def __init__(self, weights: Weights, precision: Precision) -> None:
        self.weights, self.precision, self.shape = weights, precision, weights.shape.decoder
        heads, width = self.shape.heads, self.shape.width // self.shape.heads
        self.tokens = op.parameter([self.shape.codebooks, -1], np.int64, name="tokens")
        self.positions = op.parameter([-1, self.shape.width], np.float32, name="positions")
        self.beams = op.parameter([-1], np.int32, name="beams")
        self.inputs: list[Node] = [self.tokens, self.positions, self.beams]
        self.rows = op.shape_of(self.beams)
        self.crossed = weights.shape.kind == "text"
        if self.crossed:
            self.mask = op.parameter([-1, 1, 1, -1], np.float32, name="mask")
            self.text = [
                op.parameter([-1, heads, -1, width], np.float32, name=f"{kind}.{layer}")
                for layer in range(self.shape.layers)
                for kind in ("key", "value")
            ]
            self.texts = op.gather(op.shape_of(self.mask), whole(0), whole(0))
            self.inputs += [self.mask, *self.text]
        else:
            self.prefix = op.parameter([-1, -1, self.shape.width], np.float32, name="prefix")
            self.inputs.append(self.prefix)
        empty = op.concat([self.rows, whole(heads, 0, width)], 0)
        self.no_past = op.broadcast(op.constant(np.float32(0)), empty)
        for node in self.inputs:
            node.output(0).set_names({node.friendly_name})
        self.past_shape = ov.PartialShape([-1, heads, -1, width])
        self.kept: list[Node] = []

    def matrix(self, x: Node, name: str, outputs: int, inputs: int) -> Node:
        return linear(x, take(self.weights, f"{ROOT}.{name}.weight", outputs, inputs), self.precision)

    def norm(self, x: Node, name: str) -> Node:
        centred = op.mvn(x, whole(-1), True, NORM_EPSILON, "inside_sqrt")
        scale, shift = (
            take(self.weights, f"{ROOT}.{name}.{part}", self.shape.width) for part in ("weight", "bias")
        )
        return op.add(op.multiply(centred, op.constant(scale)), op.constant(shift))

    def with_past(self, name: str, new: Node) -> Node:
        """All the steps so far, and the state that keeps them.

        Without the Gather OpenVINO doesn't see a cache here: nothing would be fused, and nothing compressed.
        """
        past = op.read_value(self.no_past, name, ov.Type.f32, self.past_shape)
        steps = op.concat([op.gather(past, self.beams, whole(0)), new], 2)
        self.kept.append(op.assign(steps, name))
        return steps


def decoder_graph(weights: Weights, precision: Precision) -> ov.Model:
    """Appends steps to the cache and gives the logits after the last.

    Inputs: ``tokens`` (codebooks, steps) int64, the same for all rows; ``positions`` (steps, width);
    ``beams`` (rows,) int32, 0, 1 ...; ``mask`` (texts, 1, 1, tokens), 0 or very negative; ``key.N`` and
    ``value.N`` (texts, heads, tokens, head width). Rows from ``texts`` on hear no text: what they would get
    is exactly zero. Output ``logits``: (rows, codebooks, codes), float32.

    A melody model has, in the place of the last three, ``prefix`` (rows, n >= 0, width): states that go
    before the steps of the same call, which may be none; ``positions`` are of both.
    """
    graph = _Graph(weights, precision)
    shape = graph.shape
    states = _embedded(graph)
    for layer in range(shape.layers):
        states = _layer(graph, states, layer)
    last = op.slice(graph.norm(states, "layer_norm"), whole(-1), whole(2**31 - 1), whole(1), whole(1))
    names = [f"decoder.lm_heads.{book}.weight" for book in range(shape.codebooks)]
    heads = np.concatenate([take(weights, name, shape.codes, shape.width) for name in names])
    # 4 bits are too few where the choice is made.
    flat = linear(last, heads, "int8" if precision == "int4" else precision)
    logits = op.reshape(flat, whole(0, shape.codebooks, shape.codes), True)
    logits.output(0).set_names({"logits"})
    return hint(ov.Model([logits.output(0)], graph.kept, graph.inputs, "decoder"), precision)


def _embedded(graph: _Graph) -> Node:
    """The codebooks' vectors added up, with the positions, for every row: (rows, steps, width)."""
    shape = graph.shape
    entries = shape.codes + 1
    names = [f"{ROOT}.embed_tokens.{book}.weight" for book in range(shape.codebooks)]
    tables = np.concatenate([take(graph.weights, name, entries, shape.width) for name in names])
    firsts = op.constant(np.arange(shape.codebooks, dtype=np.int64)[:, None] * entries)
    vectors = table_rows(op.add(graph.tokens, firsts), tables, graph.precision)
    steps = op.unsqueeze(op.reduce_sum(vectors, whole(0), False), whole(0))
    every = op.concat([graph.rows, whole(1, 1)], 0)
    if graph.crossed:
        return op.broadcast(op.add(steps, graph.positions), every, broadcast_spec="BIDIRECTIONAL")
    steps = op.broadcast(steps, every, broadcast_spec="BIDIRECTIONAL")
    return op.add(op.concat([graph.prefix, steps], 1), graph.positions)


def _layer(graph: _Graph, states: Node, layer: int) -> Node:
    width, root = graph.shape.width, f"layers.{layer}"
    normed = graph.norm(states, f"{root}.self_attn_layer_norm")
    states = op.add(states, _self_attention(graph, normed, layer))
    if graph.crossed:
        normed = graph.norm(states, f"{root}.encoder_attn_layer_norm")
        states = op.add(states, _text_attention(graph, normed, layer))
    normed = graph.norm(states, f"{root}.final_layer_norm")
    wide = op.gelu(graph.matrix(normed, f"{root}.fc1", graph.shape.ff_width, width), "erf")
    return op.add(states, graph.matrix(wide, f"{root}.fc2", width, graph.shape.ff_width))


def _self_attention(graph: _Graph, x: Node, layer: int) -> Node:
    shape, root = graph.shape, f"layers.{layer}.self_attn"
    names = [f"{ROOT}.{root}.{n}_proj.weight" for n in "qkv"]
    joined = np.concatenate([take(graph.weights, name, shape.width, shape.width) for name in names])
    query, key, value = (
        split_heads(part, shape.heads, shape.width // shape.heads)
        for part in three(linear(x, joined, graph.precision), shape.width)
    )
    # Causal and no mask: with one, rows from the second on were garbage below float32.
    heard = op.scaled_dot_product_attention(
        query,
        graph.with_past(f"past.key.{layer}", key),
        graph.with_past(f"past.value.{layer}", value),
        causal=True,
    )
    return graph.matrix(join_heads(heard, shape.width), f"{root}.out_proj", shape.width, shape.width)


def _text_attention(graph: _Graph, x: Node, layer: int) -> Node:
    shape, root = graph.shape, f"layers.{layer}.encoder_attn"
    listening = op.slice(x, whole(0), graph.texts, whole(1), whole(0))
    asked = graph.matrix(listening, f"{root}.q_proj", shape.width, shape.width)
    query = split_heads(asked, shape.heads, shape.width // shape.heads)
    heard = op.scaled_dot_product_attention(query, *graph.text[2 * layer : 2 * layer + 2], graph.mask)
    out = graph.matrix(join_heads(heard, shape.width), f"{root}.out_proj", shape.width, shape.width)
    deaf = op.concat([op.subtract(graph.rows, graph.texts), whole(0, 0)], 0)
    return op.pad(out, whole(0, 0, 0), deaf, "constant", op.constant(np.float32(0)))
