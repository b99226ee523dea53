"""Types that fields of several messages share. Their ranges are checked and stand in the JSON Schema."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from metabgm.protocol.limits import LIMITS

# What every language at both ends holds in a signed 64-bit integer.
INT_MAX = 2**63 - 1

Count = Annotated[int, Meta(ge=0, le=INT_MAX)]
Positive = Annotated[int, Meta(ge=1, le=INT_MAX)]
TrackId = Positive
Milliseconds = Count
Seed = Count
Fraction = Annotated[float, Meta(ge=0, le=1)]
Decibels = Annotated[float, Meta(le=0)]
RateHz = Annotated[int, Meta(ge=LIMITS.rate_hz_min, le=LIMITS.rate_hz_max)]
Channels = Annotated[int, Meta(ge=1, le=LIMITS.channels_max)]
BufferMs = Annotated[int, Meta(ge=LIMITS.buffer_ms_min, le=LIMITS.buffer_ms_max)]
WindowMs = Annotated[int, Meta(ge=1, le=LIMITS.window_ms_max)]
StyleText = Annotated[str, Meta(max_length=LIMITS.style_chars)]
# Four bytes hold the largest sample.
PcmBytes = Annotated[bytes, Meta(min_length=1, max_length=LIMITS.pcm_frames * LIMITS.channels_max * 4)]

Role = Literal["base", "combat", "sting"]
SampleFormat = Literal["s16le", "f32le"]
Curve = Literal["equal_power", "linear"]
