"""The language model over tokens as an ONNX graph, with its cache as inputs and outputs."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from metabgm.music.musicgen.networks.weights import Array, Weights, take
from metabgm.music.musicgen.ort.matrices import linear, table_rows
from metabgm.music.musicgen.ort.nodes import CONTRIB, Graph
from metabgm.music.musicgen.ov.compress import Precision

ROOT = "decoder.model.decoder"
# torch's own, which neither transformers nor audiocraft changes.
NORM_EPSILON = 1e-5


def write_decoder(weights: Weights, path: Path, precision: Precision) -> None:
    """Appends steps to the cache and gives the logits after the last. Raises WeightsError, OSError.

    Inputs: ``tokens`` (codebooks, steps) int64, the same for all rows; ``positions`` (steps, width);
    ``last`` (rows,) int32, the new last step's place in the cache; ``total`` () int32, one more; ``new``
    (rows,) int32, the steps of this call; ``past.key.N`` and ``past.value.N`` (rows, heads, capacity, head
    width), whose memory the outputs ``present.key.N`` and ``present.value.N`` have to share; ``audible``
    (texts, text) int32, 0 or 1; ``key.N`` and ``value.N`` (texts, heads, text, head width). Rows from
    ``texts`` on hear no text: what they would get is exactly zero. Output ``logits``: (rows, 1, codebooks *
    codes), float32.

    A melody model has, in the place of the last three, ``prefix`` (rows, n >= 0, width): states that go
    before the steps of the same call, which may be none; ``positions`` and ``new`` are of both.
    """
    with Graph(path) as graph:
        _Decoder(graph, weights, precision).write()
        graph.save()


class _Decoder:
    """What its layers share."""

    def __init__(self, graph: Graph, weights: Weights, precision: Precision) -> None:
        self._graph, self._weights, self._precision = graph, weights, precision
        self._shape = shape = weights.shape.decoder
        self._crossed = weights.shape.kind == "text"
        self._head = ("heads", shape.width // shape.heads)
        for name, dtype, sizes in (
            ("tokens", np.int64, (shape.codebooks, "steps")),
            ("positions", np.float32, ("all steps", shape.width)),
            ("last", np.int32, ("rows",)),
            ("total", np.int32, ()),
            ("new", np.int32, ("rows",)),
        ):
            graph.input(name, dtype, *sizes)
        self._rows = graph.node("Shape", ["last"])
        if self._crossed:
            graph.input("audible", np.int32, "texts", "text")
            self._texts = graph.node("Shape", ["audible"], start=0, end=1)
            deaf = graph.node("Sub", [self._rows, self._texts])
            nothing = graph.whole(0, 0, 0)
            self._silence = graph.node("Concat", [nothing, deaf, graph.whole(0, 0)], axis=0)
        else:
            graph.input("prefix", np.float32, "rows", "states", shape.width)

    def write(self) -> None:
        graph, shape = self._graph, self._shape
        states = self._embedded()
        first = "layers.0.self_attn_layer_norm"
        normed = graph.node("LayerNormalization", [states, *self._norm(first)], epsilon=NORM_EPSILON)
        for layer in range(shape.layers):
            root, following = f"layers.{layer}", f"layers.{layer + 1}.self_attn_layer_norm"
            new = self._self_attention(normed, layer)
            if self._crossed:
                normed, states = self._added(states, new, f"{root}.encoder_attn_layer_norm")
                new = self._text_attention(normed, layer)
            normed, states = self._added(states, new, f"{root}.final_layer_norm")
            wide = self._matrix(normed, f"{root}.fc1", shape.ff_width, shape.width)
            wide = graph.node("Gelu", [wide], domain=CONTRIB)
            new = self._matrix(wide, f"{root}.fc2", shape.width, shape.ff_width)
            normed, states = self._added(states, new, following if layer + 1 < shape.layers else "layer_norm")
        ends = [graph.whole(-1), graph.whole(2**31 - 1), graph.whole(1)]
        last = graph.node("Slice", [normed, *ends])
        names = [f"decoder.lm_heads.{book}.weight" for book in range(shape.codebooks)]
        heads = np.concatenate([take(self._weights, name, shape.codes, shape.width) for name in names])
        # 4 bits are too few where the choice is made.
        flat = linear(graph, last, heads, "int8" if self._precision == "int4" else self._precision)
        graph.node("Identity", [flat], "logits")
        graph.output("logits", np.float32, "rows", 1, shape.codebooks * shape.codes)

    def _embedded(self) -> str:
        """The codebooks' vectors added up, with the positions, for every row: (rows, steps, width)."""
        graph, shape = self._graph, self._shape
        entries = shape.codes + 1
        names = [f"{ROOT}.embed_tokens.{book}.weight" for book in range(shape.codebooks)]
        tables = np.concatenate([take(self._weights, name, entries, shape.width) for name in names])
        firsts = graph.constant(np.arange(shape.codebooks, dtype=np.int64)[:, None] * entries)
        ids = graph.node("Add", ["tokens", firsts])
        vectors = table_rows(graph, ids, tables, self._precision)
        steps = graph.node("ReduceSum", [vectors, graph.whole(0)], keepdims=0)
        every = graph.node("Concat", [self._rows, graph.whole(1, 1)], axis=0)
        if self._crossed:
            return graph.node("Expand", [graph.node("Add", [steps, "positions"]), every])
        states = graph.node("Concat", ["prefix", graph.node("Expand", [steps, every])], axis=1)
        return graph.node("Add", [states, "positions"])

    def _matrix(self, x: str, name: str, outputs: int, inputs: int) -> str:
        matrix = take(self._weights, f"{ROOT}.{name}.weight", outputs, inputs)
        return linear(self._graph, x, matrix, self._precision)

    def _norm(self, name: str) -> list[str]:
        """Scale and shift."""
        parts = [
            take(self._weights, f"{ROOT}.{name}.{part}", self._shape.width) for part in ("weight", "bias")
        ]
        return [self._graph.constant(part) for part in parts]

    def _added(self, states: str, new: str, norm: str) -> tuple[str, str]:
        """The sum, normed and as it is."""
        outputs = [f"{norm}.normed", "", "", f"{norm}.sum"]
        inputs = [states, new, *self._norm(norm)]
        self._graph.nodes("SkipLayerNormalization", inputs, outputs, CONTRIB, epsilon=NORM_EPSILON)
        return outputs[0], outputs[3]

    def _self_attention(self, x: str, layer: int) -> str:
        graph, shape, root = self._graph, self._shape, f"layers.{layer}.self_attn"
        names = [f"{ROOT}.{root}.{n}_proj.weight" for n in "qkv"]
        joined: Array = np.concatenate([take(self._weights, n, shape.width, shape.width) for n in names])
        asked = linear(graph, x, joined, self._precision)
        cache = ("rows", shape.heads, "capacity", shape.width // shape.heads)
        past = [graph.input(f"past.{kind}.{layer}", np.float32, *cache) for kind in ("key", "value")]
        present = [f"present.{kind}.{layer}" for kind in ("key", "value")]
        for name in present:
            graph.output(name, np.float32, *cache)
        # Rotation, bias, sink, scales and norms are left out.
        inputs = [asked, "", "", *past, "last", "total", *[""] * 9, "new"]
        heard = f"{root}.heard"
        heads = {"num_heads": shape.heads, "kv_num_heads": shape.heads}
        graph.nodes("GroupQueryAttention", inputs, [heard, *present], CONTRIB, **heads)
        return self._matrix(heard, f"{root}.out_proj", shape.width, shape.width)

    def _text_attention(self, x: str, layer: int) -> str:
        graph, shape, root = self._graph, self._shape, f"layers.{layer}.encoder_attn"
        listening = graph.node("Slice", [x, graph.whole(0), self._texts, graph.whole(0)])
        query = self._matrix(listening, f"{root}.q_proj", shape.width, shape.width)
        text = ("texts", shape.heads, "text", shape.width // shape.heads)
        known = [graph.input(f"{kind}.{layer}", np.float32, *text) for kind in ("key", "value")]
        inputs = [query, *known, "", "audible"]
        heard = graph.node("MultiHeadAttention", inputs, domain=CONTRIB, num_heads=shape.heads)
        out = self._matrix(heard, f"{root}.out_proj", shape.width, shape.width)
        return graph.node("Pad", [out, self._silence])
