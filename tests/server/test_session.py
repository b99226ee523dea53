"""A session with its real workers and a small real engine; only the clock and the loop are the test's."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from metabgm.describe.template import TemplateDescriber
from metabgm.describe.texts import DescribeRequest, Texts
from metabgm.director.director import Director
from metabgm.director.inputs import NearEnd
from metabgm.director.settings import DirectorSettings
from metabgm.library.librarian import Librarian
from metabgm.protocol import messages_from_mod as heard
from metabgm.protocol import messages_to_mod as said
from metabgm.protocol.credit import CreditLedger
from metabgm.server.compose_worker import MOST_CHUNK_FRAMES
from metabgm.server.compose_workers import ComposeWorkers
from metabgm.server.describe_worker import DescribeWorker
from metabgm.server.ladder import DescriberLadder
from metabgm.server.library_describer import LibraryDescriber
from metabgm.server.music_ladder import MusicLadder
from metabgm.server.recording import Decided, Recorder, Steered
from metabgm.server.replay import read_recording
from metabgm.server.services import Services
from metabgm.server.session import Session
from metabgm.server.streams import LOOKAHEAD_S, OVERLAP_S, RETRY_S, Streams
from metabgm.stream.audio_format import AudioFormat
from tests.scenes import elements
from tests.server.tones import RATE, ToneEngine

PATIENCE_S = 10
BUFFER_FRAMES = 3 * RATE
MOBS = {"Hostile Entity": {"Count": 4.0, "Nearest": 5.0}}


class Saying(TemplateDescriber):
    """The template, with words of the test's choice for the description."""

    def __init__(self, description: str) -> None:
        self._description = description

    def describe(self, request: DescribeRequest, cancelled: Callable[[], bool]) -> Texts:
        return replace(super().describe(request, cancelled), description=self._description)


