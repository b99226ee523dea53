"""Whether a mod and this sidecar can work together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

from metabgm.protocol.fields import SampleFormat
from metabgm.protocol.messages_from_mod import AudioOffer
from metabgm.protocol.outcomes import FieldError, wrong
from metabgm.protocol.version import PROTOCOL_VERSION


@dataclass(frozen=True)
class AudioMade:
    """What the sidecar can make. ``rates``: frames per second."""

    rates: tuple[int, ...] = (48_000,)
    channels: tuple[int, ...] = (1, 2)
    formats: tuple[str, ...] = get_args(SampleFormat)


def other_protocol(identify: dict[str, Any]) -> str | None:
    """Which side to update, when an unpacked ``identify`` is of another version of the protocol.

    Judged before its other fields, which another version may have changed.
    """
    spoken = identify.get("protocol")
    if not isinstance(spoken, int) or isinstance(spoken, bool) or spoken == PROTOCOL_VERSION:
        return None
    behind = "sidecar" if spoken > PROTOCOL_VERSION else "mod"
    return f"update the {behind}: the mod speaks protocol {spoken}, the sidecar {PROTOCOL_VERSION}"


def unusable_audio(offer: AudioOffer, made: AudioMade) -> FieldError | None:
    """The first list of the offer that holds nothing the sidecar can make."""
    return (
        _nothing_in_common("rates", offer.rates, made.rates)
        or _nothing_in_common("channels", offer.channels, made.channels)
        or _nothing_in_common("formats", offer.formats, made.formats)
    )


def _nothing_in_common(name: str, offered: Sequence[Any], made: Sequence[Any]) -> FieldError | None:
    if any(one in made for one in offered):
        return None
    return wrong(f"identify.audio.{name}", _listed(offered), f"one of {_listed(made)} among them")


def _listed(values: Sequence[Any]) -> str:
    return ", ".join(map(str, values))
