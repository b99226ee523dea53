"""Performances of descriptions, without their sound."""

from __future__ import annotations

from collections.abc import Iterable

from metabgm.music.composer.plan.parameters import Parameters, decide
from metabgm.music.composer.sound.render import RATE, STEERING_MARGIN_FRAMES
from metabgm.music.composer.words.reader import read
from metabgm.music.composer.write.performance import Performance
from metabgm.music.composer.write.played import Played, played
from metabgm.music.composer.write.player import Player
from metabgm.music.composer.write.score import Note, Score
from metabgm.music.composer.write.writer import write
from metabgm.music.engine import Brief, Controls, Role, Steering


def performance(text: str, seed: int = 0, role: Role = "base", seconds: float | None = None) -> Performance:
    parameters = decide(Brief(text, seed, role, seconds), read(text))
    return Performance(write(parameters, seed), parameters, seed)


def alone(score: Score, notes: Iterable[Note], parameters: Parameters) -> Score:
    """The score with other notes."""
    return Score(
        notes,
        iter([[] for _ in score.sections]),
        beats=score.beats,
        bar_beats=parameters.metre.beats,
        sections=score.sections,
        spans=score.spans,
    )


def playing(of: Performance, *steers: tuple[float, Controls]) -> Player:
    """``steers``: from a second on, what holds."""
    return Player(of, _steering(steers), RATE, STEERING_MARGIN_FRAMES)


def all_played(of: Performance, *steers: tuple[float, Controls]) -> Played:
    return played(of, _steering(steers), RATE, STEERING_MARGIN_FRAMES)


def _steering(steers: tuple[tuple[float, Controls], ...]) -> Steering:
    return Steering(*((int(seconds * RATE), controls) for seconds, controls in steers))
