"""What of a piece the next one takes over."""

from __future__ import annotations

from metabgm.music.musicgen.runtime import Codes
from metabgm.music.musicgen.shape import MusicGenShape
from metabgm.music.musicgen.token_making import TokenMaking

ANCHOR_S = 5.0
"""Of tokens that the next piece may take over from; it takes fewer."""


def anchor_tokens(shape: MusicGenShape) -> int:
    """How many frames of tokens that is."""
    return round(ANCHOR_S * shape.codec.rate / shape.codec.hop)


class Material:
    """The last tokens that were turned into sound by then; those that are made ahead nobody has heard."""

    def __init__(self) -> None:
        self._making: TokenMaking | None = None
        self._sounded = 0

    def follow(self, making: TokenMaking, sounded: int) -> None:
        """The piece's run from now on; its first ``sounded`` frames were turned into sound."""
        self._making, self._sounded = making, sounded

    def tokens(self, most: int) -> Codes | None:
        """Of shape (codebooks, 1..most), ``most`` >= 1; None while there are none."""
        if self._making is None or not self._sounded:
            return None
        return self._making.tail(most, self._sounded)
