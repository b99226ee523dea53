from __future__ import annotations

from typing import Any

import pytest

from metabgm.protocol.numbers_check import first_odd_number


@pytest.mark.parametrize(
    ("tree", "path"),
    [
        ({"a": float("nan")}, "m.a"),
        ({"a": 1.0, "b": [0, {"c": float("inf")}]}, "m.b.1.c"),
        ([2**63], "m.0"),
        ({"a": -(2**63) - 1}, "m.a"),
    ],
)
def test_odd_number_is_found_at_any_depth(tree: Any, path: str) -> None:
    found = first_odd_number(tree, "m")
    assert found is not None
    assert found.path == path


@pytest.mark.parametrize(
    "value", [2**63 - 1, -(2**63), 1.7976931348623157e308, -0.0, True, "nan", b"", None, [], {}]
)
def test_everything_else_passes(value: Any) -> None:
    assert first_odd_number({"a": [value]}, "m") is None
