from __future__ import annotations

import pytest

from metabgm.protocol.messages_from_mod import AudioOffer
from metabgm.stream.audio_format import AudioFormat, best_format


def offer(rates: tuple[int, ...] = (44100, 48000), formats: tuple[str, ...] = ("f32le",)) -> AudioOffer:
    return AudioOffer(rates=rates, channels=(2, 1), formats=formats, buffer_ms=3000)


def test_first_format_known_to_both_at_the_engines_rate() -> None:
    assert best_format(offer(formats=("s24le", "s16le", "f32le")), 48000) == AudioFormat(48000, 2, "s16le")


def test_offer_without_the_engines_rate_is_refused_with_what_was_expected() -> None:
    with pytest.raises(ValueError, match=r"audio\.rates: \[44100\], expected to contain 48000"):
        best_format(offer(rates=(44100,)), 48000)


def test_offer_of_unknown_formats_is_refused() -> None:
    with pytest.raises(ValueError, match=r"audio\.formats"):
        best_format(offer(formats=("opus",)), 48000)
