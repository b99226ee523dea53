"""The pieces that both transformers' graphs are put together from."""

from __future__ import annotations

from typing import Any

import numpy as np
import openvino as ov
from openvino import opset13 as op

from metabgm.music.musicgen.networks.weights import Array
from metabgm.music.musicgen.ov.compress import (
    DYNAMIC_GROUP,
    Precision,
    by_groups,
    by_rows,
    fits_groups,
    packed,
)

# OpenVINO's classes have no types that mypy reads.
Node = Any


def whole(*numbers: int) -> Node:
    """A vector of int64."""
    return op.constant(np.array(numbers, np.int64))


def linear(x: Node, matrix: Array, precision: Precision) -> Node:
    """``x @ matrix.T`` for a matrix of shape (outputs, inputs).

    4 bits need whole groups; a matrix that isn't made of them gets 8. The form is the one that OpenVINO
    takes for a compressed weight: a constant, Convert, for 4 bits Subtract, Multiply.
    """
    return op.matmul(x, _weight(matrix, precision), False, True)


def _weight(matrix: Array, precision: Precision) -> Node:
    if precision == "f32":
        return op.constant(matrix)
    if precision == "int4" and fits_groups(matrix):
        groups = by_groups(matrix)
        raised = op.subtract(_four_bits(groups.values), _four_bits(groups.zeros))
        return op.reshape(op.multiply(raised, op.constant(groups.scales)), whole(*matrix.shape), False)
    rows = by_rows(matrix)
    return op.multiply(op.convert(op.constant(rows.values), np.float32), op.constant(rows.scales))


def _four_bits(values: np.ndarray[Any, np.dtype[np.uint8]]) -> Node:
    # OpenVINO's own memory: a tensor laid over an array of ours would not keep it alive.
    tensor = ov.Tensor(ov.Type.u4, ov.Shape(values.shape))
    tensor.data[:] = packed(values)
    return op.convert(op.constant(tensor), np.float32)


def table_rows(ids: Node, table: Array, precision: Precision) -> Node:
    """Rows of a table (entries, width), of 8 bits where the precision isn't f32: shape (*ids, width).

    Only the rows that are asked for are made floats again.
    """
    if precision == "f32":
        return op.gather(op.constant(table), ids, whole(0))
    rows = by_rows(table)
    values = op.convert(op.gather(op.constant(rows.values), ids, whole(0)), np.float32)
    return op.multiply(values, op.gather(op.constant(rows.scales), ids, whole(0)))


def split_heads(x: Node, heads: int, width: int) -> Node:
    """(rows, steps, heads * width) to (rows, heads, steps, width)."""
    return op.transpose(op.reshape(x, whole(0, 0, heads, width), True), whole(0, 2, 1, 3))


def join_heads(x: Node, width: int) -> Node:
    """(rows, heads, steps, ...) to (rows, steps, width)."""
    return op.reshape(op.transpose(x, whole(0, 2, 1, 3)), whole(0, 0, width), True)


def three(x: Node, width: int) -> tuple[Node, Node, Node]:
    """Queries, keys and values out of one matrix's output, ``width`` each."""
    parts = op.variadic_split(x, op.constant(np.int64(-1)), whole(width, width, width))
    return parts.output(0), parts.output(1), parts.output(2)


def hint(model: ov.Model, precision: Precision) -> ov.Model:
    """Has the graph carry how its inputs are to be rounded while it runs, in whichever process."""
    model.set_rt_info(str(DYNAMIC_GROUP[precision]), ["runtime_options", "DYNAMIC_QUANTIZATION_GROUP_SIZE"])
    return model
