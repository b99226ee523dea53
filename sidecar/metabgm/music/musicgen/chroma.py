"""The melody of a sound as the melody models hear it: the strongest pitch class of each eighth of a second.

Source: Copet et al. 2023, "Simple and Controllable Music Generation", section 2.3, with the parameters of
transformers' MusicgenMelodyFeatureExtractor; the filters are Ellis's (2007, "Chroma feature analysis and
synthesis"), as librosa has them. No stems are separated: drums and bass are heard as well.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from metabgm.music.musicgen.runtime import Audio, Chroma

WINDOW = 16_384
HOP = WINDOW // 4
MOST_SECONDS = 30.0
"""The models were trained on melodies of 30 s; what comes later in a sound is not looked at."""

_A0_HZ = 27.5
_SEMITONES_FROM_A_TO_C = 3
# Filters are loudest five octaves above A0 and fall off by a Gaussian of two.
_CENTRE_OCTAVE, _OCTAVES = 5.0, 2.0


def chromagram(audio: Audio, rate: int, bins: int = 12) -> Chroma:
    """Of audio (n, channels) at ``rate`` Hz, which should be the codec's: (1 + n // HOP, bins), one-hot.

    Less than a window's length is taken for a window; silence sounds as C. At most 30 s are heard.
    Raises ValueError.
    """
    if audio.ndim != 2 or not audio.size:
        raise ValueError(f"melody: audio of shape {audio.shape}, expected (n, channels), at least 1 frame")
    if not np.isfinite(audio).all():
        raise ValueError("melody: audio with numbers that aren't finite")
    mono = audio[: int(MOST_SECONDS * rate)].mean(axis=1, dtype=np.float32)
    short = max(0, WINDOW - len(mono))
    padded = np.pad(np.pad(mono, (short // 2, short - short // 2)), WINDOW // 2, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP]
    # Periodic: one more point than is used.
    power = np.abs(np.fft.rfft(frames * np.hanning(WINDOW + 1)[:-1].astype(np.float32), axis=1)) ** 2
    strongest = (power @ _filters(rate, bins).T).argmax(axis=1)
    chroma: Chroma = np.eye(bins, dtype=np.float32)[strongest]
    return chroma


def no_melody(bins: int) -> Chroma:
    """What the models were trained to hear where they hear nothing: one frame of silence."""
    return np.eye(1, bins, dtype=np.float32)


def filled(chroma: Chroma, frames: int) -> Chroma:
    """So many frames: a shorter melody is repeated, a longer one cut off. Raises ValueError for none."""
    if chroma.ndim != 2 or not len(chroma):
        raise ValueError(f"melody: shape {chroma.shape}, expected (frames, bins), at least 1 frame")
    return np.resize(chroma, (frames, chroma.shape[1]))


@cache
def _filters(rate: int, bins: int) -> NDArray[np.float32]:
    """How much each frequency of a window says of each pitch class: (bins, 1 + WINDOW // 2)."""
    hertz = np.arange(1, WINDOW) * rate / WINDOW
    pitch = bins * np.log2(hertz / _A0_HZ)
    # The constant part has no pitch: it is put half an octave out of tune, where it says little.
    pitch = np.concatenate([[pitch[0] - 1.5 * bins], pitch])
    spread = np.concatenate([np.maximum(np.diff(pitch), 1.0), [1.0]])
    half = round(bins / 2)
    distance = np.mod(pitch - np.arange(bins)[:, None] + half + 10 * bins, bins) - half
    filters = np.exp(-0.5 * (2.0 * distance / spread) ** 2)
    filters /= np.sqrt((filters**2).sum(axis=0))
    filters *= np.exp(-0.5 * ((pitch / bins - _CENTRE_OCTAVE) / _OCTAVES) ** 2)
    from_c = np.roll(filters, -_SEMITONES_FROM_A_TO_C * (bins // 12), axis=0)
    return np.asarray(from_c[:, : 1 + WINDOW // 2], np.float32)
