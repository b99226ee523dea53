"""What the game asks of the music right now, apart from which piece it is."""

from __future__ import annotations

from dataclasses import replace

from metabgm.director.desk import Snapshot
from metabgm.music.engine import Controls
from metabgm.scene.tension import base_intensity, combat_intensity, warmth

# A danger is believed at once, a calm only when it lasts longer than one window of scenes.
CALM_S = 12.0
# Under a fight the base is its bed alone: two rhythms at once are none.
UNDER_A_FIGHT = 0.1
# After a death nothing hurries.
MOURNING_S = 20.0
MOURNING = 0.2
# Blows that still count, and how long a boss that was seen is taken to be there.
BLOWS_S = 6.0
BOSS_S = 120.0
_SLIGHT = 0.02


class Tension:
    """Between two inputs everything is a pure function of the time, so that idle ticks change nothing.

    ``fighting``: combat music plays.
    """

    def __init__(self) -> None:
        self.fighting = False
        self._snapshot: Snapshot | None = None
        self._aim = Controls()
        self._held = 0.0
        self._held_until = 0.0
        self._blows: list[float] = []
        self._boss_until = 0.0
        self._mourning_until = 0.0

    def see(self, now: float, snapshot: Snapshot) -> None:
        """The latest scene."""
        before, first = self._level(now), self._snapshot is None
        self._snapshot = snapshot
        intensity = base_intensity(snapshot.elements)
        if first or intensity >= before - _SLIGHT:
            self._held_until = 0.0
        elif now >= self._held_until:
            self._held, self._held_until = before, now + CALM_S
        self._aim = Controls(intensity, warmth(snapshot.elements))

    def blow(self, now: float) -> None:
        """A mob hit the player."""
        self._blows = [at for at in self._blows if now < at + BLOWS_S] + [now]

    def boss(self, now: float) -> None:
        """A boss has shown itself."""
        self._boss_until = now + BOSS_S

    def gone(self) -> None:
        """The player is elsewhere: what threatened here doesn't any more."""
        self._blows, self._boss_until = [], 0.0

    def death(self, now: float) -> None:
        """The player died."""
        self.gone()
        self._mourning_until = now + MOURNING_S

    def base(self, now: float) -> Controls:
        """For the base music."""
        most = UNDER_A_FIGHT if self.fighting else 1.0
        if now < self._mourning_until:
            most = min(most, MOURNING)
        return replace(self._aim, intensity=min(self._level(now), most))

    def combat(self, now: float) -> Controls:
        """For the music of a fight."""
        elements = {} if self._snapshot is None else self._snapshot.elements
        blows = sum(now < at + BLOWS_S for at in self._blows)
        level = combat_intensity(elements, blows=blows, boss=now < self._boss_until)
        return replace(self._aim, intensity=level)

    def _level(self, now: float) -> float:
        return self._held if now < self._held_until else self._aim.intensity
