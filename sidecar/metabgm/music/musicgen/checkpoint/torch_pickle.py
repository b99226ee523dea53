"""Reads the pickle in a file of ``torch.save``: plain containers and descriptions of tensors, nothing else.

It is an interpreter of its own over the few opcodes that torch writes. No class is looked up and nothing is
called: a pickle that asks for anything but a tensor is refused with what it asked for.

Source: Python's ``pickletools`` (opcodes), torch's ``serialization.py`` and ``_utils.py`` (what is pickled).
"""

from __future__ import annotations

import math
import pickletools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from metabgm.models.errors import ModelError
from metabgm.models.json_file import shown


@dataclass(frozen=True)
class Storage:
    """``key``: the name of its bytes in the file; ``count``: numbers of ``dtype``, torch's storage class."""

    key: str
    dtype: str
    count: int


@dataclass(frozen=True)
class TensorView:
    """``offset``, ``strides``: in numbers. All of it lies within ``storage``, none of it twice."""

    storage: Storage
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]


@dataclass(frozen=True)
class _Name:
    """A class or function that the pickle names; it stays a name."""

    full: str


_ORDERED = _Name("collections.OrderedDict")
_TENSOR = _Name("torch._utils._rebuild_tensor_v2")
_PARAMETER = _Name("torch._utils._rebuild_parameter")
_STORAGES = frozenset(
    f"torch.{kind}Storage"
    for kind in ("Float", "Half", "BFloat16", "Double", "Long", "Int", "Short", "Char", "Byte", "Bool")
)
_KNOWN = frozenset({_ORDERED.full, _TENSOR.full, _PARAMETER.full}) | _STORAGES

_DIMENSIONS_MAX = 8
_SIZE_MAX = 2**40
_SHOWN_CHARACTERS = 200
_MARK = object()
_IGNORED = frozenset({"PROTO", "FRAME"})
_PUSHED: dict[str, Callable[[], Any]] = {
    "MARK": lambda: _MARK,
    "EMPTY_DICT": dict,
    "EMPTY_LIST": list,
    "EMPTY_TUPLE": tuple,
    "NONE": lambda: None,
    "NEWTRUE": lambda: True,
    "NEWFALSE": lambda: False,
}
_CONSTANTS = frozenset(
    {"BINUNICODE", "SHORT_BINUNICODE", "BININT", "BININT1", "BININT2", "LONG1", "BINFLOAT"},
)
_TUPLES = {"TUPLE1": 1, "TUPLE2": 2, "TUPLE3": 3}


def read_pickle(data: bytes, where: str) -> Any:
    """dicts, lists, tuples, texts, numbers, None and ``TensorView``. ``where``: the file, for errors.

    Raises ModelError if it is damaged, or asks for anything else.
    """
    try:
        return _Machine(where).run(data)
    except (ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError) as error:
        # pickletools raises ValueError for damage; the rest comes of an empty stack or of wrong operands.
        raise ModelError(f"{where} holds a damaged pickle: {str(error)[:_SHOWN_CHARACTERS]}") from None


