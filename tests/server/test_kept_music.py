"""What of a MusicGen piece outlasts the session, and that the next one grows from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from metabgm.describe.texts import DescribeRequest, Texts
from metabgm.director.actions import KeepMusic, PieceOrder
from metabgm.director.inputs import MusicKept, TextsReady
from metabgm.library.texts_key import MOST_MUSIC_BYTES
from metabgm.music.engine import Anchor, Engine, KeptMaterial, Role
from metabgm.music.musicgen.engine import MusicGen
from metabgm.protocol import messages_from_mod as heard
from metabgm.protocol import messages_to_mod as said
from metabgm.server.anchors import Anchors
from metabgm.server.compose_job import brief_of
from metabgm.server.compose_news import ComposeNews, Kept, Planned
from metabgm.server.compose_worker import ComposeWorker
from metabgm.server.recording import LINE_BYTES, Decided, Line, decisions_as_json
from metabgm.server.replay import replay
from tests.music.musicgen.numpy_runtime import NumpyRuntime
from tests.server.test_session import Saying, Table
from tests.server.tones import RATE, ToneEngine

MUSIC = KeptMaterial("tiny", 4, bytes(range(200)) * 10)
TEXTS = Texts("a story", "calm harp", "llama")


def musicgen() -> MusicGen:
    return MusicGen(NumpyRuntime(), "tiny", random=True)


def order(texts: Texts = TEXTS, role: Role = "base", seconds: float = 7.0) -> PieceOrder:
    return PieceOrder(1, role, texts, 1, seconds, None, {}, (), engine="musicgen")


def told(engine: Engine, piece: PieceOrder) -> list[ComposeNews]:
    news: list[ComposeNews] = []
    worker = ComposeWorker(engine, Anchors())
    worker.compose(piece, news.append, wanted=60 * 48_000, audible=True)
    while worker.step():
        pass
    return news


def test_the_first_five_seconds_of_base_music_are_kept_once() -> None:
    kept = [news for news in told(musicgen(), order()) if isinstance(news, Kept)]
    assert [(news.order, news.music.model, len(news.music.tokens)) for news in kept] == [(1, "tiny", 2000)]


@pytest.mark.parametrize(
    ("engine", "piece"),
    [(musicgen(), order(role="combat")), (musicgen(), order(seconds=4.0)), (ToneEngine(), order())],
)
def test_nothing_is_kept_of_other_music(engine: Engine, piece: PieceOrder) -> None:
    assert not [news for news in told(engine, piece) if isinstance(news, Kept)]


def test_a_piece_grows_from_what_the_library_has_where_it_has_nothing_else() -> None:
    texts = replace(TEXTS, music=MUSIC)
    grown = told(musicgen(), order(texts, seconds=1.0))[0]
    assert isinstance(grown, Planned)
    assert grown.anchor == "an earlier piece of tiny from these texts"
    assert grown.parameters["anchor_tokens"] == 0, "these are no tokens of a model with 64"
    own = replace(MUSIC, tokens=bytes(byte % 2 * 7 for byte in range(2000)))
    assert brief_of(order(replace(texts, music=own)), None).anchor == Anchor(
        "musicgen", "an earlier piece of tiny from these texts", own
    )
    other = Anchor("composer", "a motif", None)
    assert brief_of(order(texts), other).anchor is other
    assert brief_of(order(texts, role="combat"), None).anchor is None
    assert brief_of(replace(order(texts), engine="composer"), None).anchor is None


def test_the_largest_music_fits_in_a_line_of_a_recording() -> None:
    largest = replace(MUSIC, tokens=bytes(range(256)) * (MOST_MUSIC_BYTES // 256))
    texts = replace(TEXTS, music=largest)
    request = DescribeRequest({}, combat=False, seed=1)
    for given in (TextsReady(request=1, texts=texts), MusicKept(order=1, music=largest)):
        decisions = decisions_as_json([KeepMusic(request, texts, largest)])
        written = msgspec.json.encode(Decided(at=1.0, given=given, decisions=decisions))
        assert len(written) < LINE_BYTES / 1.5
        read: Any = msgspec.json.decode(written, type=Line)
        assert read.given == given


class Writing(Saying):
    """The template's texts as a model's: the template's own are not kept."""

    def describe(self, request: DescribeRequest, cancelled: Callable[[], bool]) -> Texts:
        return replace(super().describe(request, cancelled), describer="llama")


def first_piece(folder: Path) -> dict[str, Any]:
    """The provenance of a session's first base music, which plays for eight seconds."""
    table = Table("calm harp", folder, Writing("calm harp"))
    table.composing.join(musicgen())
    table.composing.start()
    table.describing.start()
    try:
        table.services.music.climb(0.2, lambda: None)
        table.session.see_music()
        table.scene()
        told = table.run_until(said.Provenance)
        assert isinstance(told, said.Provenance)
        track, played = told.record["track"], 0
        while (sent := table.frames_of(track)) < 8 * RATE:
            if sent > played:
                table.session.hear(heard.Credit(track=track, frames=sent - played))
            played = sent
            table.run_one()
    finally:
        table.close()
        table.composing.stop()
        table.describing.stop()
        table.librarian.stop()
    return told.record


def test_the_next_session_begins_where_this_one_began(tmp_path: Path) -> None:
    first, second = first_piece(tmp_path), first_piece(tmp_path)
    assert (first["engine"], second["engine"]) == ("musicgen", "musicgen")
    assert not first["anchor"]
    assert second["anchor"] == "an earlier piece of tiny from these texts"
    assert second["parameters"]["anchor_tokens"] == 250
    again = replay(
        tmp_path / "recording.jsonl",
        lambda name, _model: musicgen() if name == "musicgen" else ToneEngine(),
        lambda request: Writing("calm harp").describe(request, lambda: False),
    )
    assert again.tracks == 1
    assert again.frames >= 8 * RATE
    assert again.differences == []
