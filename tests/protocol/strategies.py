"""Hypothesis strategies for messages, made from the types themselves."""

from __future__ import annotations

from typing import Any, get_args

import msgspec
from hypothesis import strategies as st
from msgspec import inspect

from metabgm.protocol.fields import INT_MAX
from metabgm.protocol.messages_from_mod import FROM_MOD, Command, Precipitation, Scene
from metabgm.protocol.messages_to_mod import TO_MOD, Provenance, ProvenanceRecord
from metabgm.protocol.scene_rules import DIVISIONS, NEGATIVE, PAIRS

Trees = st.SearchStrategy[Any]

PRECIPITATIONS = get_args(Precipitation)

texts = st.text(max_size=20)
finite = st.floats(allow_nan=False, allow_infinity=False)
plain_values: Trees = st.recursive(
    st.none() | st.booleans() | st.integers(-INT_MAX - 1, INT_MAX) | finite | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)
# What msgpack can say and the protocol cannot.
odd_values: Trees = (
    st.floats()
    | st.integers(-(2**63), 2**64 - 1)
    | st.binary(max_size=5)
    | st.text(max_size=3_000)
    | plain_values
)


def trees(kind: type) -> Trees:
    """Plain values that have the type's shape and ranges; rules beyond types are not kept."""
    return _of(msgspec.inspect.type_info(kind))


def _of(kind: inspect.Type) -> Trees:
    if isinstance(kind, inspect.Metadata):
        return _of(kind.type)
    if isinstance(kind, inspect.StructType):
        tag = {kind.tag_field: st.just(kind.tag)} if kind.tag_field else {}
        required = {field.encode_name: _of(field.type) for field in kind.fields if field.required}
        optional = {field.encode_name: _of(field.type) for field in kind.fields if not field.required}
        return st.fixed_dictionaries({**tag, **required}, optional=optional)
    if isinstance(kind, inspect.DictType):
        return st.dictionaries(texts, _of(kind.value_type), max_size=4)
    if isinstance(kind, (inspect.ListType, inspect.VarTupleType)):
        return st.lists(_of(kind.item_type), min_size=kind.min_length or 0, max_size=4)
    if isinstance(kind, inspect.UnionType):
        return st.one_of([_of(one) for one in kind.types])
    if isinstance(kind, inspect.LiteralType):
        return st.sampled_from(kind.values)
    if isinstance(kind, inspect.IntType):
        return st.integers(
            -INT_MAX - 1 if kind.ge is None else kind.ge, INT_MAX if kind.le is None else kind.le
        )
    if isinstance(kind, inspect.FloatType):
        return st.floats(kind.ge, kind.le, allow_nan=False, allow_infinity=False)
    if isinstance(kind, inspect.StrType):
        return texts
    if isinstance(kind, inspect.BytesType):
        return st.binary(min_size=1, max_size=40)
    return {inspect.BoolType: st.booleans(), inspect.NoneType: st.none(), inspect.AnyType: plain_values}[
        type(kind)
    ]


@st.composite
def whole(draw: st.DrawFn, labels: tuple[str, ...]) -> dict[str, float]:
    """Shares that add up to 100."""
    weights = [draw(st.integers(0, 100)) for _ in labels]
    total = sum(weights) or 1
    shares = {label: 100.0 * weight / total for label, weight in zip(labels, weights, strict=True)}
    return shares if sum(weights) else {**shares, labels[0]: 100.0}


@st.composite
def scene_elements(draw: st.DrawFn) -> dict[str, Any]:
    """All twelve elements, rules kept."""
    shares = st.floats(0, 100)
    places = st.lists(texts, min_size=1, max_size=3, unique=True).map(tuple)
    elements: dict[str, Any] = {
        "Scene": {
            "biome": draw(places.flatmap(whole)),
            "dimension": draw(places.flatmap(whole)),
            "tags": draw(st.lists(texts, max_size=3)),
            **draw(st.fixed_dictionaries({}, optional={"precipitation": st.sampled_from(PRECIPITATIONS)})),
        }
    }
    for element, labels in {
        "Time": (),
        "Weather": (),
        "Temperature": (),
        "Health": (),
        "Satiety": (),
        **PAIRS,
    }.items():
        values: dict[str, float] = draw(whole(DIVISIONS[element])) if element in DIVISIONS else {}
        for label in labels:
            share = draw(shares)
            values |= {label: share, NEGATIVE + label: 100.0 - share}
        elements[element] = values
    entities = texts.filter(lambda name: not name.startswith(NEGATIVE))
    elements["Hostile Entity"] = draw(st.dictionaries(entities, shares, max_size=3))
    elements["Being Attacked"] = elements.pop("Being Attacked")
    elements["Biome Ahead"] = draw(st.dictionaries(texts, st.floats(0, 0.25), max_size=4))
    return elements


def messages() -> Trees:
    """Valid messages of all types, as plain trees."""
    kinds: list[type] = [*FROM_MOD.values(), *TO_MOD.values()]
    special: dict[type, Trees] = {
        Scene: st.tuples(trees(Scene), scene_elements()).map(lambda both: {**both[0], "scene": both[1]}),
        Command: trees(Command).map(lambda command: {**command, "text": "calm", "volume": 0.5}),
        Provenance: st.tuples(trees(ProvenanceRecord), st.dictionaries(texts, plain_values, max_size=2)).map(
            lambda both: {
                "type": "provenance",
                "record": {**both[0], **{k: v for k, v in both[1].items() if k not in both[0]}},
            }
        ),
    }
    return st.one_of([special.get(kind, trees(kind)) for kind in kinds])
