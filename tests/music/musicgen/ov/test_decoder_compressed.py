"""The decoder in 8 and 4 bits and with a cache of 8: how far from float32, and that it really is smaller."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest
from numpy.typing import NDArray

from metabgm.music.musicgen.ov.compiled import CachePrecision, compiled
from metabgm.music.musicgen.ov.compress import Precision
from metabgm.music.musicgen.ov.decoder import DecoderGraphs
from musicgen_checkpoints.answers import stored_answers
from tests.music.musicgen.ov.conftest import Built
from tests.music.musicgen.ov.reference import Floats, Reference

STEPS = 150


def music() -> NDArray[np.int64]:
    return np.random.default_rng(3).integers(0, 65, (4, STEPS))


@pytest.fixture(scope="module")
def text() -> Floats:
    states: Floats = stored_answers("tiny")["states_short"]
    return states


@pytest.fixture(scope="module")
def expected(reference: Reference, text: Floats) -> Floats:
    return np.stack([reference.logits(music(), row) for row in (text, None)])


def decoded(folder: Path, text: Floats, cache: CachePrecision) -> Floats:
    """Step by step, as a piece is."""
    run = DecoderGraphs(folder, 1, cache).decode(text, None, guided=True)
    return np.stack([run.feed(music()[:, at : at + 1]) for at in range(STEPS)], axis=2)


@pytest.fixture(scope="module")
def decode(built: Built, text: Floats) -> Callable[[Precision, CachePrecision], Floats]:
    return lambda precision, cache: decoded(built(precision), text, cache)


def correlation(logits: Floats, expected: Floats) -> float:
    return float(np.corrcoef(logits.ravel(), expected.ravel())[0, 1])


def agreement(logits: Floats, expected: Floats) -> float:
    """The share of likeliest tokens that are the same."""
    return float((logits.argmax(-1) == expected.argmax(-1)).mean())


# Measured: 0.999999 and 0.998; 0.99986 and 0.97; 0.985 and 0.82. The checkpoint's weights are random: they
# say that the graphs compute what they should, not what a trained model loses.
@pytest.mark.parametrize(
    ("precision", "cache", "bounds"),
    [
        ("f32", "u8", (0.99999, 0.99)),
        ("int8", "f32", (0.9995, 0.95)),
        ("int8", "u8", (0.9995, 0.95)),
        ("int4", "f32", (0.98, 0.78)),
        ("int4", "u8", (0.98, 0.78)),
    ],
)
def test_logits_stay_near_those_of_float32(
    decode: Callable[[Precision, CachePrecision], Floats],
    expected: Floats,
    precision: Precision,
    cache: CachePrecision,
    bounds: tuple[float, float],
) -> None:
    logits = decode(precision, cache)
    assert correlation(logits, expected) > bounds[0]
    assert agreement(logits, expected) > bounds[1]
    # float32 is within 1e-5: that the compressed forms are in use shows.
    assert np.abs(logits - expected).max() > 1e-3


def test_eight_bits_are_nearer_than_four(
    decode: Callable[[Precision, CachePrecision], Floats], expected: Floats
) -> None:
    eight, four = (decode(precision, "f32") for precision in ("int8", "int4"))
    assert 1 - correlation(eight, expected) < (1 - correlation(four, expected)) / 5


def running(model: Any, kind: str) -> list[Any]:
    """The nodes of a kind, after OpenVINO has put together what it can."""
    nodes = model.get_runtime_model().get_ops()
    return [node for node in nodes if node.get_rt_info()["layerType"].value == kind]


@pytest.mark.parametrize("precision", ["f32", "int8", "int4"])
def test_attention_over_the_cache_is_one_node_a_layer(built: Built, precision: Precision) -> None:
    attention = running(compiled(built(precision), "decoder", 1, "u8"), "ScaledDotProductAttention")
    assert len(attention) == 2
    # It takes the rows' order and the two caches itself: otherwise KV_CACHE_PRECISION would do nothing.
    for node in attention:
        assert [str(value.get_element_type().to_string()) for value in node.input_values()].count("i32") == 1
        assert node.get_input_size() == 6


@pytest.mark.parametrize(
    ("precision", "kinds", "group"), [("int8", {"i8": 13}, 32), ("int4", {"u4": 12, "i8": 1}, 64)]
)
def test_weights_stay_compressed_where_they_run(
    built: Built, precision: Precision, kinds: dict[str, int], group: int
) -> None:
    model = compiled(built(precision), "decoder", 1)
    assert model.get_property("DYNAMIC_QUANTIZATION_GROUP_SIZE") == group
    # In both layers: queries, keys and values at once, out, two for the text, two of the feed-forward; the
    # heads, which have 8 bits in any case.
    matrices = running(model, "FullyConnected")
    assert Counter(node.get_input_element_type(1).to_string() for node in matrices) == kinds


def test_files_shrink_with_the_bits(built: Built) -> None:
    sizes = [(built(precision) / "decoder.bin").stat().st_size for precision in ("f32", "int8", "int4")]
    # Scales and, in 4 bits, zero points are extra, and heads and tables have 8: the tiny model's are large.
    assert sizes[1] < 0.3 * sizes[0]
    assert sizes[2] < 0.75 * sizes[1]


def test_runs_leave_nothing_behind(built: Built, text: Floats) -> None:
    graphs, process = DecoderGraphs(built("int4"), 1), psutil.Process()
    sizes = []
    for _ in range(200):
        run = graphs.decode(text, None, guided=True)
        run.feed(music())
        run.keep_last(50)
        run.feed(music()[:, :1])
        sizes.append(process.memory_info().rss)
    # Each one's cache and tensors are about half a megabyte here.
    assert sizes[-1] - sizes[20] < 16 * 2**20


def test_what_was_compiled_and_kept_gives_the_same(built: Built, text: Floats, tmp_path: Path) -> None:
    folder = tmp_path / "graphs"
    folder.mkdir()
    for file in built("int4").glob("*.*"):
        (folder / file.name).write_bytes(file.read_bytes())
    again = partial(decoded, folder, text, "u8")
    first = again()
    kept = {path.name: path.stat().st_mtime_ns for path in (folder / "compiled").iterdir()}
    assert len(kept) == 2
    assert np.array_equal(again(), first)
    assert kept == {path.name: path.stat().st_mtime_ns for path in (folder / "compiled").iterdir()}
