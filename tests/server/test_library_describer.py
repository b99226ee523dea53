from __future__ import annotations

import itertools
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from metabgm.describe.template import TemplateDescriber
from metabgm.describe.texts import DescribeCancelledError, Describer, DescribeRequest, Texts
from metabgm.library.database import Database
from metabgm.library.guard_counts import GuardCounts, StageCounts
from metabgm.library.librarian import Librarian
from metabgm.scene.signature import Signature
from metabgm.server.describe_worker import DescribeWorker
from metabgm.server.ladder import DescriberLadder
from metabgm.server.library_describer import LibraryDescriber
from tests.library.shelves import music_of

FOREST = Signature("minecraft:forest", "minecraft:overworld", "Dusk", "Clear")
REQUEST = DescribeRequest({}, combat=False, seed=1, signature=FOREST)
LONG_S = 60.0


class Writing:
    """A model that never repeats itself."""

    def __init__(self, name: str = "llama", guard: tuple[str, ...] = ()) -> None:
        self.name = name
        self.identity = f"{name}@1"
        self.asked: list[DescribeRequest] = []
        self._guard = guard
        self._numbers = itertools.count()

    def describe(self, request: DescribeRequest, cancelled: Callable[[], bool]) -> Texts:
        self.asked.append(request)
        if cancelled():
            raise DescribeCancelledError
        return Texts("Leaves.", f"slow piano {self.name} {next(self._numbers)}.", self.name, self._guard)


@pytest.fixture
def librarian(tmp_path: Path) -> Iterator[Librarian]:
    librarian = Librarian(tmp_path / "library.sqlite3", patience_s=LONG_S)
    librarian.start()
    yield librarian
    librarian.stop()


def describe(describer: Describer, request: DescribeRequest = REQUEST) -> Texts:
    return describer.describe(request, lambda: False)


def counts(librarian: Librarian) -> list[StageCounts]:
    found = librarian.ask(lambda database: GuardCounts(database).by_stage())
    assert found is not None
    return found


def test_what_was_written_serves_the_next_time(librarian: Librarian) -> None:
    model = Writing()
    describer = LibraryDescriber(model, librarian)
    first, second = describe(describer), describe(describer)
    assert (first.origin, second.origin) == ("written", "library")
    assert (second.narrative, second.description, second.describer, second.guard) == (
        first.narrative,
        first.description,
        "llama",
        (),
    )
    assert list(second.ms) == ["library"]
    assert len(model.asked) == 1
    assert (describer.name, describer.identity) == ("llama", "llama@1")


@pytest.mark.parametrize(
    "other",
    [
        replace(REQUEST, signature=replace(FOREST, weather="Rain")),
        replace(REQUEST, combat=True),
        replace(REQUEST, style="jazz"),
        replace(REQUEST, direct=True),
        replace(REQUEST, fresh=True),
        replace(REQUEST, signature=None),
    ],
)
def test_what_kept_texts_will_not_do_for_is_written(librarian: Librarian, other: DescribeRequest) -> None:
    model = Writing()
    describer = LibraryDescriber(model, librarian)
    describe(describer)
    assert describe(describer, other).origin == "written"
    assert model.asked == [REQUEST, other]


def test_styles_that_read_the_same_are_the_same(librarian: Librarian) -> None:
    describer = LibraryDescriber(Writing(), librarian)
    describe(describer, replace(REQUEST, style="calm\tjazz "))
    assert describe(describer, replace(REQUEST, style="calm jazz")).origin == "library"


def test_fresh_texts_are_kept_too(librarian: Librarian) -> None:
    describer = LibraryDescriber(Writing(), librarian)
    written = [describe(describer, replace(REQUEST, fresh=True)).description for _ in range(2)]
    assert [describe(describer).description for _ in range(2)] == written


def test_a_model_has_texts_of_its_own(librarian: Librarian) -> None:
    describe(LibraryDescriber(Writing("a"), librarian))
    assert describe(LibraryDescriber(Writing("b"), librarian)).describer == "b"


def test_a_hundred_visits_need_a_quarter_of_the_writing(librarian: Librarian) -> None:
    model = Writing()
    describer = LibraryDescriber(model, librarian)
    heard = Counter(describe(describer).description for _ in range(100))
    assert len(heard) == len(model.asked) == 26
    assert max(heard.values()) <= 6


def test_opinions_reach_the_library(librarian: Librarian) -> None:
    describer = LibraryDescriber(Writing(), librarian)
    disliked, liked = (describe(describer, replace(REQUEST, fresh=True)) for _ in range(2))
    describer.judge(REQUEST, disliked, liked=False)
    describer.judge(REQUEST, liked, liked=True)
    heard = Counter(describe(describer).description for _ in range(60))
    assert disliked.description not in heard
    assert heard.most_common(1)[0][0] == liked.description


