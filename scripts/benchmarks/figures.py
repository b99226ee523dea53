"""A measured figure beside what it must reach, and tables of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

HEADINGS = ("figure", "measured", "target", "")


@dataclass(frozen=True)
class Figure:
    """``at_most``, ``at_least``: what must be reached; nothing is demanded where neither is given.
    ``detail``: how it came about.
    """

    name: str
    measured: float
    unit: str = ""
    at_most: float | None = None
    detail: str = ""
    at_least: float | None = None

    @property
    def reached(self) -> bool:
        """True also where nothing is demanded."""
        low_enough = self.at_most is None or self.measured <= self.at_most
        return low_enough and (self.at_least is None or self.measured >= self.at_least)

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """As HEADINGS says."""
        measured = _number(self.measured, self.unit)
        if self.detail:
            measured += f" ({self.detail})"
        bounds = (("<=", self.at_most), (">=", self.at_least))
        target = ", ".join(
            f"{sign} {_number(bound, self.unit)}" for sign, bound in bounds if bound is not None
        )
        if not target:
            return self.name, measured, "", ""
        return self.name, measured, target, "reached" if self.reached else "missed"


def as_text(figures: Sequence[Figure]) -> str:
    """For a terminal."""
    rows = [figure.cells for figure in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def as_markdown(figures: Sequence[Figure]) -> str:
    """For a page."""
    rows = [HEADINGS, ("---",) * len(HEADINGS), *(figure.cells for figure in figures)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _number(value: float, unit: str) -> str:
    digits = 3 if 0 < abs(value) < 1 else 1 if abs(value) < 100 and not float(value).is_integer() else 0
    return f"{value:,.{digits}f} {unit}".rstrip()
