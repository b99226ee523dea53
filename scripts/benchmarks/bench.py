"""What every benchmark is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from journey.parts import Journey
from journey.play import Played, play

ROOT = Path(__file__).parents[2]
TRACES = ROOT / "tests" / "traces"
JAVA = ROOT / "fabric-mod"
DEMO_SECONDS = 180.0
SEED = 20260101


@dataclass
class Bench:
    """``player``: the headless player's jar. ``folder``: where everything is written, thrown away later."""

    player: Path
    folder: Path
    progress: Callable[[str, float], None]
    _played: int = field(default=0, init=False)

    @property
    def mod(self) -> Path:
        """The built mod."""
        return JAVA / "client" / "target" / "metabgm-mod.jar"

    @property
    def stand_in(self) -> Path:
        """The stand-in game, runnable."""
        return JAVA / "testgame" / "target" / "metabgm-testgame.jar"

    @property
    def microbenchmarks(self) -> Path:
        """JMH's, runnable."""
        return JAVA / "benchmarks" / "target" / "metabgm-benchmarks.jar"

    def journey(self, trace: Path, seconds: float, *commands: str) -> Journey:
        """In a folder of its own, with a recording."""
        self._played += 1
        folder = self.folder / f"journey{self._played}"
        folder.mkdir()
        return Journey(
            player=self.player,
            trace=trace,
            seconds=seconds,
            folder=folder,
            engine="composer",
            seed=SEED,
            record=folder / "session.jsonl",
            commands=commands,
        )

    def play(self, trace: Path, seconds: float) -> tuple[Journey, Played]:
        """In real time. Raises JourneyError."""
        journey = self.journey(trace, seconds)
        return journey, play(journey, self.progress)

    @cached_property
    def demo(self) -> tuple[Journey, Played]:
        """What ``./scripts/demo`` plays; played once for all benchmarks that look at it."""
        return self.play(TRACES / "journey.jsonl", DEMO_SECONDS)
