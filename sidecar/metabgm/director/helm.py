"""Steers what plays on one kind of deck: seldom, in steps that can be heard, never fluttering."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf

from metabgm.director.actions import Steer
from metabgm.director.desk import Desk, Playing
from metabgm.music.engine import Controls

# A smaller change is not heard.
LEAST_CHANGE = 0.08
# Between two steers that only let go; a rise has a rest of its own.
FALL_REST_S = 2.0
FALL_STEP = 0.2
# Tracks that may sound at once on one kind of deck.
_DECKS = 2


@dataclass(frozen=True)
class _Asked:
    """``at``: minus infinity for what a piece began with."""

    controls: Controls
    at: float


class Helm:
    """``rise_rest_s``: least time between a steer and the next one that raises intensity or turns warmth."""

    def __init__(self, desk: Desk, rise_rest_s: float) -> None:
        self._desk = desk
        self._rise_rest_s = rise_rest_s
        self._asked: dict[int, _Asked] = {}

    def follow(self, now: float, playing: Playing, aim: Controls) -> None:
        """Steers towards the aim, if that is due."""
        asked = self._asked_of(playing)
        wanted = replace(aim, intensity=max(aim.intensity, round(asked.controls.intensity - FALL_STEP, 3)))
        change = wanted.intensity - asked.controls.intensity
        turned = abs(wanted.warmth - asked.controls.warmth) >= LEAST_CHANGE
        rest_s = self._rise_rest_s if change >= LEAST_CHANGE else FALL_REST_S
        if (turned or abs(change) >= LEAST_CHANGE) and now >= asked.at + rest_s:
            self._steer(playing, wanted, now)

    def ending(self, playing: Playing) -> Controls:
        """What it is asked, and to close."""
        return replace(self._asked_of(playing).controls, ending=True)

    def _asked_of(self, playing: Playing) -> _Asked:
        return self._asked.get(playing.track, _Asked(playing.order.controls, -inf))

    def _steer(self, playing: Playing, controls: Controls, now: float) -> None:
        self._asked.pop(playing.track, None)
        self._asked[playing.track] = _Asked(controls, now)
        while len(self._asked) > _DECKS:
            del self._asked[next(iter(self._asked))]
        self._desk.decide(Steer(playing.track, controls))
