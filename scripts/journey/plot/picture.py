"""Puts the panels together, one time axis under all of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MultipleLocator
from numpy.typing import NDArray

from journey.log import JourneyLog
from journey.plot.bands import draw_bands
from journey.plot.lettering import Lettering
from journey.plot.palette import BACKGROUND, LINE, MUTED, PANEL, TEXT
from journey.plot.pieces import draw_pieces
from journey.plot.sound import draw_spectrogram, draw_waveform
from journey.records import MIX_RATE
from journey.table import clock

WIDTH_PX, HEIGHT_PX, DPI = 1800, 1000, 100
# Bands, pieces, waveform, spectrogram.
_HEIGHTS = (2.0, 4.3, 1.1, 2.6)
_TICK_STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300)
_MOST_TICKS = 14


def draw_journey(log: JourneyLog, frames: NDArray[np.float32], target: Path, title: str) -> None:
    """Writes a PNG of WIDTH_PX x HEIGHT_PX. ``frames``: the mix, shape (n, 2), within -1..1; n may be 0."""
    seconds = max(log.seconds, len(frames) / MIX_RATE, 1.0)
    if not len(frames):
        frames = np.zeros((1, 2), dtype=np.float32)
    figure = Figure(figsize=(WIDTH_PX / DPI, HEIGHT_PX / DPI), dpi=DPI, facecolor=BACKGROUND)
    canvas = FigureCanvasAgg(figure)
    grid = {"left": 0.062, "right": 0.98, "top": 0.93, "bottom": 0.052, "hspace": 0.05}
    bands, pieces, wave, spectrum = figure.subplots(
        4, 1, sharex=True, gridspec_kw={"height_ratios": _HEIGHTS, **grid}
    )
    for axes in (bands, pieces, wave, spectrum):
        _style(axes, seconds)
    lettering = Lettering(figure)
    draw_bands(bands, log, lettering)
    draw_pieces(pieces, log, lettering)
    draw_waveform(wave, frames, seconds)
    draw_spectrogram(spectrum, frames, seconds)
    _rule(log, (bands, wave, spectrum))
    _time_axis(spectrum, seconds)
    figure.text(
        0.062, 0.963, title, color=TEXT, fontsize=21, weight="bold", va="center_baseline", parse_math=False
    )
    _legend(figure, bands)
    canvas.print_png(str(target))


def _style(axes: Any, seconds: float) -> None:
    axes.set_xlim(0, seconds)
    axes.set_facecolor(PANEL)
    axes.tick_params(colors=MUTED, labelsize=13, length=0, labelbottom=False)
    for spine in axes.spines.values():
        spine.set_color(LINE)


def _rule(log: JourneyLog, panels: tuple[Any, ...]) -> None:
    for started in log.started:
        for axes in panels:
            axes.axvline(started.frame / MIX_RATE, color=TEXT, linewidth=0.9, alpha=0.45, dashes=(3, 4))


def _time_axis(axes: Any, seconds: float) -> None:
    step = next((step for step in _TICK_STEPS_S if seconds / step <= _MOST_TICKS), _TICK_STEPS_S[-1])
    axes.xaxis.set_major_locator(MultipleLocator(step))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda second, _: clock(second)))
    axes.tick_params(axis="x", labelbottom=True, length=4)


def _legend(figure: Any, bands: Any) -> None:
    handles, labels = bands.get_legend_handles_labels()
    shown = [
        (handle, label) for handle, label in zip(handles, labels, strict=True) if len(handle.get_xdata())
    ]
    if shown:
        figure.legend(
            *zip(*shown, strict=True),
            loc="upper right",
            bbox_to_anchor=(0.982, 0.985),
            ncols=len(shown),
            frameon=False,
            labelcolor=TEXT,
            fontsize=13,
        )
