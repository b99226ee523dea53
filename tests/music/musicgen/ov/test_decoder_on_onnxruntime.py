"""The decoder in 8 and 4 bits on ONNX Runtime: how far from float32, and that it really is smaller."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import psutil
import pytest
from numpy.typing import NDArray

from metabgm.music.musicgen.decoder_choice import ORT_DECODER
from metabgm.music.musicgen.ov.compress import Precision
from metabgm.music.musicgen.ov.decoder import DecoderGraphs
from metabgm.music.musicgen.runtime import RuntimeFaultError
from tests.music.musicgen.ov.conftest import Built
from tests.music.musicgen.ov.reference import Floats, Reference

onnx = pytest.importorskip("onnx", reason="pip install 'metabgm-sidecar[musicgen-onnxruntime]'")
pytest.importorskip("onnxruntime")

TEXT = np.array([5, 77, 140, 9, 300, 41, 1])
STEPS = 150


def music() -> NDArray[np.int64]:
    return np.random.default_rng(3).integers(0, 65, (4, STEPS))


@pytest.fixture(scope="module")
def expected(reference: Reference) -> Floats:
    text = reference.states(TEXT)
    return np.stack([reference.logits(music(), row) for row in (text, None)])


# Measured: 0.99991 and 0.97; 0.985 and 0.82 (random weights).
@pytest.mark.parametrize(("precision", "bounds"), [("int8", (0.9995, 0.95)), ("int4", (0.98, 0.78))])
def test_logits_stay_near_those_of_float32(
    built: Built, reference: Reference, expected: Floats, precision: Precision, bounds: tuple[float, float]
) -> None:
    graphs = DecoderGraphs(built(precision, "onnxruntime"), 1)
    run = graphs.decode(reference.states(TEXT), None, guided=True)
    # The cache grows on the way, after one step and after several.
    cuts = [0, *range(1, 100), 120, *range(121, STEPS + 1)]
    logits = np.stack([run.feed(music()[:, a:b]) for a, b in pairwise(cuts)], axis=2)
    there = expected[:, :, np.array(cuts[1:]) - 1]
    assert np.corrcoef(logits.ravel(), there.ravel())[0, 1] > bounds[0]
    assert (logits.argmax(-1) == there.argmax(-1)).mean() > bounds[1]
    # float32 is within 1e-5: that the compressed forms are in use shows.
    assert np.abs(logits - there).max() > 1e-3


@pytest.mark.parametrize(("precision", "bits"), [("int8", {8: 13}), ("int4", {4: 12, 8: 1})])
def test_every_matrix_is_compressed(built: Built, precision: Precision, bits: dict[int, int]) -> None:
    path = built(precision, "onnxruntime") / ORT_DECODER
    nodes = onnx.load(path, load_external_data=False).graph.node
    # In both layers: queries, keys and values at once, out, two for the text, two of the feed-forward; the
    # heads, which have 8 bits in any case.
    matrices = [node for node in nodes if node.op_type == "MatMulNBits"]
    found = (attribute.i for node in matrices for attribute in node.attribute if attribute.name == "bits")
    assert Counter(found) == bits
    assert not [node for node in nodes if node.op_type == "MatMul"]


def test_files_shrink_with_the_bits(built: Built) -> None:
    folders = [built(precision, "onnxruntime") for precision in ("f32", "int8", "int4")]
    sizes = [(folder / f"{ORT_DECODER}.data").stat().st_size for folder in folders]
    assert sizes[1] < 0.3 * sizes[0]
    assert sizes[2] < 0.9 * sizes[1]


def test_runs_leave_nothing_behind(built: Built, reference: Reference) -> None:
    graphs, text = DecoderGraphs(built("int4", "onnxruntime"), 1), reference.states(TEXT)
    process, sizes = psutil.Process(), []
    for _ in range(200):
        run = graphs.decode(text, None, guided=True)
        run.feed(music())
        run.keep_last(50)
        run.feed(music()[:, :1])
        sizes.append(process.memory_info().rss)
    # Each one's cache is half a megabyte here.
    assert sizes[-1] - sizes[20] < 16 * 2**20


def test_logits_are_the_callers_own(built: Built, reference: Reference) -> None:
    run = DecoderGraphs(built("int8", "onnxruntime"), 1).decode(reference.states(TEXT), None, guided=True)
    first = run.feed(music()[:, :1])
    kept = first.copy()
    run.feed(music()[:, 1:2])
    assert np.array_equal(first, kept)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda folder: (folder / f"{ORT_DECODER}.data").unlink(), r"decoder\.onnx: .*decoder\.onnx\.data"),
        (lambda folder: (folder / ORT_DECODER).write_bytes(b"no graph"), r"decoder\.onnx: "),
        (lambda folder: (folder / f"{ORT_DECODER}.data").write_bytes(b"short"), r"decoder\.onnx: "),
    ],
    ids=["constants missing", "no graph", "constants cut off"],
)
def test_a_damaged_folder_is_one_line(
    built: Built, tmp_path: Path, damage: Callable[[Path], object], message: str
) -> None:
    folder = tmp_path / "graphs"
    shutil.copytree(built("int8", "onnxruntime"), folder, ignore=shutil.ignore_patterns("compiled"))
    damage(folder)
    with pytest.raises(RuntimeFaultError, match=message) as caught:
        DecoderGraphs(folder, 1)
    assert "\n" not in str(caught.value)