class _Machine:
    def __init__(self, where: str) -> None:
        self._where = where
        self._stack: list[Any] = []
        self._memo: dict[int, Any] = {}

    def run(self, data: bytes) -> Any:
        for opcode, argument, _ in pickletools.genops(data):
            if opcode.name == "STOP":
                return self._stack.pop()
            self._step(opcode.name, argument)
        raise ValueError("it has no end")

    def _step(self, name: str, argument: Any) -> None:
        stack = self._stack
        if name in _PUSHED:
            stack.append(_PUSHED[name]())
        elif name in _CONSTANTS:
            stack.append(argument)
        elif name in _TUPLES:
            count = _TUPLES[name]
            stack[-count:] = [tuple(self._operands(count))]
        elif name == "TUPLE":
            stack.append(tuple(self._since_mark()))
        elif name in ("BINPUT", "LONG_BINPUT"):
            self._memo[argument] = stack[-1]
        elif name == "MEMOIZE":
            self._memo[len(self._memo)] = stack[-1]
        elif name in ("BINGET", "LONG_BINGET"):
            stack.append(self._memo[argument])
        elif name not in _IGNORED:
            self._build(name, argument)

    def _build(self, name: str, argument: Any) -> None:
        stack = self._stack
        if name == "GLOBAL":
            stack.append(self._named(argument.replace(" ", ".", 1)))
        elif name == "STACK_GLOBAL":
            module, member = self._operands(2)
            if not isinstance(module, str) or not isinstance(member, str):
                raise TypeError("a class is named by what is no text")
            stack[-2:] = [self._named(f"{module}.{member}")]
        elif name == "REDUCE":
            function, arguments = self._operands(2)
            stack[-2:] = [self._made(function, arguments)]
        elif name == "BINPERSID":
            stack[-1] = self._storage(stack[-1])
        elif name in ("SETITEM", "SETITEMS"):
            items = [stack.pop(-2), stack.pop()] if name == "SETITEM" else self._since_mark()
            self._set_items(items)
        elif name in ("APPEND", "APPENDS"):
            added = [stack.pop()] if name == "APPEND" else self._since_mark()
            if not isinstance(stack[-1], list):
                raise TypeError("something is appended to what is no list")
            stack[-1].extend(added)
        elif name == "BUILD":
            # The attributes of a state dictionary: versions of its modules, for loading into them.
            stack.pop()
            if not isinstance(stack[-1], dict):
                raise TypeError("attributes are given to what is no dictionary")
        else:
            raise ModelError(f"{self._where}: its pickle uses {name}, which no file of weights needs")

    def _operands(self, count: int) -> list[Any]:
        operands = self._stack[-count:]
        if len(operands) != count or any(operand is _MARK for operand in operands):
            raise IndexError("operands are missing")
        return operands

    def _since_mark(self) -> list[Any]:
        stack = self._stack
        place = len(stack) - 1
        while stack[place] is not _MARK:
            place -= 1
            if place < 0:
                raise IndexError("a mark is missing")
        found = stack[place + 1 :]
        del stack[place:]
        return found

    def _set_items(self, items: list[Any]) -> None:
        target = self._stack[-1]
        if not isinstance(target, dict) or len(items) % 2:
            raise TypeError("items are set of what is no dictionary")
        for key, value in zip(items[::2], items[1::2], strict=True):
            if not isinstance(key, str | int):
                raise TypeError("a key is neither text nor number")
            target[key] = value

    def _named(self, full: str) -> _Name:
        if full not in _KNOWN:
            raise ModelError(
                f"{self._where}: its pickle asks for {shown(full)}, which could run code and was not run;"
                " expected tensors in plain containers only"
            )
        return _Name(full)

    def _made(self, function: Any, arguments: Any) -> Any:
        if function == _ORDERED and arguments == ():
            return {}
        if function == _TENSOR:
            return _view(*arguments[:4])
        if function == _PARAMETER and isinstance(arguments[0], TensorView):
            return arguments[0]
        raise TypeError("something is called that is no tensor")

    def _storage(self, identity: Any) -> Storage:
        kind, named, key, _device, count = identity
        if kind != "storage" or not isinstance(named, _Name) or named.full not in _STORAGES:
            raise TypeError("it refers to what is no storage")
        if not isinstance(key, str) or not _whole(count):
            raise TypeError("a storage has no name or size")
        return Storage(key, named.full.removeprefix("torch.").removesuffix("Storage"), count)


def _view(storage: Any, offset: Any, shape: Any, strides: Any) -> TensorView:
    fits = isinstance(storage, Storage) and isinstance(shape, tuple) and isinstance(strides, tuple)
    if not fits or len(shape) != len(strides) or len(shape) > _DIMENSIONS_MAX:
        raise TypeError("a tensor has no storage or shape")
    if not all(_whole(number) for number in (offset, *shape, *strides)):
        raise TypeError("a tensor has a size or stride that is no whole number")
    # A stride of zero would make terabytes of one number.
    last = offset + sum((size - 1) * stride for size, stride in zip(shape, strides, strict=True))
    if math.prod(shape) > storage.count or (math.prod(shape) and last >= storage.count):
        raise ValueError(f"a tensor of {list(shape)} lies beyond its storage of {storage.count} numbers")
    return TensorView(storage, offset, shape, strides)


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _SIZE_MAX