class Table:
    def __init__(self, description: str, folder: Path, describer: TemplateDescriber | None = None) -> None:
        self.now = 0.0
        self.said: list[said.ToMod] = []
        self._closed = False
        self._calls: queue.Queue[Callable[[], None]] = queue.Queue()
        describer = describer or Saying(description)
        ladder = DescriberLadder(describer)
        self.librarian = Librarian(folder / "library.sqlite3")
        self.librarian.start()
        library = LibraryDescriber(ladder, self.librarian)
        self.composing, self.describing = ComposeWorkers(ToneEngine()), DescribeWorker(library)
        self.services = services = Services(
            composing=self.composing,
            describing=self.describing,
            ladder=ladder,
            music=MusicLadder(lambda: self.now),
            library=library,
            post=self._calls.put,
            clock=lambda: self.now,
            wall_clock=lambda: "now",
        )
        director = Director(DirectorSettings(), 1, lambda request: describer.describe(request, lambda: False))
        self.recording = folder / "recording.jsonl"
        recorder = Recorder(self.recording, musicgen=None, seed=1, settings=DirectorSettings())
        streams = Streams(
            self.composing,
            CreditLedger(BUFFER_FRAMES),
            self.said.append,
            services.wall_clock,
            audio=AudioFormat(RATE, 2, "f32le"),
            recorder=recorder,
        )
        self.session = Session(services, director, streams, self.said.append, recorder)

    def run_until(self, kind: type[said.ToMod], count: int = 1) -> said.ToMod:
        """Runs what the workers post until so many of that kind were said; answers the last."""
        while len(self.of(kind)) < count:
            self._calls.get(timeout=PATIENCE_S)()
        return self.of(kind)[count - 1]

    def of(self, kind: type[said.ToMod]) -> list[said.ToMod]:
        return [message for message in self.said if isinstance(message, kind)]

    def run_one(self) -> None:
        self._calls.get(timeout=PATIENCE_S)()

    def fights(self) -> list[said.Track]:
        return [m for m in self.said if isinstance(m, said.Track) and m.role == "combat"]

    def frames_of(self, track: int) -> int:
        return sum(len(m.data) // 8 for m in self.said if isinstance(m, said.Pcm) and m.track == track)

    def ended(self, track: int) -> bool:
        return any(isinstance(m, said.End) and m.track == track for m in self.said)

    def scene(self, biome: str = "minecraft:forest", **kwargs: Any) -> None:
        scene = msgspec.convert(elements(biome, **kwargs), heard.Elements)
        window = heard.Window(ms=10_000, samples=200)
        self.session.hear(heard.Scene(time_ms=0, reason="biome", window=window, scene=scene))

    def steers(self) -> list[Steered]:
        return [line for line in read_recording(self.recording) if isinstance(line, Steered)]

    def close(self) -> None:
        if not self._closed:
            self._closed = True
            self.session.close()

    def pass_time(self, seconds: float) -> None:
        self.now += seconds
        self.session.tick()


@pytest.fixture
def table(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Table]:
    table = Table(getattr(request, "param", "calm"), tmp_path)
    table.composing.start()
    table.describing.start()
    yield table
    table.close()
    table.composing.stop()
    table.describing.stop()
    table.librarian.stop()


def test_track_comes_before_its_provenance_and_both_before_its_audio(table: Table) -> None:
    table.scene()
    table.run_until(said.Pcm)
    assert [type(message) for message in table.said[:3]] == [said.Track, said.Provenance, said.Pcm]


def test_next_piece_begins_when_the_mod_has_played_up_to_the_overlap(table: Table) -> None:
    table.scene()
    track = table.run_until(said.Track)
    assert isinstance(track, said.Track)
    assert isinstance(track.frames, int)
    played = 0
    while len(table.of(said.Track)) < 2:
        table.run_until(said.Pcm, len(table.of(said.Pcm)) + 1)
        sent = sum(len(m.data) // 8 for m in table.of(said.Pcm) if isinstance(m, said.Pcm) and m.track == 1)
        if sent > played:
            table.session.hear(heard.Credit(track=1, frames=sent - played))
            played = sent
        assert played <= track.frames - OVERLAP_S["base"] * RATE + BUFFER_FRAMES
    second = table.of(said.Track)[1]
    assert isinstance(second, said.Track)
    assert second.cause.kind == "continue"


def test_fight_that_outlasts_its_piece_gets_the_next_one_when_the_first_is_played(table: Table) -> None:
    """Its last frames are in the mod's buffer long before its end is near."""
    table.scene()
    table.session.hear(heard.Event(time_ms=0, kind="hurt", detail="zombie"))
    while not table.fights():
        table.run_one()
    fight = table.fights()[0]
    credited = 0
    while not table.ended(fight.track):
        if table.frames_of(fight.track) - credited == BUFFER_FRAMES:
            table.session.hear(heard.Credit(track=fight.track, frames=RATE // 4))
            credited += RATE // 4
        else:
            table.run_one()
    table.pass_time(0.0)
    held_s = (table.frames_of(fight.track) - credited) / RATE
    assert held_s > 2
    table.now += held_s - OVERLAP_S["combat"] - 0.1
    table.session.hear(heard.Event(time_ms=0, kind="hurt", detail="zombie"))
    table.session.tick()
    assert len(table.fights()) == 1
    table.pass_time(0.2)
    while len(table.fights()) < 2:
        table.run_one()
    assert table.fights()[1].cause.kind == "continue"


@pytest.mark.parametrize("table", ["break"], indirect=True)
def test_piece_that_breaks_off_is_told_and_followed_by_another_after_a_while(table: Table) -> None:
    table.scene()
    end = table.run_until(said.End)
    assert isinstance(end, said.End)
    assert end.reason == "failed"
    status = table.run_until(said.Status)
    assert isinstance(status, said.Status)
    assert status.message.startswith("a piece broke off: BrokenPieceError")
    table.pass_time(RETRY_S / 2)
    assert len(table.of(said.Track)) == 1
    table.pass_time(RETRY_S)
    track = table.run_until(said.Track, 2)
    assert isinstance(track, said.Track)
    assert track.cause.kind == "continue"


def test_steer_is_heard_a_buffer_a_look_ahead_and_a_chunk_later(table: Table) -> None:
    table.scene()
    played = 0
    while played < 4 * RATE:
        while table.frames_of(1) < played + BUFFER_FRAMES:
            table.run_one()
        table.session.hear(heard.Credit(track=1, frames=RATE // 4))
        played += RATE // 4
    table.scene(labels=MOBS)
    [steer] = table.steers()
    assert steer.controls.intensity > 0.7
    assert table.frames_of(1) < steer.frame
    assert steer.frame - played <= BUFFER_FRAMES + LOOKAHEAD_S * RATE + MOST_CHUNK_FRAMES


def test_piece_that_is_left_ends_and_nothing_is_asked_to_follow_it(table: Table) -> None:
    table.scene()
    table.run_until(said.Pcm)
    table.pass_time(DirectorSettings().dwell_s)
    table.scene("minecraft:plains")
    table.pass_time(DirectorSettings().patience_s)
    while (
        len(bases := [m for m in table.of(said.Track) if isinstance(m, said.Track) and m.role == "base"]) < 2
    ):
        table.run_one()
    table.pass_time(DirectorSettings().return_s)
    sent = table.frames_of(1)
    while not table.ended(1):
        if table.frames_of(1) > sent:
            table.session.hear(heard.Credit(track=1, frames=table.frames_of(1) - sent))
            sent = table.frames_of(1)
        table.run_one()
    [end] = [m for m in table.of(said.End) if isinstance(m, said.End) and m.track == 1]
    assert end.reason == "finished"
    assert isinstance(bases[0].frames, int)
    assert end.frames < bases[0].frames
    table.pass_time(30)
    given = [line.given for line in read_recording(table.recording) if isinstance(line, Decided)]
    assert not any(isinstance(told, NearEnd) and told.track == 1 for told in given)


def test_sting_comes_over_what_plays(table: Table) -> None:
    table.scene()
    table.run_until(said.Pcm)
    table.session.hear(heard.Event(time_ms=7, kind="advancement", detail="stone age"))
    sting = table.run_until(said.Track, 2)
    assert isinstance(sting, said.Track)
    assert (sting.role, sting.cause.kind, sting.cause.time_ms) == ("sting", "event", 7)
    assert sting.transition.duck_db == DirectorSettings().sting_duck_db


def test_nothing_is_said_after_the_end(table: Table) -> None:
    table.scene()
    table.run_until(said.Pcm)
    table.close()
    before = len(table.said)
    table.scene()
    table.pass_time(20)
    assert len(table.said) == before
