"""Rope scaling as GGUF files state it: by keys, or, for Llama 3, by what it does to every frequency.

Source: the GGUF specification's ``llama.rope.*`` keys; llama.cpp's tensor ``rope_freqs.weight``, which holds
the divisor of each rotation's frequency; the ``llama3`` scaling of Llama 3.1's configuration.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from metabgm.models.gguf_values import GgufValues
from metabgm.models.llama_shape import LinearRope, Llama3Rope, RopeScaling

ROPE_FACTOR_MAX = 1e6
"""The largest known is 32; beyond a million times the context a float32 angle has no meaning."""

FACTOR_TOLERANCE = 1e-4
"""Relative; a rotation is off by a hundredth of a turn once it has made a hundred turns."""

_LEVEL = 1e-6
"""Relative; the levels are written as they are, so they differ by a float32's rounding only."""

_LONGEST_WAVE = 1e13
"""Tokens; longer than the slowest rotation of any base that is accepted."""

_TYPE, _FACTOR = "llama.rope.scaling.type", "llama.rope.scaling.factor"
_OLD_FACTOR = "llama.rope.scale_linear"
_META_CONTEXT = 8192
_META_BAND = (1.0, 4.0)

FloatArray = npt.NDArray[np.floating[Any]]


def scaling_of_keys(values: GgufValues) -> LinearRope | None:
    """Raises ModelError for any type but ``none`` and ``linear``."""
    # As llama.cpp reads it: a factor without a type is linear.
    kind = values.text(_TYPE, "linear")
    if kind == "none":
        return None
    if kind != "linear":
        raise values.error(_TYPE, "none or linear")
    factor_key = _FACTOR if _FACTOR in values else _OLD_FACTOR
    factor = values.number(factor_key, 1.0, above=0, most=ROPE_FACTOR_MAX)
    if factor < 1:
        raise values.error(factor_key, "1 or more")
    return LinearRope(factor) if factor != 1 else None


def llama3_divisors(rope: Llama3Rope, head_width: int, base: float) -> FloatArray:
    """What each rotation's frequency is divided by (head_width / 2), fastest first."""
    turns = rope.original_context * _frequencies(head_width, base)
    share = (turns - rope.low_freq_factor) / (rope.high_freq_factor - rope.low_freq_factor)
    share = np.clip(share, 0, 1)
    divisors: FloatArray = 1 / ((1 - share) / rope.factor + share)
    return divisors


def scaling_of_divisors(divisors: FloatArray, base: float) -> RopeScaling | None:
    """The scaling that divides the frequencies by ``divisors`` (head_width / 2), fastest rotation first.

    The original constants of Llama 3 where they fit, otherwise ones of the same effect; None if all are 1.
    Raises ValueError if there are none.
    """
    divisors = np.asarray(divisors, np.float64)
    least, factor = float(divisors.min()), float(divisors.max())
    if not 1 - FACTOR_TOLERANCE <= least <= factor <= ROPE_FACTOR_MAX:
        raise ValueError(f"has factors from {least:g} to {factor:g}, expected 1 to {ROPE_FACTOR_MAX:g}")
    if _agree(divisors, np.ones_like(divisors)):
        return None
    if _agree(divisors, np.full_like(divisors, factor)):
        return LinearRope(factor)
    head_width = 2 * len(divisors)
    # What is no such scaling may divide by zero on the way to the answer that there is none.
    with np.errstate(all="ignore"):
        fitted = _fitted(divisors, factor, base)
    for rope in (Llama3Rope(factor, *_META_BAND, _META_CONTEXT), fitted):
        if rope is not None and _agree(divisors, llama3_divisors(rope, head_width, base)):
            return rope
    raise ValueError("has factors that no llama3 scaling gives")


def _agree(divisors: FloatArray, others: FloatArray) -> bool:
    return bool((np.abs(divisors - others) <= FACTOR_TOLERANCE * others).all())


def _frequencies(head_width: int, base: float) -> FloatArray:
    """Turns a token."""
    frequencies: FloatArray = base ** (-np.arange(0, head_width, 2) / head_width) / (2 * math.pi)
    return frequencies


def _fitted(divisors: FloatArray, factor: float, base: float) -> Llama3Rope | None:
    """Solves for the band: how much a rotation keeps of its frequency is a line over the frequency.

    The line is level at 0 for slow rotations and at 1 for fast ones. The context and the two factors only
    count by their quotients, so the lower factor is set to nearly 1, such that the context is whole.
    """
    frequencies = _frequencies(2 * len(divisors), base)
    kept = (1 / divisors - 1 / factor) / (1 - 1 / factor)
    fast, slow = divisors < 1 + _LEVEL, divisors > factor * (1 - _LEVEL)
    between = np.flatnonzero(~fast & ~slow)
    slowest_fast = frequencies[fast].min(initial=math.inf)
    fastest_slow = frequencies[slow].max()
    if len(between) >= 2:
        first, last = between[0], between[-1]
        at, level = frequencies[first], kept[first]
        slope = (level - kept[last]) / (at - frequencies[last])
    elif len(between) or fast.any():
        # Any line through what is known will do, if it is steep enough to leave the others level.
        at, level = (slowest_fast + fastest_slow) / 2, 0.5
        if len(between):
            at, level = frequencies[between[0]], kept[between[0]]
        slope = 2 * max((1 - level) / (slowest_fast - at), level / (at - fastest_slow))
    else:
        return None
    # Where the line meets 0: the rotation that turns low_freq_factor times within the context.
    zero = float(at - level / slope)
    if not (slope > 0 and zero > 1 / _LONGEST_WAVE):
        return None
    context = max(1, round(1 / zero))
    low, high = context * zero, context * (zero + float(1 / slope))
    return Llama3Rope(factor, low, high, context) if low < high else None
