from __future__ import annotations

from typing import Any

import pytest

from metabgm.protocol.identify import AudioMade, other_protocol, unusable_audio
from metabgm.protocol.messages_from_mod import AudioOffer
from metabgm.protocol.version import PROTOCOL_VERSION


def offer(**changes: Any) -> AudioOffer:
    usual: dict[str, Any] = {"rates": (48_000,), "channels": (2,), "formats": ("s16le",), "buffer_ms": 2_000}
    return AudioOffer(**{**usual, **changes})


@pytest.mark.parametrize(("spoken", "behind"), [(2, "sidecar"), (2**63, "sidecar"), (0, "mod"), (-1, "mod")])
def test_other_version_names_the_side_to_update(spoken: int, behind: str) -> None:
    reason = other_protocol({"protocol": spoken})
    assert reason is not None
    assert reason.startswith(f"update the {behind}")


@pytest.mark.parametrize(
    "identify", [{"protocol": PROTOCOL_VERSION}, {}, {"protocol": "2"}, {"protocol": False}]
)
def test_what_is_no_other_version_is_left_to_the_fields_check(identify: dict[str, Any]) -> None:
    assert other_protocol(identify) is None


def test_one_usable_choice_of_each_is_enough() -> None:
    mixed = offer(rates=(44_100, 48_000), channels=(1, 2), formats=("s24le", "f32le"))
    assert unusable_audio(mixed, AudioMade()) is None


@pytest.mark.parametrize(
    ("changes", "made", "path", "value"),
    [
        ({"rates": (44_100, 22_050)}, AudioMade(), "identify.audio.rates", "44100, 22050"),
        ({"channels": (1,)}, AudioMade(channels=(2,)), "identify.audio.channels", "1"),
        ({"formats": ("s24le",)}, AudioMade(), "identify.audio.formats", "s24le"),
    ],
)
def test_offer_without_anything_usable_names_the_list(
    changes: dict[str, Any], made: AudioMade, path: str, value: str
) -> None:
    refused = unusable_audio(offer(**changes), made)
    assert refused is not None
    assert (refused.code, refused.path, refused.value) == ("field.wrong", path, value)
