"""The sidecar's walk over all vectors, as their README asks for."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from metabgm.protocol.codec import decode, decode_to_mod, encode
from metabgm.protocol.messages_from_mod import FROM_MOD
from metabgm.protocol.messages_to_mod import TO_MOD
from metabgm.protocol.outcomes import FieldError, FrameError, Ignored
from tests.protocol.vector_files import VectorCase, vector_cases

SIDES: dict[str, tuple[Any, Any]] = {"to_sidecar": (decode, FROM_MOD), "to_mod": (decode_to_mod, TO_MOD)}
GOOD = [(direction, case) for direction in SIDES for case in vector_cases(direction)]
BAD = [
    (direction, case)
    for case in vector_cases("malformed")
    for direction in SIDES
    if case.description["direction"] in (direction, "both")
]


def named(cases: list[tuple[str, VectorCase]]) -> list[Any]:
    return [pytest.param(direction, case, id=f"{direction}-{case.name}") for direction, case in cases]


def exactly(value: Any) -> str:
    """Tells 1 from 1.0, True from 1, and one order of keys from another."""
    return repr(value)


@pytest.mark.parametrize(("direction", "case"), named(GOOD))
def test_good_frame_is_decoded_to_its_message(direction: str, case: VectorCase) -> None:
    decoded = SIDES[direction][0](case.frame)
    if case.description.get("ignored"):
        assert isinstance(decoded, Ignored)
    else:
        plain = msgspec.to_builtins(decoded, builtin_types=(bytes,))
        assert exactly(_lists(plain)) == exactly(case.description["message"])


@pytest.mark.parametrize(
    ("direction", "case"),
    named([(direction, case) for direction, case in GOOD if case.description["encode"]]),
)
def test_canonical_message_is_encoded_to_its_frame(direction: str, case: VectorCase) -> None:
    message = case.description["message"]
    kind = SIDES[direction][1][message["type"]]
    assert encode(msgspec.convert(message, kind, builtin_types=(bytes,))) == case.frame


@pytest.mark.parametrize(("direction", "case"), named(BAD))
def test_bad_frame_gives_its_error_or_close_code(direction: str, case: VectorCase) -> None:
    decoded = SIDES[direction][0](case.frame)
    if "close" in case.description:
        assert isinstance(decoded, FrameError)
        assert decoded.code == case.description["close"]
    else:
        assert isinstance(decoded, FieldError)
        assert msgspec.to_builtins(decoded) == case.description["error"]


@pytest.mark.parametrize("direction", SIDES)
def test_every_message_has_a_canonical_frame(direction: str) -> None:
    shown = {
        case.description["message"]["type"]
        for side, case in GOOD
        if side == direction and case.description["encode"]
    }
    assert shown == set(SIDES[direction][1])


def _lists(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _lists(inner) for key, inner in value.items()}
    return [_lists(inner) for inner in value] if isinstance(value, (list, tuple)) else value
