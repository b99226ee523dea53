"""Which engine makes which music, as far as the machine's speed allows (law 4)."""

from __future__ import annotations

from metabgm.music.engine import EngineName
from metabgm.music.musicgen.ladder import Step

QUICK_PACE = 0.25
"""At most so slow MusicGen makes fights and stings too: base and fight play at once, and the first half
second of a fight is there within an eighth of a second."""


class Engines:
    """Told what MusicGen is good for; until then the composer makes everything.

    ``pace``: seconds of work for a second of MusicGen's music.
    """

    def __init__(self) -> None:
        self.step: Step = "composer"
        self.pace = 0.0

    def see(self, step: Step, pace: float) -> None:
        """From now on."""
        self.step, self.pace = step, pace

    @property
    def base(self) -> EngineName:
        """Of base music that begins at once."""
        return "musicgen" if self.step == "musicgen" else "composer"

    @property
    def quick(self) -> EngineName:
        """Of what has to sound in the next instant."""
        return self.base if self.pace <= QUICK_PACE else "composer"

    @property
    def prepares(self) -> bool:
        """Whether MusicGen's pieces need a head start."""
        return self.step == "musicgen with the composer"
