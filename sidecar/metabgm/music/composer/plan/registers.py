"""Registers: the band of pitches that each layer keeps to, so that layers are heard apart."""

from __future__ import annotations

from metabgm.music.composer.sound.instruments import Instrument, Layer
from metabgm.music.composer.write.idioms import idiom

Band = tuple[int, int]  # lowest and highest MIDI pitch

# Middle of each layer's band for a register of 0, how many semitones it moves with the register, and how far
# it reaches to either side.
_BANDS: dict[Layer, tuple[float, float, int]] = {
    "bass": (39.0, 2.0, 8),
    "bed": (57.0, 4.0, 11),
    "accompaniment": (63.0, 6.0, 9),
    "counter": (67.0, 7.0, 8),
    "lead": (73.0, 9.0, 9),
    "sparkle": (91.0, 4.0, 9),
}
_LOW_LEAD = 67.0  # a melody below it is accompanied from above
_AWAY = 12.0  # semitones between the middles of the melody and of what moves beside it


def band(layer: Layer, player: Instrument, register: float, lead: Instrument | None = None) -> Band:
    """Where ``player`` plays the layer, at least an octave wide and inside its comfortable range.

    ``register``: -1..1. ``lead``: who plays the melody; figures and second lines keep out of its octave,
    below it, or above where the melody lies low.
    """
    middle, shift, reach = _BANDS[layer]
    middle += shift * register
    if lead is not None and layer in ("accompaniment", "counter"):
        melody = _middle(_within(lead, _lead_band(register)))
        away = _AWAY if layer == "accompaniment" else 0.6 * _AWAY
        middle = melody + away if melody < _LOW_LEAD else min(middle, melody - 0.75 * away)
    return _within(player, (round(middle - reach), round(middle + reach)))


def _lead_band(register: float) -> Band:
    middle, shift, reach = _BANDS["lead"]
    return round(middle + shift * register - reach), round(middle + shift * register + reach)


def _middle(one: Band) -> float:
    return (one[0] + one[1]) / 2


def _within(player: Instrument, wanted: Band) -> Band:
    """The band moved, and if need be narrowed, into what the player plays with ease."""
    ease = idiom(player.name)
    width = wanted[1] - wanted[0]
    low = max(ease.low, min(wanted[0], ease.high - width))
    return low, min(ease.high, low + width)
