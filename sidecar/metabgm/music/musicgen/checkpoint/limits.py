"""What a checkpoint's sizes may be: about four times MusicGen large's, so that what lies beyond is damage."""

from __future__ import annotations

from metabgm.models.json_file import JsonObject

Range = tuple[int, int]

LAYERS: Range = (1, 192)
WIDTH: Range = (4, 8192)
"""From 4 on: sinusoidal positions divide by half the width less one."""
HEADS: Range = (1, 128)
HEAD_WIDTH: Range = (1, 1024)
FF_WIDTH: Range = (1, 65_536)
VOCABULARY: Range = (2, 2**20)
"""T5's padding and end are the first two."""
BUCKETS: Range = (4, 1024)
"""From 4 on: both directions have buckets for near and for far."""
DISTANCE: Range = (2, 65_536)
CODEBOOKS: Range = (1, 32)
CODES: Range = (2, 16_384)
POSITIONS: Range = (1, 2**20)
CHANNELS: Range = (1, 2)
RATE: Range = (8000, 192_000)
FILTERS: Range = (1, 512)
CODEC_WIDTH: Range = (1, 1024)
RESIDUAL_LAYERS: Range = (1, 8)
COMPRESS: Range = (1, 64)
LSTM_LAYERS: Range = (1, 8)
DILATION: Range = (1, 8)
CHROMA: Range = (1, 128)
CHROMA_FRAMES: Range = (1, 65_536)
PADDINGS = ("reflect", "constant")
"""How EnCodec's convolutions go on past the ends of the audio: mirrored, or with silence."""

_KERNEL_MAX = 63
_RATIOS_MAX = 8
_RATIO_MAX = 32


def whole(config: JsonObject, key: str, within: Range, default: int | None = None) -> int:
    """Raises ModelError naming the key unless it is a whole number ``within``."""
    return config.whole(key, default, least=within[0], most=within[1])


def odd(config: JsonObject, key: str) -> int:
    """The width of a filter with a middle."""
    value = config.whole(key, least=1, most=_KERNEL_MAX)
    if value % 2 == 0:
        raise config.error(key, "an odd number")
    return value


def ratios(config: JsonObject, key: str) -> tuple[int, ...]:
    """A decoder's upsampling factors in order."""
    values = config.get(key)
    fits = isinstance(values, list) and 1 <= len(values) <= _RATIOS_MAX
    if not fits or any(isinstance(one, bool) or not isinstance(one, int) for one in values):
        raise config.error(key, f"1 to {_RATIOS_MAX} whole numbers")
    if not all(2 <= one <= _RATIO_MAX for one in values):
        raise config.error(key, f"factors from 2 to {_RATIO_MAX}")
    return tuple(values)


def check_heads(config: JsonObject, key: str, width: int, heads: int) -> None:
    if width % heads or width % 2:
        raise config.error(key, f"a divisor of the width, {width}, which must be even")
