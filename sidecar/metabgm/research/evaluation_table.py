"""Evaluations side by side, as a Markdown table, and their texts as JSON lines."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence

from metabgm.research.evaluation import Evaluation
from metabgm.research.intervals import Estimate, difference


def comparison(evaluations: Mapping[str, Evaluation], pairs: Sequence[tuple[str, str]]) -> str:
    """For each pair of names how much more the first has, by the paper's metrics; in bold what is sure."""
    head = ["", *(f"{one} - {other}" for one, other in pairs)]
    columns = [
        [difference(a, b) for a, b in zip(evaluations[one].paper, evaluations[other].paper, strict=True)]
        for one, other in pairs
    ]
    names = [metric.name for metric in evaluations[pairs[0][0]].paper]
    rows = [[name, *map(_bold, row)] for name, row in zip(names, zip(*columns, strict=True), strict=True)]
    return _lines([head, ["---"] + ["---:"] * len(pairs), *rows])


def _bold(found: Estimate) -> str:
    sure = found.low > 0 or found.high < 0
    return f"**{_cell(found)}**" if sure else _cell(found)


def table(evaluations: Mapping[str, Evaluation]) -> str:
    """A column for each, a row for each figure, with the interval of 95 %."""
    names = list(dict.fromkeys(name for one in evaluations.values() for name in one.rows))
    head = ["", *evaluations]
    rows = [[name, *(_cell(one.rows.get(name)) for one in evaluations.values())] for name in names]
    return _lines([head, ["---"] + ["---:"] * len(evaluations), *rows])


def _lines(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def texts(evaluations: Mapping[str, Evaluation]) -> str:
    """What each wrote, a line for each scene."""
    lines = [
        {
            "by": name,
            "id": one.task.id,
            "facts": one.task.seen.line,
            "narrative": one.narrative,
            "description": one.description,
        }
        for name, evaluation in evaluations.items()
        for one in evaluation.written
    ]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _cell(figure: Estimate | float | None) -> str:
    if figure is None:
        return "-"
    if isinstance(figure, Estimate):
        if math.isnan(figure.low):
            return f"{figure.value:.1f}"
        return f"{figure.value:.1f} ({figure.low:.1f} to {figure.high:.1f})"
    return f"{figure:.2f}"
