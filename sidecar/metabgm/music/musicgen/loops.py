"""Where music can go back to without a seam: an earlier place whose past is most like the present one's.

Both pasts are held against each other by what a listener follows: pitch classes, spectral levels and onsets;
then the waves are brought into line.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from metabgm.music.musicgen.runtime import Audio

_FEATURE_RATE = 8000
_HOP, _WINDOW = 128, 1024  # at about that rate: 16 ms and 128 ms
_LOWEST_HZ, _HIGHEST_HZ = 60.0, 3600.0
_BANDS = 8
_CONTEXT_S = 4.5
# Places that are nearly as good: of those the one whose wave fits best is taken.
_CANDIDATES = 4
_NEARLY = 1.05
_ALIGNED_S = 0.35
_SHIFT_S = 0.02
_SILENT = 1e-8  # -80 dBFS, of power

Features = NDArray[np.float32]


def loop_length(audio: Audio, rate: int, shortest: int, longest: int) -> int:
    """How many frames before its end the audio, (frames, channels), was most like it is now.

    Between ``shortest`` and ``longest``, 1 <= shortest <= longest < frames. In silence it is the middle.
    """
    if not 1 <= shortest <= longest < len(audio):
        raise ValueError(f"loop: {shortest} to {longest} frames, expected 1 to {len(audio) - 1}")
    mono = audio[-longest - round((_CONTEXT_S + _WINDOW / _FEATURE_RATE) * rate) :].mean(axis=1)
    lags = _likeliest_lags(mono, rate, shortest, longest)
    fits = [_aligned(mono, round(_SHIFT_S * rate), round(_ALIGNED_S * rate), lag) for lag in lags]
    _, best = max(fits, default=(0.0, (shortest + longest) // 2))
    return min(max(best, shortest), longest)


def crossfade(ending: Audio, beginning: Audio) -> Audio:
    """From one to the other, both (frames, channels), at even power however alike they are."""
    through = ((np.arange(len(ending)) + 0.5) / len(ending) * (np.pi / 2.0))[:, None]
    fall, rise = np.cos(through), np.sin(through)
    power = 1.0 + 2.0 * _correlation(ending, beginning) * fall * rise
    return np.asarray((ending * fall + beginning * rise) / np.sqrt(power), np.float32)


def _correlation(one: Audio, other: Audio) -> float:
    """0..1; waves that cancel each other out are not made louder."""
    energies = float((one.astype(np.float64) ** 2).sum() * (other.astype(np.float64) ** 2).sum())
    return float(np.clip((one * other).sum() / np.sqrt(energies), 0.0, 1.0)) if energies > 0.0 else 0.0


def _likeliest_lags(mono: NDArray[np.float32], rate: int, shortest: int, longest: int) -> list[int]:
    """Frames, the likeliest first; none in silence."""
    step = max(1, round(rate / _FEATURE_RATE))
    hop = step * _HOP
    made = _features(mono[len(mono) % step :].reshape(-1, step).mean(axis=1), rate / step)
    lags = np.arange(-(-shortest // hop), longest // hop + 1)
    if made is None or not len(lags) or len(made) <= lags[-1] + 1:
        return []
    context = min(round(_CONTEXT_S * rate / hop), len(made) - int(lags[-1]))
    weights = np.linspace(0.5, 1.0, context, dtype=np.float32)
    now = made[-context:]
    away = np.array(
        [
            weights @ ((now - made[len(made) - lag - context : len(made) - lag]) ** 2).sum(axis=1)
            for lag in lags
        ]
    )
    chosen: list[int] = []
    for at in np.argsort(away, kind="stable"):
        if away[at] > _NEARLY * away.min() or len(chosen) == _CANDIDATES:
            break
        if all(abs(int(lags[at]) - one) > 2 for one in chosen):
            chosen.append(int(lags[at]))
    return [lag * hop for lag in chosen]


def _features(mono: NDArray[np.float32], rate: float) -> Features | None:
    """Of shape (hops, features), the last at the end; each group weighs the same. None for silence."""
    if len(mono) < _WINDOW or float((mono.astype(np.float64) ** 2).mean()) < _SILENT:
        return None
    windows = np.lib.stride_tricks.sliding_window_view(mono[(len(mono) - _WINDOW) % _HOP :], _WINDOW)[::_HOP]
    spectra = np.fft.rfft(windows * np.hanning(_WINDOW).astype(np.float32))
    magnitudes = np.abs(spectra, dtype=np.float32)
    hertz = np.fft.rfftfreq(_WINDOW, 1.0 / rate)
    heard = (hertz >= _LOWEST_HZ) & (hertz <= _HIGHEST_HZ)
    magnitudes, hertz = magnitudes[:, heard], hertz[heard]
    classes = np.round(12.0 * np.log2(hertz / 440.0)).astype(int) % 12
    chroma = np.sqrt(magnitudes) @ np.eye(12, dtype=np.float32)[classes]
    bands = np.minimum(np.log(hertz / _LOWEST_HZ) / np.log(_HIGHEST_HZ / _LOWEST_HZ) * _BANDS, _BANDS - 1)
    levels = np.log(magnitudes**2 @ np.eye(_BANDS, dtype=np.float32)[bands.astype(int)] + np.float32(_SILENT))
    onsets = np.maximum(np.diff(levels, axis=0, prepend=levels[:1]), 0.0)
    return np.concatenate([_weighed(group) for group in (chroma, levels, onsets)], axis=1)


def _weighed(group: Features) -> Features:
    spread = np.sqrt(((group - group.mean(axis=0)) ** 2).sum(axis=1).mean())
    return group / spread if spread > 0.0 else group * 0.0


def _aligned(mono: NDArray[np.float32], shift: int, length: int, lag: int) -> tuple[float, int]:
    """The correlation of the waves, -1..1, and the lag near ``lag`` where it is the greatest."""
    length = min(length, lag - shift, len(mono) - lag - shift)
    if length < shift:
        return 0.0, lag
    now = mono[-length:].astype(np.float64)
    first = len(mono) - lag - length - shift
    then = mono[first : first + length + 2 * shift].astype(np.float64)
    size = 1 << (len(then) + length).bit_length()
    products = np.fft.irfft(np.fft.rfft(then, size) * np.fft.rfft(now, size).conj(), size)[: 2 * shift + 1]
    sums = np.concatenate([[0.0], np.cumsum(then**2)])
    energies = (sums[length:] - sums[: 2 * shift + 1]) * float(now @ now)
    fits = products / np.sqrt(np.maximum(energies, _SILENT))
    best = int(fits.argmax())
    return float(fits[best]), lag + shift - best
