"""Text that fits: cut or wrapped by its measured width, never overlapping what stands beside it."""

from __future__ import annotations

from typing import Any

from matplotlib.font_manager import FontProperties
from matplotlib.patheffects import withStroke

from journey.plot.palette import RIM, TEXT

ELLIPSIS = "…"
_RIM = 2.2


class Lettering:
    """Measures text on one figure. Widths are in pixels."""

    def __init__(self, figure: Any) -> None:
        self._renderer = figure.canvas.get_renderer()

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        font = FontProperties(size=size, weight="bold" if bold else "normal")
        width, _, _ = self._renderer.get_text_width_height_descent(text, font, ismath=False)
        return float(width)

    def cut(self, text: str, room: float, size: float, *, bold: bool = False) -> str:
        """The text, its longest beginning with an ellipsis, or nothing where not even three letters fit."""
        if self.width(text, size, bold=bold) <= room:
            return text
        for length in range(len(text) - 1, 2, -1):
            shorter = text[:length].rstrip() + ELLIPSIS
            if self.width(shorter, size, bold=bold) <= room:
                return shorter
        return ""

    def wrap(self, text: str, room: float, size: float, most_lines: int, *, bold: bool = False) -> list[str]:
        """At most ``most_lines`` lines of whole words; the last is cut where more would follow."""
        lines: list[str] = []
        words = text.split()
        while words and len(lines) < most_lines:
            taken = 1
            while taken < len(words) and self.width(" ".join(words[: taken + 1]), size, bold=bold) <= room:
                taken += 1
            last = len(lines) == most_lines - 1
            line = " ".join(words if last else words[:taken])
            lines.append(self.cut(line, room, size, bold=bold))
            words = words[taken:]
        return [line for line in lines if line]


def write(axes: Any, x: float, y: float, text: str, size: float, *, colour: str = TEXT, **style: Any) -> None:
    """At a place in data coordinates, with a rim that sets it off; dollar signs are just that."""
    rim = [withStroke(linewidth=_RIM, foreground=RIM)]
    axes.text(x, y, text, fontsize=size, color=colour, parse_math=False, path_effects=rim, **style)


def pixels_a_second(axes: Any) -> float:
    """Of the time axis."""
    left, right = axes.get_xlim()
    return float(axes.get_window_extent().width / (right - left))
