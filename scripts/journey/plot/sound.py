"""How it sounds: waveform and spectrogram."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from journey.plot.palette import MUTED, SPECTRUM, WAVE
from journey.spectrum import HIGHEST_HZ, LOWEST_HZ, spectrogram, waveform

COLUMNS, BANDS = 1500, 220
QUIETEST_DB, LOUDEST_DB = -90.0, -20.0
_TICKS_HZ = {
    50: "50",
    100: "100",
    200: "200",
    500: "500",
    1000: "1 k",
    2000: "2 k",
    5000: "5 k",
    10000: "10 k",
}


def draw_waveform(axes: Any, frames: NDArray[np.float32], seconds: float) -> None:
    """Least and greatest sample of each column; the scale follows the loudest, so that quiet music shows."""
    least, greatest = waveform(frames, COLUMNS)
    peak = max(0.05, float(np.abs([least, greatest]).max()))
    middles = (np.arange(COLUMNS) + 0.5) * seconds / COLUMNS
    axes.fill_between(middles, least, greatest, color=WAVE, linewidth=0, step="mid")
    axes.set_ylim(-peak * 1.05, peak * 1.05)
    axes.set_yticks([0], ["sound"])


def draw_spectrogram(axes: Any, frames: NDArray[np.float32], seconds: float) -> Any:
    """Answers the image, for its colour bar."""
    cells = spectrogram(frames, COLUMNS, BANDS)
    image = axes.imshow(
        cells.levels,
        origin="lower",
        aspect="auto",
        interpolation="bilinear",
        cmap=SPECTRUM,
        vmin=QUIETEST_DB,
        vmax=LOUDEST_DB,
        extent=(0, seconds, np.log10(LOWEST_HZ), np.log10(HIGHEST_HZ)),
    )
    axes.set_yticks([np.log10(hertz) for hertz in _TICKS_HZ], list(_TICKS_HZ.values()))
    axes.set_ylabel("Hz", color=MUTED, fontsize=12)
    return image