def test_music_comes_with_the_texts_it_was_made_from(librarian: Librarian) -> None:
    describer = LibraryDescriber(Writing(), librarian)
    written = describe(describer)
    assert written.music is None
    describer.keep_music(REQUEST, written, music_of(1))
    describer.keep_music(replace(REQUEST, signature=None), written, music_of(2))
    describer.keep_music(REQUEST, replace(written, describer="template"), music_of(2))
    kept = describe(describer)
    assert (kept.origin, kept.description, kept.music) == ("library", written.description, music_of(1))


def test_template_is_never_kept(librarian: Librarian) -> None:
    describer = LibraryDescriber(TemplateDescriber(), librarian)
    texts = describe(describer)
    describer.judge(REQUEST, texts, liked=True)
    assert texts.describer == "template"
    assert describe(describer).origin == "written"
    assert librarian.ask(_rows) == 0
    assert counts(librarian) == []


def _rows(database: Database) -> int:
    with database.transaction() as connection:
        (places,) = connection.execute("SELECT count(*) FROM places").fetchone()
        return int(places)


def test_kept_words_serve_while_the_model_loads_and_after_it_failed(librarian: Librarian) -> None:
    model = Writing()
    written = describe(LibraryDescriber(model, librarian))
    ladder = DescriberLadder(TemplateDescriber())
    describer = LibraryDescriber(ladder, librarian)
    for _ in range(5):
        texts = describe(describer)
        assert (texts.origin, texts.description) == ("library", written.description)
    assert describe(describer, replace(REQUEST, fresh=True)).describer == "template"
    ladder.climb(model)
    assert describe(describer).description != written.description
    ladder.stay_down("out of memory")
    assert describe(describer).origin == "library"


def test_model_that_climbs_while_the_template_writes_is_credited_with_nothing(librarian: Librarian) -> None:
    ladder = DescriberLadder(TemplateDescriber())

    class Climbing:
        name = "template"

        @property
        def identity(self) -> str:
            return ladder.identity

        def describe(self, request: DescribeRequest, cancelled: Callable[[], bool]) -> Texts:
            texts = ladder.describe(request, cancelled)
            ladder.climb(Writing())
            return texts

    assert describe(LibraryDescriber(Climbing(), librarian)).describer == "template"
    assert librarian.ask(_rows) == 0
    assert counts(librarian) == []


def test_guard_is_counted_for_the_model_that_was_asked(librarian: Librarian) -> None:
    refused = Writing("llama", guard=("narrative, try 1: has 3 words, fewer than 8",))
    describe(LibraryDescriber(refused, librarian))
    narrative, description = counts(librarian)
    assert (narrative.describer, narrative.stage, narrative.accepted) == ("llama@1", "narrative", 1)
    assert narrative.refused == {"has N words, fewer than N": 1}
    assert (description.accepted, description.refused) == (1, {})


def test_withdrawn_request_serves_nothing(librarian: Librarian) -> None:
    model = Writing()
    describer = LibraryDescriber(model, librarian)
    with pytest.raises(DescribeCancelledError):
        describer.describe(REQUEST, lambda: True)
    describe(describer)
    with pytest.raises(DescribeCancelledError):
        describer.describe(REQUEST, lambda: True)
    assert len(model.asked) == 1


def test_no_library_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    librarian = Librarian(tmp_path / "file" / "library.sqlite3", patience_s=LONG_S)
    librarian.start()
    describer = LibraryDescriber(Writing(), librarian)
    assert [describe(describer).origin for _ in range(3)] == ["written"] * 3
    librarian.stop()


def test_hanging_library_is_not_waited_for(tmp_path: Path) -> None:
    librarian = Librarian(tmp_path / "library.sqlite3", patience_s=0.01)
    librarian.start()
    hanging, go_on = threading.Event(), threading.Event()

    def hang(_: Database) -> None:
        hanging.set()
        go_on.wait(LONG_S)

    describer = LibraryDescriber(Writing(), librarian)
    librarian.post(hang)
    assert hanging.wait(LONG_S)
    texts = describe(describer)
    describer.judge(REQUEST, texts, liked=True)
    assert describe(describer).origin == "written"
    go_on.set()
    librarian.stop()


def test_behind_the_worker(librarian: Librarian) -> None:
    worker = DescribeWorker(LibraryDescriber(Writing(), librarian))
    worker.start()
    delivered: list[Texts] = []
    enough = threading.Event()

    def deliver(texts: Texts) -> None:
        delivered.append(texts)
        if len(delivered) == 8:
            enough.set()

    for number in range(8):
        worker.ask(number, REQUEST, deliver, urgent=True)
    assert enough.wait(LONG_S)
    worker.stop()
    assert "".join(texts.origin[0] for texts in delivered) == "wlwllwll"
