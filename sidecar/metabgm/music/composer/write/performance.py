"""A score in the hands of its players: every bar's notes as they would be touched."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from metabgm.music.composer.plan.parameters import Parameters
from metabgm.music.composer.randomness import stream
from metabgm.music.composer.write.clock import Clock, written_clock
from metabgm.music.composer.write.drift import Drift
from metabgm.music.composer.write.form import TAIL_S
from metabgm.music.composer.write.phrasing import ALONE, Place, phrasing
from metabgm.music.composer.write.score import Note, Score, Span
from metabgm.music.composer.write.touch import Touches

_CLOSE = 1e-6  # beats that are no farther apart are the same


class Performance:
    """Pure: the same score, parameters and seed give the same performance.

    ``seconds``: length of the piece with its tail, when it is played to its written end.
    """

    def __init__(self, score: Score, parameters: Parameters, seed: int) -> None:
        self.score = score
        self.parameters = parameters
        self.clock = written_clock(score, parameters, seed)
        self.seconds = self.clock.at(score.beats) + TAIL_S[parameters.role]
        self._seed = seed
        self._drift = Drift(seed, self.bars, parameters.role)
        self._places = phrasing(score.lines)
        self._beats = [note.beat for note in score.lines]

    @property
    def bars(self) -> int:
        """Written bars, the last of which may be cut short."""
        return -int(-(self.score.beats - _CLOSE) // self.parameters.metre.beats)

    def bar(self, at: int) -> Touches:
        """The touches of the notes that begin in a bar, for all intensities.

        The numbers that they are given don't depend on other bars.
        """
        length = self.parameters.metre.beats
        begin, end = at * length - _CLOSE, (at + 1) * length - _CLOSE
        lines = range(bisect_left(self._beats, begin), bisect_left(self._beats, end))
        placed = [(self.score.lines[index], self._places.get(index, ALONE)) for index in lines]
        placed += [(note, ALONE) for note in self.score.figures_in(begin, end)]
        placed.sort(key=_in_order)
        return Touches(
            [note for note, _ in placed],
            [place for _, place in placed],
            stream(self._seed, "touch", at),
            clock=self.clock,
            drift=self._drift,
            spans=self.score.spans,
            parameters=self.parameters,
        )

    def unwritten(self, notes: Sequence[Note], spans: Sequence[Span], clock: Clock) -> Touches:
        """The touches of notes that aren't in the score, over chords and a clock of their own."""
        return Touches(
            notes,
            [ALONE] * len(notes),
            stream(self._seed, "touch", "unwritten"),
            clock=clock,
            drift=self._drift,
            spans=spans,
            parameters=self.parameters,
        )


def _in_order(placed: tuple[Note, Place]) -> tuple[float, str, int]:
    return placed[0].beat, placed[0].part, placed[0].pitch
