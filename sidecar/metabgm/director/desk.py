"""Where the director's parts write down their decisions: ids, seeds and the actions of one input."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

from metabgm.describe.texts import DescribeRequest, Texts
from metabgm.director.actions import (
    Action,
    CancelTexts,
    Cause,
    JudgeTexts,
    KeepMusic,
    PieceOrder,
    RequestTexts,
    StartPiece,
    Transition,
)
from metabgm.director.book import Described, Place, TextsBook
from metabgm.director.engines import Engines
from metabgm.director.settings import DirectorSettings
from metabgm.music.engine import Controls, EngineName, KeptMaterial, Role
from metabgm.music.engine import Place as Room
from metabgm.scene.characterize import Characterized, characterize
from metabgm.scene.rooms import room_of
from metabgm.scene.signature import Signature, signature_of

DELIVERY_S = 0.2
"""Of the director's patience that a describer must leave for its answer to come back: some mix blocks."""

Template = Callable[[DescribeRequest], Texts]


@dataclass(frozen=True)
class Snapshot:
    """The latest scene, as the director uses it. ``time_ms`` is the mod's clock."""

    elements: dict[str, dict[str, Any]]
    signature: Signature
    room: Room
    exploration: Characterized
    combat: Characterized

    @classmethod
    def of(cls, elements: dict[str, dict[str, Any]]) -> Snapshot:
        return cls(
            elements=elements,
            signature=signature_of(elements),
            room=room_of(elements),
            exploration=characterize(elements, combat=False),
            combat=characterize(elements, combat=True),
        )


@dataclass(frozen=True, eq=False)
class Playing:
    """A piece on a deck of the mod, since when (session clock, seconds) and for which place."""

    track: int
    order: PieceOrder
    place: Place
    since: float


class Desk:
    """One for each session. ``template`` answers at once, without a language model."""

    def __init__(self, settings: DirectorSettings, seed: int, template: Template) -> None:
        self.settings = settings
        self.book = TextsBook()
        self.engines = Engines()
        self.style = ""
        self.combat_volume = 1.0
        self.requested: dict[int, tuple[Place, Characterized]] = {}
        self._template = template
        self._seed = seed
        self._orders = self._tracks = self._requests = 0
        self._actions: list[Action] = []

    def decide(self, action: Action) -> None:
        """Adds to the answer to the input at hand."""
        self._actions.append(action)

    def take_decisions(self) -> list[Action]:
        """All since the last call, in order."""
        actions, self._actions = self._actions, []
        return actions

    def request(
        self,
        place: Place,
        seen: Characterized,
        *,
        fresh: bool = False,
        patience_s: float | None = None,
    ) -> int:
        """Asks for texts; the answer goes into the book under ``place``.

        ``fresh``: kept ones will not do. ``patience_s``: how long the music can wait for them, which makes
        the request urgent; None is for idle time.
        """
        self._requests += 1
        self.requested[self._requests] = (place, seen)
        describe = self._describe(seen, place, self._requests)
        if patience_s is not None:
            patience_s -= DELIVERY_S
        describe = replace(describe, fresh=fresh, patience_s=patience_s)
        self.decide(RequestTexts(self._requests, describe, urgent=patience_s is not None))
        return self._requests

    def judge(self, playing: Playing, *, liked: bool) -> None:
        """The player's opinion of the texts behind what plays."""
        place, texts = playing.place, playing.order.texts
        if liked:
            self.book.keep(place, texts)
        else:
            self.book.forget(place, texts)
        self.decide(JudgeTexts(self._described(playing), texts, liked))

    def keep_music(self, playing: Playing, music: KeptMaterial) -> None:
        """Made from the texts behind what plays."""
        texts = replace(playing.order.texts, music=None)
        self.decide(KeepMusic(self._described(playing), texts, music))

    def awaits(self, place: Place) -> bool:
        """Whether texts for the place are already on their way."""
        return any(awaited == place for awaited, _ in self.requested.values())

    def cancel(self, request: int) -> None:
        """Takes a request back, if it is still open."""
        if self.requested.pop(request, None) is not None:
            self.decide(CancelTexts(request))

    def receive(self, request: int, texts: Texts) -> Place | None:
        """Puts an answer into the book; None for one that nobody waits for any more."""
        awaited = self.requested.pop(request, None)
        if awaited is None:
            return None
        place, seen = awaited
        self.book.add(place, Described(seen, texts))
        return place

    def template(self, place: Place, seen: Characterized) -> Described:
        """Texts that are always at hand."""
        return Described(seen, self._template(self._describe(seen, place, self._orders)))

    def order(
        self,
        role: Role,
        described: Described,
        *,
        anchor: int | None,
        room: Room,
        controls: Controls,
        engine: EngineName,
        seconds: float | None = None,
    ) -> PieceOrder:
        """A piece to be made, with a seed of its own."""
        self._orders += 1
        return PieceOrder(
            order=self._orders,
            role=role,
            texts=described.texts,
            seed=self._derive("piece", self._orders),
            seconds=seconds,
            anchor=anchor,
            elements=described.seen.elements,
            steps=described.seen.steps,
            place=room,
            controls=controls,
            engine=engine,
            pace=self._pace(engine),
        )

    def order_again(
        self, order: PieceOrder, room: Room, controls: Controls, engine: EngineName
    ) -> PieceOrder:
        """Other music from the same texts."""
        self._orders += 1
        return replace(
            order,
            order=self._orders,
            seed=self._derive("piece", self._orders),
            anchor=order.order,
            place=room,
            controls=controls,
            engine=engine,
            pace=self._pace(engine),
        )

    def start(
        self, now: float, order: PieceOrder, place: Place, transition: Transition, cause: Cause
    ) -> Playing:
        """Puts a piece on a deck."""
        self._tracks += 1
        self.decide(StartPiece(self._tracks, order, transition, cause))
        return Playing(self._tracks, order, place, now)

    def _pace(self, engine: EngineName) -> float:
        return self.engines.pace if engine == "musicgen" else 0.0

    def _described(self, playing: Playing) -> DescribeRequest:
        order, combat = playing.order, playing.place.combat
        seen = Characterized(elements=order.elements, steps=order.steps, combat=combat)
        return self._describe(seen, playing.place, 0)

    def _describe(self, seen: Characterized, place: Place, number: int) -> DescribeRequest:
        return DescribeRequest(
            elements=seen.elements,
            combat=place.combat,
            seed=self._derive("texts", number),
            style=self.style,
            direct=self.settings.direct,
            signature=place.signature,
        )

    def draw(self, what: str, choices: int) -> int:
        """0 to ``choices`` - 1, another number for each order that comes next."""
        return self._derive(what, self._orders) % choices

    def _derive(self, what: str, number: int) -> int:
        digest = blake2b(f"{self._seed}:{what}:{number}".encode(), digest_size=8).digest()
        return int.from_bytes(digest, "big") >> 1
