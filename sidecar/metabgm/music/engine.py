"""What every music engine looks like to the rest of the sidecar (design law 2)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Role = Literal["base", "combat", "sting"]
EngineName = Literal["composer", "musicgen"]
# Where the player is, as far as a room sounds different there.
Place = Literal["open", "indoors", "cave", "water", "nether", "end"]
Frames = NDArray[np.float32]


@dataclass(frozen=True)
class Anchor:
    """What of a piece the next one grows from (the paper's melodic anchor).

    ``summary`` is one line for the provenance ("motif 1 3 5 2, D dorian, 72 bpm");
    ``material`` belongs to the engine that made it and is opaque to everybody else. ``sound``: the piece's
    first seconds as they were heard, shape (n, 2), for an engine that can't read the material.
    """

    engine: str
    summary: str
    material: Any
    sound: Frames | None = None


@dataclass(frozen=True)
class KeptMaterial:
    """An anchor's material in a form that outlasts the session. ``model``: whose it is.

    ``tokens``: little-endian uint16, codebook after codebook.
    """

    model: str
    codebooks: int
    tokens: bytes


@dataclass(frozen=True)
class Brief:
    """What a piece is to be made from. The same brief gives the same samples.

    ``description``: the music description, any text. ``seconds``: wished length, None lets the
    engine choose; the piece ends musically near it. ``seed``: 0 <= seed < 2**63. ``place``: whose room
    the music sounds in where the description names none. ``pace``: seconds of work that this machine needs
    for a second of the engine's music, as was measured before; 0: no time at all. A slow engine plans for it.
    """

    description: str
    seed: int
    role: Role = "base"
    seconds: float | None = None
    anchor: Anchor | None = None
    place: Place = "open"
    pace: float = 0.0


@dataclass(frozen=True)
class Controls:
    """What the game asks of a piece while it sounds; an engine follows as far as it can.

    ``intensity`` 0..1: layers, density, register, percussion; 0.5 is the piece as the brief alone makes it.
    ``warmth`` 0..1: dark and cold to soft and warm, 0.5 is neutral. ``ending``: close with a cadence now;
    it stays once it was asked for.
    """

    intensity: float = 0.5
    warmth: float = 0.5
    ending: bool = False


class Steering:
    """The controls of one piece over its frames, in the order in which they were asked for.

    ``add`` may be called while another thread reads ``at``. The frames of a piece up to the first beat after
    a frame don't depend on what is added for it or later ones.
    """

    def __init__(self, *steers: tuple[int, Controls]) -> None:
        self._steers: tuple[tuple[int, Controls], ...] = ((0, Controls()),)
        for frame, controls in steers:
            self.add(frame, controls)

    def add(self, frame: int, controls: Controls) -> None:
        """From ``frame`` on; raises ValueError for a frame before the last one added."""
        last = self._steers[-1][0]
        if frame < last:
            raise ValueError(f"frame: {frame}, expected {last} or later")
        self._steers = (*self._steers, (frame, controls))

    def at(self, frame: int) -> Controls:
        """What holds at a frame >= 0."""
        steers = self._steers
        return steers[bisect_right(steers, frame, key=lambda steer: steer[0]) - 1][1]


class Piece(Protocol):
    """The music made for a brief: planned at once, its samples made when they are asked for."""

    @property
    def title(self) -> str:
        """A few words for the player's eyes."""

    @property
    def total_frames(self) -> int | None:
        """Length in frames where the engine knows it beforehand."""

    @property
    def parameters(self) -> Mapping[str, Any]:
        """What the engine made of the description, JSON values only, for the provenance."""

    def anchor(self) -> Anchor:
        """What the next piece may grow from."""

    def chunks(self, steering: Steering | None = None) -> Iterator[Frames]:
        """Float32 frames of shape (n, 2), n >= 1, within -1..1; concatenated they are the whole piece.

        Each call starts anew and gives the same samples for the same steering. It can be abandoned at any
        chunk. A piece that is steered to its end is shorter than ``total_frames``.
        """


@runtime_checkable
class Cancellable(Protocol):
    """A piece whose chunks take so long that they may have to be broken off."""

    def cancel(self) -> None:
        """The chunks that are being made end early, within 50 ms. May be called from any thread."""


@runtime_checkable
class WorksAhead(Protocol):
    """A piece whose material is slow to make: it is made before its chunks are asked for, unsteered.

    All of it is about the run of ``chunks`` that began last, before the first about the one to come.
    """

    @property
    def head_start(self) -> float:
        """Seconds to be ahead when the chunks begin, so that none is waited for at the brief's pace."""

    @property
    def ahead(self) -> float:
        """Seconds of music that the chunks can give by now without waiting."""

    def work(self) -> bool:
        """Makes a little more, on the thread that asks for the chunks; False when all of it is made."""


@runtime_checkable
class Keepable(Protocol):
    """A piece that another session's may grow from."""

    def keep(self) -> KeptMaterial | None:
        """Of what was heard so far, None where nothing was. On the thread that asks for the chunks."""


class Engine(Protocol):
    """A maker of pieces. One engine is used by one thread at a time."""

    @property
    def name(self) -> EngineName:
        """As in the protocol's ladder."""

    @property
    def sample_rate(self) -> int:
        """Frames per second of every piece."""

    def compose(self, brief: Brief) -> Piece:
        """Plans the piece, without rendering it."""
