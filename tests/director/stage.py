"""A director on a stage: time passes, scenes change, texts arrive, and every decision is kept."""

from __future__ import annotations

from typing import Any, TypeVar

from metabgm.describe.texts import DescribeRequest, Texts
from metabgm.director.actions import Action, RequestTexts, StartPiece
from metabgm.director.director import Director
from metabgm.director.inputs import (
    AnyInput,
    CommandGiven,
    EventSeen,
    NearEnd,
    SceneSeen,
    TextsReady,
    Tick,
)
from metabgm.director.settings import DirectorSettings
from tests.scenes import elements

A = TypeVar("A")
TICK_S = 0.05


def plain_template(request: DescribeRequest) -> Texts:
    """Tells the place and whether it is a fight, nothing else."""
    biome = next(iter(request.elements["Scene"]["biome"]))
    return Texts("", f"{'fight' if request.combat else 'calm'} in {biome}", "template")


class Stage:
    """``describing_s``: how long texts take; None: they never come."""

    def __init__(
        self,
        settings: DirectorSettings | None = None,
        *,
        describing_s: float | None = 1.0,
        seed: int = 7,
    ) -> None:
        self.director = Director(settings or DirectorSettings(), seed, plain_template)
        self.now = 0.0
        self.decisions: list[tuple[float, Action]] = []
        self.inputs: list[tuple[float, AnyInput]] = []
        self._describing_s = describing_s
        self._due: list[tuple[float, RequestTexts]] = []

    def give(self, given: AnyInput) -> list[Action]:
        actions = self.director.handle(self.now, given)
        self.inputs.append((self.now, given))
        for action in actions:
            self.decisions.append((self.now, action))
            if isinstance(action, RequestTexts) and self._describing_s is not None:
                self._due.append((self.now + self._describing_s, action))
        return actions

    def scene(self, *args: Any, reason: str = "biome", **kwargs: Any) -> list[Action]:
        return self.give(SceneSeen(time_ms=self.time_ms, reason=reason, elements=elements(*args, **kwargs)))

    def event(self, kind: str, detail: str = "") -> list[Action]:
        return self.give(EventSeen(time_ms=self.time_ms, kind=kind, detail=detail))

    def command(self, command: str, **kwargs: Any) -> list[Action]:
        return self.give(CommandGiven(time_ms=self.time_ms, command=command, **kwargs))

    def near_end(self, track: int) -> list[Action]:
        return self.give(NearEnd(track=track))

    @property
    def time_ms(self) -> int:
        return round(self.now * 1000)

    def wait(self, seconds: float) -> None:
        for _ in range(round(seconds / TICK_S)):
            self.now = round(self.now + TICK_S, 6)
            for due, action in list(self._due):
                if self.now >= due:
                    self._due.remove((due, action))
                    texts = Texts("a story", f"music {action.request} for {action.describe.seed}", "llama")
                    self.give(TextsReady(request=action.request, texts=texts))
            self.give(Tick())

    def of(self, kind: type[A]) -> list[tuple[float, A]]:
        return [(at, action) for at, action in self.decisions if isinstance(action, kind)]

    def starts(self, role: str = "base") -> list[tuple[float, StartPiece]]:
        return [(at, start) for at, start in self.of(StartPiece) if start.order.role == role]


def settled(place: str = "minecraft:forest", **kwargs: Any) -> Stage:
    """A stage where the base of a place has been playing for longer than the dwell."""
    stage = Stage(**kwargs)
    stage.scene(place)
    stage.wait(12)
    return stage
