"""The library before the ladder: texts that were written once serve again, and what is written is kept."""

from __future__ import annotations

import time
from collections.abc import Callable

from metabgm.describe.style import clean_style
from metabgm.describe.template import NAME as TEMPLATE
from metabgm.describe.texts import DescribeCancelledError, Describer, DescribeRequest, Texts
from metabgm.library.database import Database
from metabgm.library.guard_counts import GuardCounts
from metabgm.library.kept_texts import KeptTexts
from metabgm.library.librarian import Librarian
from metabgm.library.texts_key import TextsKey
from metabgm.scene.signature import Signature


class LibraryDescriber:
    """``inner`` writes what the library does not have. ``identity``: of the model that inner writes with, or
    will once it is loaded; texts serve again only for the model that wrote them. ``librarian``: started.
    """

    def __init__(self, inner: Describer, identity: Callable[[], str], librarian: Librarian) -> None:
        self._inner = inner
        self._identity = identity
        self._librarian = librarian

    @property
    def name(self) -> str:
        return self._inner.name

    def describe(self, request: DescribeRequest, cancelled: Callable[[], bool]) -> Texts:
        """As ``Describer.describe``; kept texts have the origin ``library``.

        When inner falls to the template, words that the model wrote earlier are better, and serve though
        new ones are due.
        """
        if request.signature is None:
            return self._inner.describe(request, cancelled)
        if cancelled():
            raise DescribeCancelledError
        key = _key(request.signature, request.combat, request.style, request.direct, self._identity())
        kept = None if request.fresh else self._take(key)
        if kept is not None:
            return kept
        written = self._inner.describe(request, cancelled)
        if self._identity() == key.describer:
            self._librarian.post(lambda database: _remember(database, key, written))
        if written.describer == TEMPLATE and not request.fresh:
            return self._take(key, though_new_is_due=True) or written
        return written

    def like(self, signature: Signature, *, combat: bool, style: str, direct: bool, texts: Texts) -> None:
        """The player wants to hear these again. Returns at once, from any thread."""
        key = _key(signature, combat, style, direct, self._identity())
        if texts.describer != TEMPLATE:
            self._librarian.post(lambda database: KeptTexts(database).like(key, texts))

    def dislike(self, signature: Signature, *, combat: bool, style: str, direct: bool, texts: Texts) -> None:
        """The player does not. Returns at once, from any thread."""
        key = _key(signature, combat, style, direct, self._identity())
        if texts.describer != TEMPLATE:
            self._librarian.post(lambda database: KeptTexts(database).dislike(key, texts))

    def _take(self, key: TextsKey, *, though_new_is_due: bool = False) -> Texts | None:
        began = time.perf_counter()
        kept = self._librarian.ask(
            lambda database: KeptTexts(database).take(key, though_new_is_due=though_new_is_due)
        )
        if kept is None:
            return None
        return Texts(
            kept.narrative,
            kept.description,
            kept.describer,
            ms={"library": 1000 * (time.perf_counter() - began)},
            origin="library",
        )


def _key(signature: Signature, combat: bool, style: str, direct: bool, describer: str) -> TextsKey:
    return TextsKey(
        signature.biome,
        signature.dimension,
        signature.time,
        signature.weather,
        combat=combat,
        direct=direct,
        style=clean_style(style),
        describer=describer,
    )


def _remember(database: Database, key: TextsKey, written: Texts) -> None:
    GuardCounts(database).add(key.describer, written)
    if written.describer != TEMPLATE:
        KeptTexts(database).keep(key, written)
