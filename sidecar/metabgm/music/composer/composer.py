"""The embedded engine: descriptions to pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import isfinite
from typing import Any

from metabgm.music.composer.plan.kinship import ENGINE, Material
from metabgm.music.composer.plan.parameters import Parameters, decide
from metabgm.music.composer.sound import loudplan
from metabgm.music.composer.sound.bank import bundled_bank
from metabgm.music.composer.sound.instruments import instruments
from metabgm.music.composer.sound.loudness import MIDDLE, strength
from metabgm.music.composer.sound.mastering import Master
from metabgm.music.composer.sound.orchestra import AddedBank, Orchestra
from metabgm.music.composer.sound.own.store import own_bank
from metabgm.music.composer.sound.render import BLOCK, RATE, STEERING_MARGIN_FRAMES, render, total_frames
from metabgm.music.composer.sound.reverb import prepare
from metabgm.music.composer.sound.rooms import room, usual_rooms
from metabgm.music.composer.sound.soundfont import SoundFont
from metabgm.music.composer.sound.strike import Strike
from metabgm.music.composer.sound.warmth import NEUTRAL
from metabgm.music.composer.words.lexicon import entries
from metabgm.music.composer.words.reader import read
from metabgm.music.composer.words.reading import Reading
from metabgm.music.composer.write.performance import Performance
from metabgm.music.composer.write.played import Played, played
from metabgm.music.composer.write.player import Player
from metabgm.music.composer.write.score import Score
from metabgm.music.composer.write.writer import write
from metabgm.music.engine import Anchor, Brief, EngineName, Frames, Role, Steering

TARGET_LUFS = -18.0
# As all pieces are equally loud, "loud" and "quiet" are heard in how bright they sound.
_BRIGHTNESS = 0.6
_DYNAMICS_LU = 0.5  # how far "quiet" and "loud" move the target to either side
# Of a longer piece the beginning stands for the whole, so that it can start at once; combat, which has many
# more notes, is alike all through.
_FORETOLD_S: dict[Role, float] = {"base": 60.0, "combat": 12.0, "sting": 120.0}
# What a fight's music grows louder by after its beginning, measured over descriptions and seeds.
_LATER_LU: dict[Role, float] = {"base": 0.0, "combat": 0.75, "sting": 0.0}
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
    orchestra: Orchestra

    @property
    def title(self) -> str:
        """For example ``Quiet harp in D dorian``."""
        lead = next(iter(self.plan.cast.names), "piece").replace("_", " ")
        return f"{_character(self.plan)} {lead} in {self.plan.key.name}"

    @property
    def total_frames(self) -> int:
        """Length in frames, tail included, when nobody ends it earlier."""
        return total_frames(self.performance.seconds)

    @property
    def parameters(self) -> Mapping[str, Any]:
        """What the words, the seed and the anchor came to; ``words`` and ``ignored`` say which words did."""
        return {
            **self.plan.as_json(),
            "form": [f"{section.name} {section.bars}" for section in self.score.sections],
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
        return render(self.performance, self.master, self.orchestra, steering or Steering())

    def played(self, steering: Steering | None = None) -> Played:
        """The notes of what ``chunks`` renders."""
        return played(self.performance, steering or Steering(), RATE, STEERING_MARGIN_FRAMES)


class Composer:
    """The engine that is always there.

    ``added``: a bank beyond the bundled one. ``progress``: told while the computed instruments are made, at
    the first start. Raises SoundFontError when the bundled bank is not installed.
    """

    def __init__(
        self,
        added: AddedBank | None = None,
        progress: Callable[[str, float], None] = lambda _what, _fraction: None,
    ) -> None:
        bundled = SoundFont.open(bundled_bank())
        self._orchestra = Orchestra(bundled, own_bank(progress), RATE, added)
        # The tables are read now, so that no piece has to wait for them.
        entries()
        strength(instruments()["piano"], 60, MIDDLE)
        for one in usual_rooms():
            prepare(one, RATE, BLOCK)

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
        performance = Performance(score, plan, brief.seed)
        seconds = min(performance.seconds, _FORETOLD_S[plan.role])
        later = _LATER_LU[plan.role] * (1.0 - seconds / performance.seconds)
        master = _master(_opening(performance, seconds), seconds, plan, TARGET_LUFS - later)
        return ComposedPiece(brief, reading, plan, score, performance, master, self._orchestra)


def _check(brief: Brief) -> None:
    if not 0 <= brief.seed < SEEDS:
        raise ValueError(f"seed: {brief.seed}, expected 0 <= seed < 2**63")
    if brief.seconds is not None and not (isfinite(brief.seconds) and brief.seconds > 0.0):
        raise ValueError(f"seconds: {brief.seconds}, expected a finite number above 0 or None")


def _opening(performance: Performance, seconds: float) -> list[Strike]:
    """What begins within the first seconds when nobody steers."""
    player = Player(performance, Steering(), RATE, STEERING_MARGIN_FRAMES)
    return [entry.strike for entry in player.play(seconds).starts]


def _master(strikes: Iterable[Strike], seconds: float, plan: Parameters, target_lufs: float) -> Master:
    """Sets the level so that the strikes come to the target, a little above or below where words say so."""
    loud = plan.dynamics - 0.5
    target_lufs += _DYNAMICS_LU * loud
    master = loudplan.master(strikes, seconds, room(plan.place, plan.space), target_lufs)
    return replace(master, warmth=NEUTRAL - _BRIGHTNESS * loud)


def _character(plan: Parameters) -> str:
    if plan.role == "sting":
        return "Brief"
    if plan.arousal > 0.35:
        return "Lively" if plan.valence > 0.0 else "Fierce"
    if plan.arousal > -0.25:
        return "Warm" if plan.valence > 0.25 else "Pensive" if plan.valence > -0.3 else "Uneasy"
    return "Quiet" if plan.valence > -0.1 else "Sombre" if plan.valence > -0.5 else "Dark"
