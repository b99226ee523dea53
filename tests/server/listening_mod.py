"""The mod's end of the wire in virtual time: plays what it has, fades as it is told, gives credit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metabgm.protocol import messages_from_mod as heard
from metabgm.protocol import messages_to_mod as said
from tests.server.tones import RATE

FRAME_BYTES = 8
BUFFER_FRAMES = 3 * RATE
CREDIT_FRAMES = RATE // 4


@dataclass
class Deck:
    told: said.Track
    fade_from: float = 0.0
    fade_to: float = 1.0
    fade_began: float = 0.0
    fade_s: float = 0.0
    received: int = 0
    played: int = 0
    credited: int = 0
    frames: int | None = None
    dry_s: float = 0.0

    def gain(self, now: float) -> float:
        share = 1.0 if self.fade_s <= 0.0 else min(1.0, max(0.0, (now - self.fade_began) / self.fade_s))
        return float(np.sin(np.pi / 2 * (self.fade_from + (self.fade_to - self.fade_from) * share)))

    def fade(self, now: float, to: float, ms: int) -> None:
        self.fade_from = float(2 / np.pi * np.arcsin(self.gain(now)))
        self.fade_to, self.fade_began, self.fade_s = to, now, ms / 1000

    @property
    def over(self) -> bool:
        return self.frames is not None and self.played >= self.frames


class ListeningMod:
    """``quiet_s``: how long no track was heard, from the first one on. ``decks``: of all tracks ever."""

    def __init__(self) -> None:
        self.decks: dict[int, Deck] = {}
        self.statuses: list[said.Status] = []
        self.quiet_s = 0.0

    def hear(self, now: float, message: said.ToMod) -> None:
        match message:
            case said.Track():
                self._begin(now, message)
            case said.Pcm():
                self.decks[message.track].received += len(message.data) // FRAME_BYTES
            case said.End():
                self.decks[message.track].frames = message.frames
            case said.Fade():
                self.decks[message.track].fade(now, message.gain, message.ms)
            case said.Status():
                self.statuses.append(message)

    def play(self, now: float, seconds: float) -> list[heard.Credit]:
        """So much time passes; the answer is what the sidecar is told."""
        loudest, credits = 0.0, []
        for track, deck in self.decks.items():
            if deck.over:
                continue
            wanted = round(seconds * RATE)
            taken = min(wanted, deck.received - deck.played)
            deck.played += taken
            gain = deck.gain(now)
            if taken:
                loudest = max(loudest, gain)
            elif gain > 0.05:
                deck.dry_s += seconds
            if deck.played - deck.credited >= CREDIT_FRAMES and deck.frames is None:
                credits.append(heard.Credit(track=track, frames=deck.played - deck.credited))
                deck.credited = deck.played
        if self.decks and loudest < 0.3:
            self.quiet_s += seconds
        return credits

    def _begin(self, now: float, told: said.Track) -> None:
        for deck in self.decks.values():
            if deck.told.role == told.role and deck.fade_to > 0.0:
                deck.fade(now, 0.0, told.transition.fade_out_ms)
        deck = self.decks[told.track] = Deck(told)
        deck.fade_from, deck.fade_began, deck.fade_s = 0.0, now, told.transition.fade_in_ms / 1000
