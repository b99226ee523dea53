from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metabgm.protocol.message_rules import typed
from metabgm.protocol.messages_from_mod import FROM_MOD, Event
from metabgm.protocol.messages_to_mod import TO_MOD, ProvenanceRecord
from metabgm.protocol.outcomes import FieldError
from metabgm.protocol.pinpoint import pinpoint
from tests.protocol.strategies import odd_values, trees

KINDS: list[Any] = [*FROM_MOD.values(), *TO_MOD.values(), ProvenanceRecord]
NO_FAULT = "msgspec's own words"


@st.composite
def damaged(draw: st.DrawFn, tree: Any) -> Any:
    """The tree with one value, at any depth, replaced by anything or taken away."""
    if not tree or not isinstance(tree, (dict, list)) or draw(st.integers(0, 3)) == 0:
        return draw(odd_values)
    if isinstance(tree, list):
        index = draw(st.integers(0, len(tree) - 1))
        return [draw(damaged(item)) if place == index else item for place, item in enumerate(tree)]
    key = draw(st.sampled_from(sorted(set(tree) - {"type"}) or sorted(tree)))
    if draw(st.booleans()):
        return {name: value for name, value in tree.items() if name != key}
    return {**tree, key: draw(damaged(tree[key]))}


@given(st.sampled_from(KINDS), st.data())
def test_it_finds_a_fault_exactly_where_msgspec_refuses(kind: Any, data: st.DataObject) -> None:
    tree = data.draw(trees(kind).flatmap(damaged))
    try:
        msgspec.convert(tree, kind, builtin_types=(bytes,))
        refused = False
    except msgspec.ValidationError:
        refused = True
    found = pinpoint(tree, kind, "m", NO_FAULT)
    assert (found.expected != NO_FAULT) == refused


@given(st.sampled_from(KINDS), st.data())
def test_path_leads_to_the_value_or_to_where_it_is_missing(kind: Any, data: st.DataObject) -> None:
    tree = data.draw(trees(kind).flatmap(damaged))
    message = typed(tree, kind, "m")
    if isinstance(message, FieldError) and message.path != "m":
        *way, last = message.path.split(".")[1:]
        inner = tree
        for step in way:
            inner = inner[int(step)] if isinstance(inner, list) else inner[step]
        present = int(last) < len(inner) if isinstance(inner, list) else last in inner
        assert present == (message.code == "field.wrong")


def test_first_fault_in_the_order_of_the_table() -> None:
    found = pinpoint({"detail": 1, "kind": 2, "type": "event"}, Event, "event", NO_FAULT)
    assert (found.code, found.path) == ("field.missing", "event.time_ms")


@pytest.mark.parametrize("tree", [None, 7, "x", [], b""])
def test_whole_that_is_no_map(tree: Any) -> None:
    found = pinpoint(tree, Event, "event", NO_FAULT)
    assert (found.path, found.expected) == ("event", "map")


def test_when_every_field_seems_right_msgspecs_words_are_passed_on() -> None:
    tree = {"type": "event", "time_ms": 0, "kind": "kill", "detail": ""}
    found = pinpoint(tree, Event, "event", NO_FAULT)
    assert found == FieldError("field.wrong", "event", "map of 4 entries", NO_FAULT)
