"""A lint report in lines."""

from __future__ import annotations

from collections.abc import Sequence

from metabgm.research.lint import Report
from metabgm.research.pairs import Pair
from metabgm.research.spelling import unknown_words

_MOST_UNKNOWN = 60


def lines_of(report: Report) -> list[str]:
    """Counts, then a few lines on all narratives and on all descriptions."""
    notes = len(report.findings) - report.errors
    lines = [f"{report.pairs} pairs, {report.held_out} held out: {report.errors} errors, {notes} notes"]
    for kind, texts in report.kinds.items():
        mean, most = texts.similarity
        lines.append(
            f"{kind}: {texts.words:.1f} words, distinct-1 {texts.distinct_1:.3f}, "
            f"distinct-2 {texts.distinct_2:.3f}, nearest neighbours {mean:.2f} alike, at most {most:.2f}"
        )
        lines.append(f"  most used: {', '.join(f'{word} {count}' for word, count in texts.favourites)}")
    return lines


def spelling_line(pairs: Sequence[Pair]) -> str:
    """The words that no list has, or why none was looked up."""
    try:
        words = unknown_words(text for pair in pairs for text in (pair.narrative, pair.description))
    except ImportError:
        return "spelling not checked: pip install 'metabgm-sidecar[research]'"
    more = f" and {len(words) - _MOST_UNKNOWN} more" if len(words) > _MOST_UNKNOWN else ""
    return f"words that no list has: {', '.join(words[:_MOST_UNKNOWN]) or 'none'}{more}"
