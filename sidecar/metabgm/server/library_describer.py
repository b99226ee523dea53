"""The library before the ladder: texts that were written once serve again, and what is written is kept."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from metabgm.describe.style import clean_style
from metabgm.describe.template import NAME as TEMPLATE
from metabgm.describe.texts import DescribeCancelledError, Describer, DescribeRequest, Texts
from metabgm.library.database import Database
from metabgm.library.guard_counts import GuardCounts
from metabgm.library.kept_texts import KeptTexts
from metabgm.library.librarian import Librarian
from metabgm.library.texts_key import TextsKey
from metabgm.music.engine import KeptMaterial
from metabgm.scene.signature import Signature


class LibraryDescriber:
    """``inner`` writes what the library does not have. ``librarian``: started by the caller."""

    def __init__(self, inner: Describer, librarian: Librarian) -> None:
        self._inner = inner
        self._librarian = librarian

    @property
    def name(self) -> str:
        return self._inner.name

    @property
    def identity(self) -> str:
        return self._inner.identity

    def describe(self, request: DescribeRequest, cancelled: Callable[[], bool]) -> Texts:
        """As ``Describer.describe``; kept texts have the origin ``library``.

        Words that a model wrote earlier are better than the template's: where inner falls to it, as while
        its model loads, they serve though new ones are due, and those of another model if need be.
        """
        if request.signature is None:
            return self._inner.describe(request, cancelled)
        if cancelled():
            raise DescribeCancelledError
        key = self._key(request.signature, request.combat, request.style, request.direct)
        kept = None if request.fresh else self._ask(lambda library: library.take(key))
        if kept is not None:
            return kept
        written = self._inner.describe(request, cancelled)
        # Inner may have gone to another step in the meantime: what is in use now has written.
        wrote = self._key(request.signature, request.combat, request.style, request.direct)
        self._librarian.post(lambda database: _remember(database, wrote, written))
        if written.describer == TEMPLATE and not request.fresh:
            return self._ask(lambda library: library.take_any(key)) or written
        return written

    def judge(self, request: DescribeRequest, texts: Texts, *, liked: bool) -> None:
        """The player wants to hear the request's texts again, or never. Returns at once, from any thread."""
        if texts.describer == TEMPLATE or request.signature is None:
            return
        key = self._key(request.signature, request.combat, request.style, request.direct)
        if liked:
            self._librarian.post(lambda database: KeptTexts(database).like(key, texts))
        else:
            self._librarian.post(lambda database: KeptTexts(database).dislike(key, texts))

    def keep_music(self, request: DescribeRequest, texts: Texts, music: KeptMaterial) -> None:
        """A piece was made from the request's texts. Returns at once, from any thread."""
        if texts.describer == TEMPLATE or request.signature is None:
            return
        key = self._key(request.signature, request.combat, request.style, request.direct)
        self._librarian.post(lambda database: KeptTexts(database).keep_music(key, texts, music))

    def _key(self, signature: Signature, combat: bool, style: str, direct: bool) -> TextsKey:
        return TextsKey(
            signature.biome,
            signature.dimension,
            signature.time,
            signature.weather,
            combat=combat,
            direct=direct,
            style=clean_style(style),
            describer=self._inner.identity,
        )

    def _ask(self, work: Callable[[KeptTexts], Texts | None]) -> Texts | None:
        began = time.perf_counter()
        kept = self._librarian.ask(lambda database: work(KeptTexts(database)))
        if kept is None:
            return None
        return replace(kept, ms={"library": 1000 * (time.perf_counter() - began)})


def _remember(database: Database, key: TextsKey, written: Texts) -> None:
    GuardCounts(database).add(key.describer, written)
    if written.describer != TEMPLATE:
        KeptTexts(database).keep(key, written)
