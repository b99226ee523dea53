"""Matrices and tables of a graph, in 32, 8 or 4 bits."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto

from metabgm.music.musicgen.networks.weights import Array
from metabgm.music.musicgen.ort.nodes import CONTRIB, Graph
from metabgm.music.musicgen.ov.compress import GROUP, Precision, by_groups, by_rows, fits_groups, packed

# Has the inputs rounded to 8 bits as well, group by group: the product is then one of whole numbers.
_INPUTS_IN_8_BITS = 4
_MIDDLE = 128


def linear(graph: Graph, x: str, matrix: Array, precision: Precision) -> str:
    """``x @ matrix.T`` for a matrix of shape (outputs, inputs).

    Both 4 and 8 bits have a scale for every group of a row, 4 bits also a zero point. 4 bits need whole
    groups; a matrix that isn't made of them gets 8 and is filled up with zeros.
    """
    if precision == "f32":
        return graph.node("MatMul", [x, graph.constant(np.ascontiguousarray(matrix.T))])
    bits = 4 if precision == "int4" and fits_groups(matrix) else 8
    constants: tuple[NDArray[Any], ...] = _in_4_bits(matrix) if bits == 4 else _in_8_bits(matrix)
    return graph.node(
        "MatMulNBits",
        [x, *(graph.constant(constant) for constant in constants)],
        domain=CONTRIB,
        N=matrix.shape[0],
        K=matrix.shape[1],
        bits=bits,
        block_size=GROUP,
        accuracy_level=_INPUTS_IN_8_BITS,
    )


def _in_4_bits(matrix: Array) -> tuple[NDArray[np.uint8], Array, NDArray[np.uint8]]:
    groups = by_groups(matrix)
    outputs, count, _ = groups.values.shape
    zeros = groups.zeros.reshape(outputs, count)
    # Each row's zero points begin a byte.
    zeros = np.pad(zeros, ((0, 0), (0, count % 2)))
    return (
        packed(groups.values).reshape(outputs, count, GROUP // 2),
        groups.scales.reshape(outputs, count),
        packed(zeros).reshape(outputs, -1),
    )


def _in_8_bits(matrix: Array) -> tuple[NDArray[np.uint8], Array]:
    outputs, inputs = matrix.shape
    filled = np.pad(matrix, ((0, 0), (0, -inputs % GROUP)))
    rows = by_rows(filled.reshape(-1, GROUP))
    values = (rows.values.astype(np.int16) + _MIDDLE).astype(np.uint8)
    return values.reshape(outputs, -1, GROUP), rows.scales.reshape(outputs, -1)


def table_rows(graph: Graph, ids: str, table: Array, precision: Precision) -> str:
    """Rows of a table (entries, width), of 8 bits where the precision isn't f32: shape (*ids, width)."""
    if precision == "f32":
        return graph.node("Gather", [graph.constant(table), ids], axis=0)
    rows = by_rows(table)
    values = graph.node("Gather", [graph.constant(rows.values), ids], axis=0)
    scales = graph.node("Gather", [graph.constant(rows.scales), ids], axis=0)
    return graph.node("Mul", [graph.node("Cast", [values], to=TensorProto.FLOAT), scales])
