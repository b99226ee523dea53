"""What is described and composed in idle time, so that nothing has to wait for it later (law 7)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from metabgm.director.actions import PieceOrder
from metabgm.director.book import Described, Place, combat_place
from metabgm.director.desk import Desk, Playing, Snapshot
from metabgm.director.openings import Openings
from metabgm.director.prepared import Prepared
from metabgm.director.tension import Tension
from metabgm.music.engine import EngineName
from metabgm.scene.characterize import Characterized, characterize
from metabgm.scene.hours import at_hour, hour_ahead
from metabgm.scene.rooms import room_of
from metabgm.scene.signature import biomes_ahead

PREPARED_PIECE_S = 60.0
"""A longer one takes longer to prepare than most stays are."""


class Preparation:
    """Asks for one thing at a time, the most urgent first, with a rest between two."""

    def __init__(self, desk: Desk, openings: Openings, prepared: Prepared, tension: Tension) -> None:
        self._desk = desk
        self._openings = openings
        self._prepared = prepared
        self._tension = tension
        self._idle_since: float | None = None

    def answered(self, now: float) -> None:
        """The describer has just been busy: let the machine breathe."""
        self._idle_since = now

    def steer(self, now: float, snapshot: Snapshot, playing: Playing | None) -> None:
        """Asks for the next thing that is missing, if the describer has nothing else to do."""
        if playing is None or self._desk.requested:
            return
        if self._idle_since is not None and now < self._idle_since + self._desk.settings.idle_rest_s:
            return
        ahead = self._places_ahead(snapshot)
        needs = [(combat_place(snapshot.signature), snapshot.combat), *ahead, *self._hours_ahead(snapshot)]
        for place, seen in needs:
            if not self._desk.book.has(place):
                self._desk.request(place, seen)
                return
        self._prepare_opening(now, snapshot, ahead, playing)
        if self._desk.engines.prepares:
            self._give_a_head_start(now, snapshot, ahead, playing)
        played = now - playing.since
        if played >= self._desk.settings.spare_after_s and not self._desk.book.has_fresh(playing.place):
            self._desk.request(playing.place, snapshot.exploration, fresh=True)

    def _prepare_opening(
        self, now: float, snapshot: Snapshot, ahead: list[tuple[Place, Characterized]], playing: Playing
    ) -> None:
        anchor = playing.order.order
        for place, _ in ahead[:1]:
            if place == playing.place or self._openings.has(place, anchor):
                continue
            described = self._desk.book.take(place)
            if described is not None:
                maker = self._desk.engines.base
                order = self._order(now, described, place, snapshot=snapshot, playing=playing, engine=maker)
                self._openings.prepare(place, order)

    def _give_a_head_start(
        self, now: float, snapshot: Snapshot, ahead: list[tuple[Place, Characterized]], playing: Playing
    ) -> None:
        """For where the player is, then for where they will probably be."""
        here = Place(snapshot.signature, combat=False)
        if playing.place == here and not self._prepared.has(here):
            described = _described_again(playing) if playing.order.engine == "composer" else None
            self._give_head_start_at(now, snapshot, here, playing, described)
        elif self._prepared.spare and ahead and not self._prepared.has(ahead[0][0]):
            self._give_head_start_at(now, snapshot, ahead[0][0], playing, None)

    def _give_head_start_at(
        self, now: float, snapshot: Snapshot, place: Place, playing: Playing, described: Described | None
    ) -> None:
        described = described or self._desk.book.take(place)
        if described is not None:
            order = self._order(now, described, place, snapshot=snapshot, playing=playing, engine="musicgen")
            order = replace(order, seconds=PREPARED_PIECE_S)
            self._prepared.prepare(place, order)

    def _order(
        self,
        now: float,
        described: Described,
        place: Place,
        *,
        snapshot: Snapshot,
        playing: Playing,
        engine: EngineName,
    ) -> PieceOrder:
        there = snapshot.elements
        if place.signature.biome != snapshot.signature.biome:
            there = _as_if_in(snapshot.elements, place.signature.biome)
        return self._desk.order(
            "base",
            described,
            anchor=playing.order.order,
            room=room_of(there),
            controls=self._tension.base(now),
            engine=engine,
        )

    def _places_ahead(self, snapshot: Snapshot) -> list[tuple[Place, Characterized]]:
        places = []
        for biome in biomes_ahead(snapshot.elements, self._desk.settings.least_probability_ahead):
            signature = snapshot.signature.in_biome(biome)
            if signature != snapshot.signature:
                seen = characterize(_as_if_in(snapshot.elements, biome), combat=False)
                places.append((Place(signature, combat=False), seen))
        return places

    def _hours_ahead(self, snapshot: Snapshot) -> list[tuple[Place, Characterized]]:
        hour = hour_ahead(snapshot.elements, self._desk.settings.hour_ahead_s)
        if hour is None or not snapshot.signature.time:
            return []
        seen = characterize(at_hour(snapshot.elements, hour), combat=False)
        return [(Place(snapshot.signature.at_hour(hour), combat=False), seen)]


def _described_again(playing: Playing) -> Described:
    """What the player hears already, for another engine."""
    order = playing.order
    seen = Characterized(elements=order.elements, steps=order.steps, combat=False)
    return Described(seen, order.texts)


def _as_if_in(elements: dict[str, dict[str, Any]], biome: str) -> dict[str, dict[str, Any]]:
    """The same scene one biome further; its tags, precipitation and temperature are not known yet."""
    dimension = elements.get("Scene", {}).get("dimension", {})
    place = {"biome": {biome: 100.0}, "dimension": dimension, "tags": []}
    return {**elements, "Scene": place, "Temperature": {}}
