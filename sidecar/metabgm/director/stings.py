"""Short pieces for what happens, in the key of what is heard."""

from __future__ import annotations

from dataclasses import dataclass

from metabgm.describe.texts import Texts
from metabgm.director.actions import Cause, Transition
from metabgm.director.book import Described, Place
from metabgm.director.desk import Desk, Playing, Snapshot
from metabgm.director.leaving import Leaving
from metabgm.director.sting_texts import DESCRIPTIONS, NARRATIVES, Occasion
from metabgm.music.engine import Controls, Role
from metabgm.scene.signature import OVERWORLD, UNKNOWN, Signature

ROLE: Role = "sting"
DESCRIBER = "template"
FADE_IN_MS = 20
FADE_OUT_MS = 1500
# None sounds longer, its tail included.
MOST_STING_S = 12.0
_EVENTS: dict[str, Occasion] = {"advancement": "advancement", "boss_seen": "boss", "death": "death"}
# These are heard in a fight and over another sting.
_GRAVE: frozenset[Occasion] = frozenset({"boss", "death"})


@dataclass(frozen=True)
class _Wanted:
    occasion: Occasion
    cause: Cause


class Stings:
    """Told of scenes and events; steered after every input."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._leaving = Leaving(desk)
        self._known: set[str] = set()
        self._signature: Signature | None = None
        self._wanted: _Wanted | None = None
        self._playing: Playing | None = None
        self._last: tuple[Occasion, float] | None = None

    def see(self, snapshot: Snapshot, cause: Cause) -> None:
        """The latest scene."""
        before, now = self._signature, snapshot.signature
        self._signature = now
        new = now.biome not in self._known and now.biome != UNKNOWN
        self._known.add(now.biome)
        if before is None:
            return
        if new:
            self._wanted = _Wanted("biome", cause)
        elif now.dimension == OVERWORLD and (before.time, now.time) == ("Dusk", "Night"):
            self._wanted = _Wanted("night", cause)

    def notice(self, kind: str, cause: Cause) -> None:
        """An event by its name in the protocol."""
        if kind in _EVENTS:
            self._wanted = _Wanted(_EVENTS[kind], cause)

    def steer(
        self, now: float, snapshot: Snapshot | None, heard: Playing | None, *, fighting: bool, enabled: bool
    ) -> None:
        """Takes the decisions that are due. ``heard``: what it grows from."""
        self._leaving.retire(now)
        wanted, self._wanted = self._wanted, None
        if not enabled:
            self._silence(now)
        elif wanted is not None and snapshot is not None and heard is not None:
            grave = wanted.occasion in _GRAVE
            if self._desk.settings.stings and (grave or not fighting) and self._rested(now, wanted, grave):
                self._begin(now, wanted, snapshot, heard)

    def _rested(self, now: float, wanted: _Wanted, grave: bool) -> bool:
        if self._last is None:
            return True
        occasion, at = self._last
        interrupts = grave and occasion != wanted.occasion
        return interrupts or now >= at + self._desk.settings.sting_cooldown_s

    def _begin(self, now: float, wanted: _Wanted, snapshot: Snapshot, heard: Playing) -> None:
        occasion = wanted.occasion
        descriptions = DESCRIPTIONS[occasion]
        description = descriptions[self._desk.draw("sting", len(descriptions))]
        seen = snapshot.exploration
        order = self._desk.order(
            ROLE,
            Described(seen, Texts(NARRATIVES[occasion], description, DESCRIBER)),
            anchor=heard.order.order,
            room=snapshot.room,
            controls=Controls(),
            engine=self._desk.engines.quick,
        )
        transition = Transition(FADE_IN_MS, FADE_OUT_MS, self._desk.settings.sting_duck_db)
        place = Place(snapshot.signature, combat=False)
        self._playing = self._desk.start(now, order, place, transition, wanted.cause)
        self._last = (occasion, now)

    def _silence(self, now: float) -> None:
        playing, self._playing = self._playing, None
        if playing is not None and now < playing.since + MOST_STING_S:
            self._leaving.fade_out(playing, now, self._desk.settings.toggle_fade_ms, stop=True)
