"""Reads the player's log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from journey.records import MIX_RATE, RECORD_TYPES, AnyRecord, MixSummary, Started, TrackTold

Kind = TypeVar("Kind", bound=AnyRecord)


class LogError(Exception):
    """One line: what in the log is not as expected."""


@dataclass(frozen=True)
class JourneyLog:
    """Everything the player logged, in order; ``tracks`` by their id."""

    records: list[AnyRecord] = field(default_factory=list)

    def of(self, kind: type[Kind]) -> list[Kind]:
        """All lines of one kind, in order."""
        return [record for record in self.records if isinstance(record, kind)]

    @property
    def tracks(self) -> dict[int, TrackTold]:
        return {told.track: told for told in self.of(TrackTold)}

    @property
    def started(self) -> list[Started]:
        """Of the tracks that the sidecar announced, by their first frame."""
        announced = self.tracks
        return sorted((one for one in self.of(Started) if one.track in announced), key=lambda one: one.frame)

    @property
    def mix(self) -> MixSummary:
        """Raises LogError when the player did not finish."""
        summaries = self.of(MixSummary)
        if not summaries:
            raise LogError("the player's log has no summary: the player was cut off")
        return summaries[-1]

    @property
    def seconds(self) -> float:
        """Length of the mix."""
        return self.mix.frames / MIX_RATE


def read_log(lines: Iterable[bytes | str]) -> JourneyLog:
    """Lines of other kinds (``state``, ``status``, ...) are left out. Raises LogError."""
    records: list[AnyRecord] = []
    for number, line in enumerate(lines, start=1):
        try:
            value = msgspec.json.decode(line)
            kind = RECORD_TYPES.get(value["what"])
            if kind is not None:
                records.append(msgspec.convert(value, kind))
        except (msgspec.DecodeError, KeyError, TypeError) as error:
            raise LogError(f"the player's log, line {number}: {error}") from None
    return JourneyLog(records)
