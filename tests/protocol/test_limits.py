from __future__ import annotations

from metabgm.protocol.codec import encode
from metabgm.protocol.limits import LIMITS, Limits
from metabgm.protocol.messages_to_mod import Pcm


def test_largest_pcm_fits_into_a_frame() -> None:
    frame_bytes = LIMITS.channels_max * 4
    largest = Pcm(track=2**63 - 1, offset=2**63 - 1, data=bytes(LIMITS.pcm_frames * frame_bytes))
    assert len(encode(largest)) <= LIMITS.frame_to_mod_bytes


def test_limits_themselves_fit_into_hello() -> None:
    assert len(LIMITS.by_name()) <= LIMITS.map_entries


def test_by_name_follows_the_instance() -> None:
    assert Limits(idle_ms=5).by_name() == {**LIMITS.by_name(), "idle_ms": 5}
