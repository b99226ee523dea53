"""How loud each piece was faded over the journey, drawn from the log."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from journey.log import JourneyLog
from journey.records import MIX_RATE, Ended, Faded, Started, TrackTold


@dataclass
class Envelope:
    """``points``: (second, fade gain 0..1), straight lines between them."""

    track: int
    role: str
    title: str
    description: str
    points: list[tuple[float, float]] = field(default_factory=list)

    @property
    def begins(self) -> float:
        return self.points[0][0]

    @property
    def ends(self) -> float:
        return self.points[-1][0]

    @property
    def plateau(self) -> tuple[float, float]:
        """Where it first stays at one gain: the seconds between its fade-in and the fade after it."""
        seconds = [second for second, _ in self.points]
        return seconds[min(1, len(seconds) - 1)], seconds[min(2, len(seconds) - 1)]

    def gain_at(self, second: float) -> float:
        """0 before the first and the last point's gain after the last one."""
        if not self.points or second < self.begins:
            return 0.0
        seconds, gains = zip(*self.points, strict=True)
        return float(np.interp(second, seconds, gains))

    def fade(self, second: float, gain: float, length: float) -> None:
        """Goes from wherever it is to ``gain``; an earlier fade is given up."""
        now = self.gain_at(second)
        self._cut(second)
        self.points += [(second, now), (second + length, gain)]

    def end(self, second: float) -> None:
        """Nothing is heard from here on, or from where it had faded out before."""
        now = self.gain_at(second)
        self._cut(second)
        if now > 0 or self.points[-1][1] > 0:
            self.points.append((second, now))

    def _cut(self, second: float) -> None:
        self.points = [point for point in self.points if point[0] < second]


def envelopes(log: JourneyLog) -> list[Envelope]:
    """One for each piece that was heard, in order of their start (protocol: Transition, fade)."""
    announced = log.tracks
    heard: dict[int, Envelope] = {}
    over: set[int] = set()
    changes = [one for one in log.records if isinstance(one, (Started, Faded, Ended))]
    for change in sorted(changes, key=lambda one: one.frame):
        second = change.frame / MIX_RATE
        if isinstance(change, Started) and change.track in announced:
            told = announced[change.track]
            for other in heard.values():
                if told.role == other.role == "base" and other.track not in over:
                    other.fade(second, 0.0, told.transition.fade_out_ms / 1000)
            heard[change.track] = _begun(told, second)
        elif isinstance(change, Faded) and change.track in heard and change.track not in over:
            heard[change.track].fade(second, change.gain, change.ms / 1000)
        elif isinstance(change, Ended) and change.track in heard:
            heard[change.track].end(second)
            over.add(change.track)
    for envelope in heard.values():
        envelope.end(min(log.seconds, envelope.ends) if envelope.track in over else log.seconds)
    return list(heard.values())


def _begun(told: TrackTold, second: float) -> Envelope:
    envelope = Envelope(told.track, told.role, told.title, told.provenance.description)
    envelope.points.append((second, 0.0))
    envelope.fade(second, 1.0, told.transition.fade_in_ms / 1000)
    return envelope


def lanes(pieces: list[Envelope]) -> list[list[Envelope]]:
    """Pieces of one role on as few lanes as keep them from overlapping, in order of their start."""
    rows: list[list[Envelope]] = []
    for piece in pieces:
        free = [row for row in rows if row[-1].ends <= piece.begins]
        if free:
            min(free, key=lambda row: row[-1].ends).append(piece)
        else:
            rows.append([piece])
    return rows
