"""Evaluations side by side, as a Markdown table, and their texts as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Mapping

from metabgm.research.evaluation import Evaluation
from metabgm.research.intervals import Estimate


def table(evaluations: Mapping[str, Evaluation]) -> str:
    """A column for each, a row for each figure, with the interval of 95 %."""
    names = list(dict.fromkeys(name for one in evaluations.values() for name in one.rows))
    head = ["", *evaluations]
    rows = [[name, *(_cell(one.rows.get(name)) for one in evaluations.values())] for name in names]
    lines = [head, ["---"] + ["---:"] * len(evaluations), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


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
        return f"{figure.value:.1f} ({figure.low:.1f} to {figure.high:.1f})"
    return f"{figure:.2f}"
