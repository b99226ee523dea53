"""The neural engine: descriptions to pieces, on whatever runs the networks."""

from __future__ import annotations

from math import isfinite

from metabgm.music.engine import Brief, EngineName, Role
from metabgm.music.musicgen.material import Material
from metabgm.music.musicgen.piece import ANCHOR_S, ENGINE, MusicGenPiece
from metabgm.music.musicgen.plan import Plan
from metabgm.music.musicgen.resample import RATE
from metabgm.music.musicgen.runtime import Codes, Runtime
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

    @property
    def name(self) -> EngineName:
        """``musicgen``."""
        return ENGINE

    @property
    def sample_rate(self) -> int:
        """48 kHz."""
        return RATE

    def compose(self, brief: Brief) -> MusicGenPiece:
        """Runs nothing yet. An anchor of another engine, or of another model's codebooks, is left aside.

        Raises ValueError for a seed or length out of range.
        """
        if not 0 <= brief.seed < SEEDS:
            raise ValueError(f"seed: {brief.seed}, expected 0 <= seed < 2**63")
        seconds = _USUAL_S[brief.role] if brief.seconds is None else brief.seconds
        if not (isfinite(seconds) and 0.0 < seconds <= MOST_SECONDS):
            raise ValueError(f"seconds: {seconds}, expected more than 0, at most {MOST_SECONDS:g}, or None")
        codec = self._runtime.shape.codec
        plan = Plan(
            description=brief.description[:_MOST_CHARACTERS],
            seed=brief.seed,
            tokens=max(1, round(seconds * codec.rate / codec.hop)),
            options=self._options,
            prompt=self._prompt(brief),
            model=self._model,
            random=self._random,
            pace=brief.pace,
        )
        return MusicGenPiece(self._runtime, plan)

    def _prompt(self, brief: Brief) -> Codes | None:
        material = None if brief.anchor is None else brief.anchor.material
        if not isinstance(material, Material):
            return None
        shape = self._runtime.shape
        tokens = material.tokens(round(ANCHOR_S * shape.codec.rate / shape.codec.hop))
        fits = (
            tokens is not None
            and tokens.shape[0] == shape.decoder.codebooks
            and int(tokens.max()) < shape.decoder.codes
        )
        return tokens if fits else None
