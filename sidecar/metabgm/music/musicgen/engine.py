"""The neural engine: descriptions to pieces, on whatever runs the networks."""

from __future__ import annotations

from math import isfinite

from metabgm.music.engine import Brief, EngineName, Frames, Role
from metabgm.music.musicgen.anchoring import Anchoring
from metabgm.music.musicgen.piece import ENGINE, MusicGenPiece
from metabgm.music.musicgen.plan import Plan
from metabgm.music.musicgen.resample import RATE
from metabgm.music.musicgen.runtime import Runtime
from metabgm.music.musicgen.tokens.options import Options

SEEDS = 2**63
MOST_SECONDS = 3600.0
"""No piece is asked to be longer; its tokens are kept for the next one's anchor."""

_USUAL_S: dict[Role, float] = {"base": 90.0, "combat": 60.0, "sting": 6.0}
# T5 reads 512 tokens at most; words beyond these are in no case among them.
_MOST_CHARACTERS = 8192


class MusicGen:
    """A loaded MusicGen as an engine.

    ``model``: its name, for the provenance. ``random``: its weights were never trained, which titles say.
    """

    def __init__(self, runtime: Runtime, model: str, options: Options | None = None, *, random: bool) -> None:
        self._runtime = runtime
        self._model = model
        self._options = options or Options()
        self._random = random
        self._anchoring = Anchoring(runtime, self._options, model)

    @property
    def name(self) -> EngineName:
        """``musicgen``."""
        return ENGINE

    @property
    def sample_rate(self) -> int:
        """48 kHz."""
        return RATE

    def compose(self, brief: Brief, melody: Frames | None = None) -> MusicGenPiece:
        """Runs the codec at most, over a second or two of an anchor that brings no tokens of this model.

        ``melody``: what a melody model follows in the place of the anchor's sound, (n, 2) at 48 kHz.
        Raises ValueError for a seed or length out of range, and for a melody that the model can't follow.
        """
        if not 0 <= brief.seed < SEEDS:
            raise ValueError(f"seed: {brief.seed}, expected 0 <= seed < 2**63")
        seconds = _USUAL_S[brief.role] if brief.seconds is None else brief.seconds
        if not (isfinite(seconds) and 0.0 < seconds <= MOST_SECONDS):
            raise ValueError(f"seconds: {seconds}, expected more than 0, at most {MOST_SECONDS:g}, or None")
        codec = self._runtime.shape.codec
        if melody is not None and self._runtime.shape.kind != "melody":
            raise ValueError(f"melody: {self._model} follows a text alone, expected a melody model")
        if melody is None and self._options.melody and brief.anchor is not None:
            melody = brief.anchor.sound
        plan = Plan(
            description=brief.description[:_MOST_CHARACTERS],
            seed=brief.seed,
            tokens=max(1, round(seconds * codec.rate / codec.hop)),
            options=self._options,
            prompt=self._anchoring.prompt(brief.anchor),
            melody=self._anchoring.melody(melody),
            model=self._model,
            random=self._random,
            pace=brief.pace,
        )
        return MusicGenPiece(self._runtime, plan)
