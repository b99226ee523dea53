from __future__ import annotations

from typing import Any

import pytest

from metabgm.protocol.close_codes import CloseCode
from metabgm.protocol.limits import CLOSE_REASON_BYTES
from metabgm.protocol.messages_to_mod import ErrorMessage
from metabgm.protocol.outcomes import FieldError, FrameError, inside, missing, shown, wrong


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "nil"),
        (True, "true"),
        (False, "false"),
        (-3, "-3"),
        (1.5, "1.5"),
        (float("nan"), "nan"),
        (float("-inf"), "-inf"),
        ("zombie", "zombie"),
        (b"\x00\x01", "bin of 2 bytes"),
        ({"a": 1}, "map of 1 entries"),
        ([1, 2], "array of 2 items"),
        ("é" * 101, "é" * 100),
        (10**200, "1" + "0" * 99),
    ],
)
def test_shown(value: Any, text: str) -> None:
    assert shown(value) == text


def test_field_error_becomes_the_message() -> None:
    error = wrong(inside("scene", "window"), 3, "map")
    assert error.message() == ErrorMessage(code="field.wrong", path="scene.window", value="3", expected="map")
    assert missing("scene.window", "map") == FieldError("field.missing", "scene.window", "", "map")


def test_senders_key_is_cut_in_a_path() -> None:
    assert inside("m", "k" * 500) == "m." + "k" * 100


@pytest.mark.parametrize("reason", ["short", "x" * 500, "é" * 500, "x" + "🎵" * 500])
def test_frame_errors_reason_fits_a_close_frame(reason: str) -> None:
    cut = FrameError(CloseCode.MALFORMED, reason).reason
    assert reason.startswith(cut)
    assert min(len(reason.encode()), CLOSE_REASON_BYTES - 3) <= len(cut.encode()) <= CLOSE_REASON_BYTES
