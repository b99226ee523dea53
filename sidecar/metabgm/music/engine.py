"""What every music engine looks like to the rest of the sidecar (design law 2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

Role = Literal["base", "combat", "sting"]
EngineName = Literal["composer"]
Frames = NDArray[np.float32]


@dataclass(frozen=True)
class Anchor:
    """What of a piece the next one grows from (the paper's melodic anchor).

    ``summary`` is one line for the provenance ("motif 1 3 5 2, D dorian, 72 bpm");
    ``material`` belongs to the engine that made it and is opaque to everybody else.
    """

    engine: str
    summary: str
    material: Any


@dataclass(frozen=True)
class Brief:
    """What a piece is to be made from. The same brief gives the same samples.

    ``description``: the music description, any text. ``seconds``: wished length, None lets the
    engine choose; the piece ends musically near it. ``seed``: 0 <= seed < 2**63.
    """

    description: str
    seed: int
    role: Role = "base"
    seconds: float | None = None
    anchor: Anchor | None = None


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

    def chunks(self) -> Iterator[Frames]:
        """Float32 frames of shape (n, 2), n >= 1, within -1..1; concatenated they are the whole piece.

        Each call starts anew and gives the same samples. It can be abandoned at any chunk.
        """


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
