"""What a computed instrument is made of: samples over keys, and how hard they are struck."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.sound.soundfont_writer import SampleZone

Wave = NDArray[np.float32]
SOFT, HARD = (0, 62), (63, 127)  # velocities
ANY = (0, 127)
_RUMBLE = 0.5  # of the pitch: what a stroke leaves below it is no part of the sound
_PEAK = 0.92  # of full scale
_RATES = (10_000, 12_000, 14_000, 16_000, 19_000, 22_050, 26_000)  # Hz
_BAND = 0.44  # of the rate: what a spectrum may fill
_HEARD = 10.0 ** (-48.0 / 20.0)  # beside the strongest partial
_HEARD_S = 1.5  # over which the ear judges how strong a note is
_LOW_HZ = 150.0  # the ear hears less and less of what lies below it


@dataclass(frozen=True)
class OwnPreset:
    """``name``: of the instrument, as in instruments.tsv. ``make``: computes the zones."""

    name: str
    make: Callable[[], Iterator[SampleZone]]


def hertz(key: float) -> float:
    """Of a MIDI pitch, equal temperament at 440 Hz."""
    return float(440.0 * 2.0 ** ((key - 69.0) / 12.0))


def key_of(pitch: float) -> float:
    """The MIDI pitch of a frequency, with its fraction."""
    return 69.0 + 12.0 * float(np.log2(pitch / 440.0))


def spans(low: int, high: int, step: int) -> Iterator[tuple[int, tuple[int, int]]]:
    """Root keys every ``step`` and the keys around each, over ``low``..``high`` and a fourth beyond."""
    roots = range(low + step // 2, high + step - step // 2, step)
    for root in roots:
        first = low - 5 if root == roots[0] else root - step // 2
        last = high + 5 if root == roots[-1] else root - step // 2 + step - 1
        yield root, (max(first, 0), min(last, 127))


def stroke_zones(
    stroke: Callable[[int, float], tuple[Wave, int]],
    roots: Iterator[tuple[int, tuple[int, int]]],
    colours_hz: tuple[float, float],
) -> Iterator[SampleZone]:
    """Strokes that ring out, soft and hard where their colours differ.

    ``stroke``: from root key and colour (up to where it excites, Hz) to mono samples and their rate.
    """
    soft, hard = colours_hz
    colours = ((ANY, hard),) if soft == hard else ((SOFT, soft), (HARD, hard))
    for root, keys in roots:
        for velocities, colour_hz in colours:
            wave, rate = stroke(root, colour_hz)
            yield SampleZone(keys, velocities, wave[None], rate, root, loops=False)


def rate_for(hertz: NDArray[np.float64], amplitudes: NDArray[np.float64]) -> int:
    """The lowest usual sampling rate at which all that is heard of a spectrum has its place."""
    heard = np.abs(amplitudes) > _HEARD * np.abs(amplitudes).max()
    highest = float(hertz[heard].max())
    return next((rate for rate in _RATES if highest < _BAND * rate), _RATES[-1])


def levelled(zones: list[SampleZone]) -> list[SampleZone]:
    """All zones of a preset, without rumble, equally strong as far as the loudest peak lets them be."""
    zones = [zone if zone.loops else replace(zone, channels=_without_rumble(zone)) for zone in zones]
    strengths = [_strength(zone) for zone in zones]
    peaks = [float(np.abs(zone.channels).max()) for zone in zones]
    most = min(_PEAK * strength / peak for strength, peak in zip(strengths, peaks, strict=True))
    return [
        replace(zone, channels=zone.channels * np.float32(most / strength))
        for zone, strength in zip(zones, strengths, strict=True)
    ]


def _strength(zone: SampleZone) -> float:
    heard = zone.channels[:, : int(_HEARD_S * zone.rate)].astype(np.float64)
    size = heard.shape[1]
    at = np.fft.rfftfreq(size, 1.0 / zone.rate)
    power = (np.abs(np.fft.rfft(heard)) ** 2).sum(axis=0) / (1.0 + (_LOW_HZ / np.maximum(at, 1.0)) ** 2)
    return float(np.sqrt(power.sum()) / size)


def _without_rumble(zone: SampleZone) -> Wave:
    """Second-order Butterworth high-pass; loops have nothing there by construction."""
    count = zone.channels.shape[1]
    size = 1 << (2 * count - 1).bit_length()
    s = 1j * np.fft.rfftfreq(size, 1.0 / zone.rate) / (_RUMBLE * hertz(zone.root))
    response = s * s / (1.0 + np.sqrt(2.0) * s + s * s)
    filtered = np.fft.irfft(np.fft.rfft(zone.channels, size) * response, size)
    return np.asarray(filtered[:, :count], np.float32)
