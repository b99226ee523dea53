"""The delay pattern: at one step the decoder writes a later codebook's token of an earlier frame.

Step 0 is padding throughout and starts the piece. From there codebook k lags its delay behind: step s holds
its token of frame s - 1 - delay(k). Where there is no such frame stands the padding token, which is the
number of codes. Source: Copet et al. 2023, "Simple and Controllable Music Generation", section 2.2.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from metabgm.music.musicgen.runtime import Codes
from metabgm.music.musicgen.shape import DecoderShape

UNKNOWN = -1
"""A token that is still to be sampled."""


def delays(codebooks: int, *, stereo: bool = False) -> NDArray[np.int64]:
    """Steps each codebook lags behind, of shape (codebooks,); in stereo left and right share theirs."""
    return np.arange(codebooks) // (2 if stereo else 1)


def delay(codes: Codes, lag: NDArray[np.int64], padding: int) -> Codes:
    """From frames (codebooks, n) to steps (codebooks, 1 + n + largest lag)."""
    frames = codes.shape[1]
    steps = np.full((len(lag), 1 + frames + int(lag.max())), padding, np.int64)
    for row, late, tokens in zip(steps, lag, codes, strict=True):
        row[1 + late : 1 + late + frames] = tokens
    return steps


def undelay(steps: Codes, lag: NDArray[np.int64]) -> Codes:
    """The frames that are complete in the first steps of a piece: of shape (codebooks, frames), perhaps 0."""
    frames = max(0, steps.shape[1] - 1 - int(lag.max()))
    codes = [row[1 + late : 1 + late + frames] for row, late in zip(steps, lag, strict=True)]
    return np.array(codes, np.int64).reshape(len(lag), frames)


def began_late(steps: Codes, lag: NDArray[np.int64], padding: int) -> Codes:
    """Later steps of a piece as if it had begun with them: a start step, no token of an earlier frame.

    ``steps``: (codebooks, n), the last n of a piece at any point; returns (codebooks, 1 + n).
    """
    early = np.arange(steps.shape[1]) < lag[:, None]
    start = np.full((len(lag), 1), padding, np.int64)
    return np.concatenate([start, np.where(early, padding, steps)], axis=1)


class Delayed:
    """The steps of a piece of known length, as its tokens are sampled: known ones stay, others are filled in.

    ``prompt``: frames the piece continues, of shape (codebooks, n >= 0); ``frames``: how many are to follow.
    """

    def __init__(self, shape: DecoderShape, prompt: Codes, frames: int) -> None:
        if frames < 0:
            raise ValueError(f"frames: {frames}, expected 0 or more")
        if prompt.ndim != 2 or prompt.shape[0] != shape.codebooks:
            raise ValueError(f"prompt: shape {prompt.shape}, expected ({shape.codebooks}, frames)")
        wrong = prompt[(prompt < 0) | (prompt >= shape.codes)]
        if wrong.size:
            raise ValueError(f"prompt: token {wrong[0]}, expected 0 to {shape.codes - 1}")
        self._lag = delays(shape.codebooks, stereo=shape.stereo)
        self._padding = shape.codes
        self._prompt = int(prompt.shape[1])
        unknown = np.full((shape.codebooks, frames), UNKNOWN, np.int64)
        # 8 bytes a token: a megabyte for ten minutes, and the memory doesn't grow while the piece plays.
        self._steps = delay(np.concatenate([prompt, unknown], axis=1), self._lag, self._padding)
        # Without a frame to come every step is known, and none of them is to be sampled.
        self._end = int(self._steps.shape[1])
        self._known = 1 + self._prompt if frames else self._end

    @property
    def known(self) -> int:
        """Steps that are known from the first one on without a gap: at first the prompt's."""
        return self._known

    @property
    def done(self) -> bool:
        """Nothing is left to be sampled."""
        return self._known == self._end

    @property
    def complete(self) -> int:
        """Frames that are complete beside those of the prompt."""
        return max(0, self._known - 1 - int(self._lag.max()) - self._prompt)

    def take(self, tokens: NDArray[np.int64]) -> None:
        """The sampled tokens of the next step, of shape (codebooks,); where one is known, that one stays."""
        if self.done:
            raise ValueError(f"step: {self._known}, expected fewer than {self._end}")
        step = self._steps[:, self._known]
        np.copyto(step, tokens, where=step == UNKNOWN)
        self._known += 1

    def frames(self, first: int, end: int) -> Codes:
        """Complete frames first to end - 1, of shape (codebooks, end - first); below 0: the prompt's."""
        if not -self._prompt <= first <= end <= self.complete:
            raise ValueError(f"frames: {first} to {end}, expected {-self._prompt} to {self.complete}")
        needed = slice(self._prompt + first, self._prompt + end + 1 + int(self._lag.max()))
        return undelay(self._steps[:, needed], self._lag)

    def last(self, steps: int) -> Codes:
        """What the decoder has seen last, of shape (codebooks, steps)."""
        if not 1 <= steps <= self._known:
            raise ValueError(f"steps: {steps}, expected 1 to {self._known}")
        return self._steps[:, self._known - steps : self._known].copy()

    def again(self, steps: int) -> Codes:
        """At most the last ``steps`` >= 2, as a piece that begins with them: for a decoder without past."""
        if steps >= self._known:
            return self.last(self._known)
        return began_late(self.last(steps - 1), self._lag, self._padding)
