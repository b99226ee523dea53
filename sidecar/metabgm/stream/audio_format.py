"""The form in which audio goes to a mod."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from metabgm.protocol.fields import SampleFormat
from metabgm.protocol.messages_from_mod import AudioOffer


@dataclass(frozen=True)
class AudioFormat:
    """``rate``: frames per second. ``channels``: 1 or 2."""

    rate: int
    channels: int
    sample_format: SampleFormat

    def frames(self, seconds: float) -> int:
        """In so many seconds."""
        return round(seconds * self.rate)


def best_format(offer: AudioOffer, engine_rate: int) -> AudioFormat:
    """The first of what the mod offers that the sidecar can make, at the engine's own rate.

    Raises ValueError where the mod offers nothing of the kind.
    """
    if engine_rate not in offer.rates:
        raise ValueError(f"audio.rates: {list(offer.rates)}, expected to contain {engine_rate}")
    for offered in offer.formats:
        for known in get_args(SampleFormat):
            if offered == known:
                return AudioFormat(engine_rate, offer.channels[0], known)
    raise ValueError(f"audio.formats: {list(offer.formats)}, expected one of {get_args(SampleFormat)}")
