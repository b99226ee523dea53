"""How often the guard refused what a model wrote, and why."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field

from metabgm.describe.template import NAME as TEMPLATE
from metabgm.describe.texts import Texts
from metabgm.library.database import Database

MOST_KINDS = 1_000
"""Two stages with some forty reasons, for a dozen models; what is new beyond counts as OTHER."""

MOST_REASON_CHARACTERS = 80
"""The guard's own reasons are shorter; a service's error message may be of any length."""

MOST_LINES = 16
"""Of one request. Two stages with two tries each give six at most."""

OTHER = "other"

_LINE = re.compile(r"(?P<stage>narrative|description)(?P<of_try>, try \d+)?: (?P<reason>.+)", re.DOTALL)
_ADD = """INSERT INTO guard_counts (describer, stage, outcome, reason, count) VALUES (?, ?, ?, ?, 1)
    ON CONFLICT (describer, stage, outcome, reason) DO UPDATE SET count = count + 1"""


@dataclass(frozen=True)
class Outcome:
    """``outcome``: "refused", of one try; "accepted" or "gave up", of the stage's text as a whole."""

    stage: str
    outcome: str
    reason: str = ""


@dataclass
class StageCounts:
    """Of one describer. ``refused``: tries by kind of reason. ``gave_up``: why texts came from elsewhere."""

    describer: str
    stage: str
    accepted: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    gave_up: dict[str, int] = field(default_factory=dict)

    @property
    def tries(self) -> int:
        """Each ended accepted or refused."""
        return self.accepted + sum(self.refused.values())


def outcomes_of(texts: Texts) -> Iterator[Outcome]:
    """From ``Texts.guard``; nothing for texts that no model was asked for.

    A stage that does not say that the template stood in was accepted in the end.
    """
    if texts.describer == TEMPLATE and not texts.guard:
        return
    given_up = set()
    for line in texts.guard[:MOST_LINES]:
        match = _LINE.fullmatch(line)
        if match is None:
            continue
        stage, reason = match["stage"], kind_of(match["reason"])
        if match["of_try"]:
            yield Outcome(stage, "refused", reason)
        else:
            given_up.add(stage)
            yield Outcome(stage, "gave up", reason)
    for stage, text in (("narrative", texts.narrative), ("description", texts.description)):
        if text and stage not in given_up:
            yield Outcome(stage, "accepted")


def kind_of(reason: str) -> str:
    """One line, cut, with N for every number: "has 3 words, fewer than 8" and "has 5 words, ..." are one."""
    return re.sub(r"\d+", "N", " ".join(reason.split()))[:MOST_REASON_CHARACTERS]


class GuardCounts:
    """Each call is one transaction. All raise LibraryError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, describer: str, texts: Texts) -> None:
        """``describer``: the identity of the model that was asked, whoever wrote in the end."""
        outcomes = list(outcomes_of(texts))
        if not outcomes:
            return
        with self._database.transaction() as connection:
            for outcome in outcomes:
                self._add(connection, (describer, outcome.stage, outcome.outcome, outcome.reason))

    def by_stage(self) -> list[StageCounts]:
        """Sorted by describer, the narrative first."""
        counts: dict[tuple[str, str], StageCounts] = {}
        with self._database.transaction() as connection:
            rows = connection.execute(
                "SELECT describer, stage, outcome, reason, count FROM guard_counts "
                "ORDER BY describer, stage DESC, count DESC, reason"
            ).fetchall()
        for describer, stage, outcome, reason, count in rows:
            stage_counts = counts.setdefault((describer, stage), StageCounts(describer, stage))
            if outcome == "accepted":
                stage_counts.accepted = count
            else:
                kinds = stage_counts.refused if outcome == "refused" else stage_counts.gave_up
                kinds[reason] = count
        return list(counts.values())

    def clear(self) -> None:
        """Begins to count anew."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM guard_counts")

    def _add(self, connection: sqlite3.Connection, row: tuple[str, str, str, str]) -> None:
        known = connection.execute(
            "SELECT 1 FROM guard_counts WHERE describer = ? AND stage = ? AND outcome = ? AND reason = ?", row
        ).fetchone()
        if known is None:
            (kinds,) = connection.execute("SELECT count(*) FROM guard_counts").fetchone()
            if kinds >= MOST_KINDS:
                row = (OTHER, *row[1:3], OTHER if row[3] else "")
        connection.execute(_ADD, row)
