"""Finds the field that msgspec refused: its own messages name neither a map's key nor the value."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import msgspec
from msgspec import inspect

from metabgm.protocol.expected import expected
from metabgm.protocol.outcomes import FieldError, inside, missing, wrong


def pinpoint(tree: Any, kind: type, path: str, otherwise: str) -> FieldError:
    """The first wrong or missing field of ``tree``, in the order of the type's fields.

    ``otherwise``: what to expect of the whole when every field seems right.
    """
    return _first_fault(tree, _type_info(kind), path) or wrong(path, tree, otherwise)


@cache
def _type_info(kind: type) -> inspect.Type:
    return msgspec.inspect.type_info(kind)


def _first_fault(value: Any, kind: inspect.Type, path: str) -> FieldError | None:
    if isinstance(kind, inspect.Metadata):
        return _first_fault(value, kind.type, path)
    if not _fits(value, kind):
        return wrong(path, value, expected(kind))
    return next((fault for fault in _inner_faults(value, kind, path) if fault is not None), None)


def _inner_faults(value: Any, kind: inspect.Type, path: str) -> Iterable[FieldError | None]:
    if isinstance(kind, inspect.StructType):
        for field in kind.fields:
            inner = inside(path, field.encode_name)
            if field.encode_name in value:
                yield _first_fault(value[field.encode_name], field.type, inner)
            elif field.required:
                yield missing(inner, expected(field.type))
    elif isinstance(kind, inspect.DictType):
        for key, item in value.items():
            yield _first_fault(item, kind.value_type, inside(path, key))
    elif isinstance(kind, (inspect.ListType, inspect.VarTupleType)):
        for index, item in enumerate(value):
            yield _first_fault(item, kind.item_type, inside(path, str(index)))


def _fits(value: Any, kind: inspect.Type) -> bool:
    """Whether the value itself is right, whatever it contains."""
    if isinstance(kind, inspect.UnionType):
        return any(_fits(value, one) for one in kind.types)
    if isinstance(kind, inspect.LiteralType):
        return value in kind.values
    python_type: Any = _PYTHON_TYPES[type(kind)]
    if not isinstance(value, python_type):
        return False
    if isinstance(kind, (inspect.IntType, inspect.FloatType)):
        return not isinstance(value, bool) and _in_range(value, kind.ge, kind.le)
    if isinstance(kind, (inspect.StrType, inspect.BytesType, inspect.ListType, inspect.VarTupleType)):
        return _in_range(len(value), kind.min_length, kind.max_length)
    return True


_PYTHON_TYPES: dict[type[inspect.Type], type | tuple[type, ...]] = {
    inspect.AnyType: object,
    inspect.BoolType: bool,
    inspect.BytesType: bytes,
    inspect.DictType: dict,
    inspect.FloatType: (int, float),
    inspect.IntType: int,
    inspect.ListType: (list, tuple),
    inspect.NoneType: type(None),
    inspect.StrType: str,
    inspect.StructType: dict,
    inspect.VarTupleType: (list, tuple),
}


def _in_range(value: float, least: float | None, most: float | None) -> bool:
    """NaN is in no range."""
    return (least is None or value >= least) and (most is None or value <= most)
