"""The embedded engine: descriptions to pieces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from metabgm.music.composer.plan.kinship import ENGINE, Material
from metabgm.music.composer.plan.parameters import Parameters, decide
from metabgm.music.composer.sound.bank import bundled_bank
from metabgm.music.composer.sound.instruments import instruments
from metabgm.music.composer.sound.loudness import MIDDLE, strength
from metabgm.music.composer.sound.loudplan import foretold_lufs
from metabgm.music.composer.sound.mastering import Master
from metabgm.music.composer.sound.render import BLOCK, RATE, render, total_frames
from metabgm.music.composer.sound.reverb import room, warm_up
from metabgm.music.composer.sound.sampler import Sampler
from metabgm.music.composer.sound.soundfont import SoundFont
from metabgm.music.composer.words.lexicon import entries
from metabgm.music.composer.words.reading import Reading, read
from metabgm.music.composer.write.performance import Performance, perform
from metabgm.music.composer.write.score import Score
from metabgm.music.composer.write.writer import write
from metabgm.music.engine import Anchor, Brief, EngineName, Frames, Steering

TARGET_LUFS = -18.0
_DYNAMICS_LU = 1.2  # how far "quiet" and "loud" move the target to either side
SEEDS = 2**63


@dataclass(frozen=True)
class ComposedPiece:
    """A piece with all its notes, whose samples are made when they are asked for."""

    brief: Brief
    reading: Reading
    plan: Parameters
    score: Score
    performance: Performance
    master: Master
    sampler: Sampler

    @property
    def title(self) -> str:
        """For example ``Quiet harp in D dorian``."""
        lead = next(iter(self.plan.cast.names), "piece").replace("_", " ")
        return f"{_character(self.plan)} {lead} in {self.plan.key.name}"

    @property
    def total_frames(self) -> int:
        """Length in frames, tail included."""
        return total_frames(self.performance)

    @property
    def parameters(self) -> Mapping[str, Any]:
        """What the words, the seed and the anchor came to; ``words`` and ``ignored`` say which words did."""
        return {
            **self.plan.as_json(),
            "form": [f"{section.name} {section.bars}" for section in self.score.sections],
            "notes": len(self.score.notes),
            "words": dict(self.reading.used),
            "ignored": list(self.reading.ignored),
        }

    def anchor(self) -> Anchor:
        """Motif, key and tempo for the next piece."""
        material = Material(self.plan.kinship.motif, self.plan.key, self.plan.bpm)
        summary = f"motif {material.motif.degrees_text}, {material.key.name}, {material.bpm:.0f} bpm"
        return Anchor(ENGINE, summary, material)

    def chunks(self, steering: Steering | None = None) -> Iterator[Frames]:
        """Blocks of at most a third of a second, made anew at each call."""
        return render(self.performance, self.master, self.sampler, steering or Steering())


class Composer:
    """The engine that is always there. Raises SoundFontError when its bank is not installed."""

    def __init__(self) -> None:
        self._sampler = Sampler(SoundFont(bundled_bank()), RATE)
        # The tables are read now, so that no piece has to wait for them.
        entries()
        strength(instruments()["piano"], 60, MIDDLE)
        warm_up(RATE, BLOCK)

    @property
    def name(self) -> EngineName:
        """``composer``."""
        return ENGINE

    @property
    def sample_rate(self) -> int:
        """48 kHz."""
        return RATE

    def compose(self, brief: Brief) -> ComposedPiece:
        """Plans the piece and writes its notes. Raises ValueError for a seed or length out of range."""
        _check(brief)
        reading = read(brief.description)
        plan = decide(brief, reading)
        score = write(plan, brief.seed)
        performance = perform(score, plan, brief.seed)
        return ComposedPiece(
            brief, reading, plan, score, performance, _master(performance, plan), self._sampler
        )


def _check(brief: Brief) -> None:
    if not 0 <= brief.seed < SEEDS:
        raise ValueError(f"seed: {brief.seed}, expected 0 <= seed < 2**63")
    if brief.seconds is not None and not (isfinite(brief.seconds) and brief.seconds > 0.0):
        raise ValueError(f"seconds: {brief.seconds}, expected a finite number above 0 or None")


def _master(performance: Performance, plan: Parameters) -> Master:
    """Sets the level so that the whole piece comes to the target."""
    wet, t60_s = room(plan.space)
    foretold = foretold_lufs(
        performance.strikes, performance.seconds, reverb_energy=2.0 * wet**2, reverb_t60_s=t60_s
    )
    target = TARGET_LUFS + _DYNAMICS_LU * (plan.dynamics - 0.5)
    gain = 10.0 ** ((target - foretold) / 20.0) if isfinite(foretold) else 1.0
    return Master(gain, wet, t60_s)


def _character(plan: Parameters) -> str:
    if plan.role == "sting":
        return "Brief"
    if plan.arousal > 0.35:
        return "Lively" if plan.valence > 0.0 else "Fierce"
    if plan.arousal > -0.25:
        return "Warm" if plan.valence > 0.25 else "Pensive" if plan.valence > -0.3 else "Uneasy"
    return "Quiet" if plan.valence > -0.1 else "Sombre" if plan.valence > -0.5 else "Dark"
