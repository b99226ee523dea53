"""One note as it is rendered."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from metabgm.music.composer.sound.instruments import Instrument
from metabgm.music.composer.sound.swell import Swell
from metabgm.music.composer.sound.vibrato import Vibrato


class Strike(NamedTuple):  # which is made in half the time of a dataclass, for thousands of notes
    """Times in seconds, ``onset_s`` from the start of the piece.

    ``held_s``: until it is let go, ``ring_s``: from then until it is silent. ``gain``: linear, on the tone
    as the sampler makes it. ``swell``, ``vibrato``: of sustained notes.
    """

    onset_s: float
    held_s: float
    ring_s: float
    attack_s: float
    pitch: int
    velocity: int
    gain: float
    instrument: Instrument
    swell: Swell | None
    vibrato: Vibrato | None = None

    def swelling(self, since_s: NDArray[np.float64]) -> NDArray[np.float64]:
        """Gain of the swell at times since the onset, seconds; it must have one."""
        assert self.swell is not None
        return self.swell.gains(since_s)
