"""The texts at hand: described before they are needed, kept for when the player comes back."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

from metabgm.describe.texts import Texts
from metabgm.scene.characterize import Characterized
from metabgm.scene.signature import Signature

# A long session crosses a few dozen places; each text is under a kilobyte.
MOST_PLACES = 128
# Two in use (this piece and the spare one) and two to come back to.
MOST_TEXTS_A_PLACE = 4


@dataclass(frozen=True)
class Place:
    """What texts are kept under: a signature, in or out of combat."""

    signature: Signature
    combat: bool


def combat_place(signature: Signature) -> Place:
    """A fight sounds the same by day and night, so that its texts are at hand more often."""
    return Place(Signature(signature.biome, signature.dimension, "", ""), combat=True)


@dataclass(frozen=True)
class Described:
    """Texts with the characterized scene that they were written for."""

    seen: Characterized
    texts: Texts


@dataclass
class _Shelf:
    fresh: list[Described] = field(default_factory=list)
    used: list[Described] = field(default_factory=list)


class TextsBook:
    """Fresh texts are handed out first; used ones serve again when there are no fresh ones."""

    def __init__(self) -> None:
        self._shelves: OrderedDict[Place, _Shelf] = OrderedDict()

    def add(self, place: Place, described: Described) -> None:
        """Puts a fresh text on the shelf; the least visited place goes when there are too many."""
        shelf = self._shelves.setdefault(place, _Shelf())
        shelf.fresh.append(described)
        del shelf.fresh[:-MOST_TEXTS_A_PLACE]
        self._shelves.move_to_end(place)
        while len(self._shelves) > MOST_PLACES:
            self._shelves.popitem(last=False)

    def has(self, place: Place) -> bool:
        """Whether ``take`` would answer."""
        shelf = self._shelves.get(place)
        return shelf is not None and bool(shelf.fresh or shelf.used)

    def has_fresh(self, place: Place) -> bool:
        """Whether there are texts that no piece was made from yet."""
        shelf = self._shelves.get(place)
        return shelf is not None and bool(shelf.fresh)

    def take(self, place: Place) -> Described | None:
        """The oldest fresh text, else the least recently used one; it counts as used from now on."""
        shelf = self._shelves.get(place)
        if shelf is None or not (shelf.fresh or shelf.used):
            return None
        self._shelves.move_to_end(place)
        described = (shelf.fresh or shelf.used).pop(0)
        shelf.used.append(described)
        del shelf.used[:-MOST_TEXTS_A_PLACE]
        return described

    def keep(self, place: Place, texts: Texts) -> None:
        """The player wants to hear these again: they are handed out first, as if fresh."""
        shelf = self._shelves.get(place)
        if shelf is not None:
            liked = [used for used in shelf.used if used.texts == texts]
            shelf.used = [used for used in shelf.used if used.texts != texts]
            shelf.fresh = liked + shelf.fresh

    def forget(self, place: Place, texts: Texts) -> None:
        """The player does not want to hear these again."""
        shelf = self._shelves.get(place)
        if shelf is not None:
            shelf.fresh = [kept for kept in shelf.fresh if kept.texts != texts]
            shelf.used = [kept for kept in shelf.used if kept.texts != texts]

    def clear(self) -> None:
        """All texts are out of date, as after a change of style."""
        self._shelves.clear()
