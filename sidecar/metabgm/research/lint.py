"""What is wrong with a set of written pairs: each by itself, and all of them side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from metabgm.describe.sentences import words_of
from metabgm.research.lint_texts import Finding, Level, lint_pair
from metabgm.research.pairs import Pair
from metabgm.research.similarity import nearest_neighbours
from metabgm.research.variety import distinct, favourites, openings

COPIES = 0.8
ALIKE = 0.6
"""Similarity above which two texts are copies, or worth a look."""

_OPENING_SHARE = 0.04
_OPENINGS_AT_LEAST = 3
"""Texts: as many may begin with the same two words in any set, however small."""


@dataclass(frozen=True)
class KindReport:
    """Of all narratives, or of all descriptions. ``similarity``: mean and most of nearest neighbours."""

    words: float
    distinct_1: float
    distinct_2: float
    similarity: tuple[float, float]
    favourites: list[tuple[str, int]]


@dataclass(frozen=True)
class Report:
    """``kinds``: ``narratives`` and ``descriptions``."""

    pairs: int
    held_out: int
    findings: list[Finding]
    kinds: dict[str, KindReport]

    @property
    def errors(self) -> int:
        return sum(finding.level == "error" for finding in self.findings)


def lint(pairs: Sequence[Pair]) -> Report:
    """Deterministic; 2,000 pairs take some seconds."""
    findings = [finding for pair in pairs for finding in lint_pair(pair)]
    findings += _doubles(pairs)
    kinds = {}
    for kind in ("narrative", "description"):
        texts = [str(getattr(pair, kind)) for pair in pairs]
        neighbours = nearest_neighbours(texts)
        for pair, near in zip(pairs, neighbours, strict=False):
            if near.similarity >= ALIKE:
                level: Level = "error" if near.similarity >= COPIES else "note"
                other = pairs[near.place]
                what = f"the {kind} is much like that of {other.id} ({near.similarity:.2f})"
                findings.append(Finding(level, pair.where, pair.id, what))
        findings += _worn_openings(kind, pairs, texts)
        kinds[f"{kind}s"] = _report(texts, [near.similarity for near in neighbours])
    return Report(len(pairs), sum(pair.split == "held-out" for pair in pairs), findings, kinds)


def _doubles(pairs: Sequence[Pair]) -> list[Finding]:
    first: dict[str, Pair] = {}
    return [
        Finding("error", pair.where, pair.id, f"is also at {first[pair.id].where}")
        for pair in pairs
        if first.setdefault(pair.id, pair) is not pair
    ]


def _worn_openings(kind: str, pairs: Sequence[Pair], texts: Sequence[str]) -> list[Finding]:
    most = max(_OPENINGS_AT_LEAST, int(_OPENING_SHARE * len(texts)))
    worn = {opening: count for opening, count in openings(texts).items() if count > most}
    seen: Counter[str] = Counter()
    found = []
    for pair, text in zip(pairs, texts, strict=True):
        opening = " ".join(words_of(text)[:2])
        seen[opening] += 1
        if opening in worn and seen[opening] > most:
            what = f"{worn[opening]} {kind}s begin with {opening!r}, expected at most {most}"
            found.append(Finding("error", pair.where, pair.id, what))
    return found


def _report(texts: Sequence[str], similarities: Sequence[float]) -> KindReport:
    count = max(1, len(texts))
    return KindReport(
        words=sum(len(words_of(text)) for text in texts) / count,
        distinct_1=distinct(texts, 1),
        distinct_2=distinct(texts, 2),
        similarity=(sum(similarities) / max(1, len(similarities)), max(similarities, default=0.0)),
        favourites=favourites(texts, 12),
    )
