"""What of a session's pieces later ones may grow from, whichever engine makes them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field, replace

import numpy as np

from metabgm.director.actions import PieceOrder
from metabgm.music.engine import Anchor, Frames

ANCHORS_KEPT = 32
"""Pieces that a new one may still grow from: those on the decks, their successors and prepared openings."""
SOUND_FRAMES = 5 * 48_000
"""As much as any engine listens to: 5 s at 48 kHz."""
SOUNDS_KEPT = 2
"""What plays and what fades, at 2 MB each."""


@dataclass(frozen=True)
class Root:
    """What a piece grows from: an anchor, when ``frames`` of its piece were composed."""

    anchor: Anchor
    frames: int

    @property
    def sound_frames(self) -> int:
        """How many of them the anchor has as sound."""
        return 0 if self.anchor.sound is None else len(self.anchor.sound)


@dataclass
class _Made:
    anchor: Anchor
    frames: int = 0
    sound: list[Frames] = field(default_factory=list)


class Anchors:
    """Used by all workers at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: OrderedDict[int, _Made] = OrderedDict()

    def add(self, order: int, anchor: Anchor) -> None:
        """The order's piece is planned."""
        with self._lock:
            self._made[order] = _Made(anchor)
            while len(self._made) > ANCHORS_KEPT:
                self._made.popitem(last=False)

    def hear(self, order: PieceOrder, chunk: Frames) -> None:
        """The next chunk of the order's piece; the sound of base music is remembered."""
        with self._lock:
            made = self._made.get(order.order)
            if made is None:
                return
            missing = SOUND_FRAMES - made.frames
            made.frames += len(chunk)
            if order.role == "base" and missing > 0:
                made.sound.append(chunk[:missing])
                self._forget_old_sounds()

    def of(self, order: int | None) -> Root | None:
        """With what its piece sounds like so far, as far as that is remembered."""
        with self._lock:
            made = None if order is None else self._made.get(order)
            if made is None:
                return None
            sound = np.concatenate(made.sound) if made.sound else None
            return Root(replace(made.anchor, sound=sound), made.frames)

    def clear(self) -> None:
        """The session is over: another one may use its numbers."""
        with self._lock:
            self._made.clear()

    def _forget_old_sounds(self) -> None:
        sounding = [made for made in self._made.values() if made.sound]
        for made in sounding[:-SOUNDS_KEPT]:
            made.sound.clear()
