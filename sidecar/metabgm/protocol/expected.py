"""What a field's type expects, in a few words for the sender's log."""

from __future__ import annotations

from msgspec import inspect


def expected(kind: inspect.Type) -> str:
    """For example ``int 1..60000``, ``str of at most 200 characters``, ``one of interval, biome``."""
    if isinstance(kind, inspect.Metadata):
        return expected(kind.type)
    if isinstance(kind, inspect.UnionType):
        return " or ".join(expected(one) for one in kind.types)
    if isinstance(kind, inspect.LiteralType):
        return "one of " + ", ".join(str(value) for value in kind.values)
    if isinstance(kind, inspect.IntType):
        return _within("int", kind.ge, kind.le)
    if isinstance(kind, inspect.FloatType):
        return _within("float" if (kind.ge, kind.le) != (None, None) else "finite float", kind.ge, kind.le)
    if isinstance(kind, inspect.StrType):
        return _sized("str", kind.min_length, kind.max_length, "characters")
    if isinstance(kind, inspect.BytesType):
        return _sized("bin", kind.min_length, kind.max_length, "bytes")
    if isinstance(kind, (inspect.ListType, inspect.VarTupleType)):
        return _sized("array", kind.min_length, kind.max_length, "items")
    return _PLAIN[type(kind)]


_PLAIN: dict[type[inspect.Type], str] = {
    inspect.AnyType: "any value",
    inspect.BoolType: "bool",
    inspect.DictType: "map",
    inspect.NoneType: "nil",
    inspect.StructType: "map",
}


def _within(name: str, least: float | None, most: float | None) -> str:
    if least is None and most is None:
        return name
    if least is None:
        return f"{name} <= {most}"
    return f"{name} >= {least}" if most is None else f"{name} {least}..{most}"


def _sized(name: str, least: int | None, most: int | None, of: str) -> str:
    if most is None:
        return name
    return f"{name} of at most {most} {of}" if least is None else f"{name} of {least}..{most} {of}"
