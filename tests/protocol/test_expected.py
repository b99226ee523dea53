from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
import pytest
from msgspec import Meta

from metabgm.protocol.expected import expected
from metabgm.protocol.fields import Decibels, Fraction, PcmBytes, RateHz, StyleText
from metabgm.protocol.messages_from_mod import Window


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (int, "int"),
        (RateHz, "int 8000..192000"),
        (Annotated[int, Meta(ge=1)], "int >= 1"),
        (float, "finite float"),
        (Fraction, "float 0..1"),
        (Decibels, "float <= 0"),
        (bool, "bool"),
        (str, "str"),
        (StyleText, "str of at most 200 characters"),
        (bytes, "bin"),
        (PcmBytes, "bin of 1..76800 bytes"),
        (str | None, "str or nil"),
        (Literal["b", "a"], "one of a, b"),
        (dict[str, float], "map"),
        (Window, "map"),
        (list[str], "array"),
        (Annotated[tuple[int, ...], Meta(min_length=1, max_length=64)], "array of 1..64 items"),
        (Any, "any value"),
        (Annotated[dict[str, Any], Meta(extra_json_schema={"description": "x"})], "map"),
    ],
)
def test_words(kind: Any, text: str) -> None:
    assert expected(msgspec.inspect.type_info(kind)) == text
