"""How a piece takes over from the last one: what it continues and how hard its own description pulls.

The rule: the last piece's final tokens are the prompt, read under the new description. They keep tempo, key
and sound together at the seam, and they hold the music back: the longer the prompt, the later the change.
With guidance the prompt is 1.5 s, and for the first two seconds guidance is raised by half and falls back to
its own value at the end of them, for guidance is what pulls away from music that merely continues. Without
guidance there is no such pull, so that only half the prompt is taken.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metabgm.music.musicgen.runtime import Codes
from metabgm.music.musicgen.tokens.options import GUIDANCE, Options

CHANGE_SECONDS = 2.0
"""By then a change has to be heard."""
_RAISED = 1.5
_SHORTER = 0.5


@dataclass(frozen=True)
class Takeover:
    """``prompt``: (codebooks, n >= 0). ``raised``: added to ``guidance`` at the first frame, 0 from ``until``

    (frames >= 0) on, and falling evenly in between.
    """

    prompt: Codes
    guidance: float
    raised: float = 0.0
    until: int = 0

    def guidance_at(self, frame: int) -> float:
        """For the frame so many after the prompt, >= 0."""
        if frame >= self.until:
            return self.guidance
        return self.guidance + self.raised * (1.0 - frame / self.until)


def takeover(tokens: Codes | None, options: Options, codebooks: int, frame_rate: float) -> Takeover:
    """From the last piece's tokens (codebooks, any number of frames), or None where there was none.

    ``frame_rate``: frames a second, 50 for MusicGen. Fewer frames than the rule asks for are all taken.
    Raises ValueError where the tokens come from a model with other codebooks.
    """
    if tokens is None:
        tokens = np.empty((codebooks, 0), np.int64)
    if tokens.ndim != 2 or tokens.shape[0] != codebooks:
        raise ValueError(f"anchor: tokens of shape {tokens.shape}, expected ({codebooks}, frames)")
    seconds = options.prompt_seconds * (1.0 if options.guided else _SHORTER)
    wanted = min(tokens.shape[1], round(seconds * frame_rate))
    prompt = tokens[:, tokens.shape[1] - wanted :].copy()
    if not (wanted and options.guided):
        return Takeover(prompt, options.guidance)
    raised = min(options.guidance * _RAISED, GUIDANCE[1]) - options.guidance
    return Takeover(prompt, options.guidance, raised, round(CHANGE_SECONDS * frame_rate))
