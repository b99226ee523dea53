"""An ONNX graph while it is put together, its large constants in a file beside it."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

CONTRIB = "com.microsoft"
# Of the standard operators; LayerNormalization came with 17.
_OPSET, _IR = 21, 10
# The format's advice, for files that are mapped into memory.
_ALIGNMENT = 4096
# Shapes and the like have to be where the graph is read: they decide how it is laid out.
_INLINE_BYTES = 1024


class Graph:
    """Nodes and values by their names. A context manager, for the file of constants.

    ``path``: where ``save`` writes the graph; the constants go to the same name with ``.data`` at the end.
    Raises OSError.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._data = path.with_name(f"{path.name}.data")
        self._file = self._data.open("wb")
        self._nodes: list[Any] = []
        self._constants: dict[str, Any] = {}
        self._inputs: list[Any] = []
        self._outputs: list[Any] = []

    def __enter__(self) -> Graph:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def input(self, name: str, dtype: type[np.generic], *shape: int | str) -> str:
        """A string in the shape stands for any size, the same where it appears again."""
        self._inputs.append(_value(name, dtype, shape))
        return name

    def output(self, name: str, dtype: type[np.generic], *shape: int | str) -> None:
        """What a node of this output makes is one of the graph."""
        self._outputs.append(_value(name, dtype, shape))

    def node(self, kind: str, inputs: list[str], name: str = "", domain: str = "", **attributes: Any) -> str:
        """One output, of ``name`` or one that is made up. "" stands for an input that is left out."""
        (output,) = self.nodes(kind, inputs, [name or f"made.{len(self._nodes)}"], domain, **attributes)
        return output

    def nodes(
        self, kind: str, inputs: list[str], outputs: list[str], domain: str = "", **attributes: Any
    ) -> list[str]:
        """Several outputs, by their names; "" is left out."""
        self._nodes.append(helper.make_node(kind, inputs, outputs, domain=domain, **attributes))
        return outputs

    def constant(self, array: NDArray[Any], name: str = "") -> str:
        """Of ``name`` or one that is made up."""
        name = name or f"constant.{len(self._constants)}"
        if array.nbytes <= _INLINE_BYTES:
            self._constants[name] = numpy_helper.from_array(array, name)
        else:
            self._constants[name] = self._beside(np.ascontiguousarray(array), name)
        return name

    def whole(self, *numbers: int) -> str:
        """A vector of int64, the same one wherever it is asked for again."""
        name = f"whole.{'.'.join(map(str, numbers))}"
        return name if name in self._constants else self.constant(np.array(numbers, np.int64), name)

    def save(self) -> None:
        """Writes the graph. Raises OSError."""
        constants = list(self._constants.values())
        graph = helper.make_graph(self._nodes, self._path.stem, self._inputs, self._outputs, constants)
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(CONTRIB, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=_IR)
        self._file.flush()
        self._path.write_bytes(model.SerializeToString())

    def _beside(self, array: NDArray[Any], name: str) -> Any:
        self._file.write(bytes(-self._file.tell() % _ALIGNMENT))
        tensor = TensorProto(name=name, data_type=_type(array.dtype.type), dims=array.shape)
        tensor.data_location = TensorProto.EXTERNAL
        where = {"location": self._data.name, "offset": self._file.tell(), "length": array.nbytes}
        for key, value in where.items():
            tensor.external_data.add(key=key, value=str(value))
        self._file.write(array.data)
        return tensor


def _type(dtype: type[np.generic]) -> int:
    return int(helper.np_dtype_to_tensor_dtype(np.dtype(dtype)))


def _value(name: str, dtype: type[np.generic], shape: tuple[int | str, ...]) -> Any:
    return onnx.helper.make_tensor_value_info(name, _type(dtype), list(shape))
