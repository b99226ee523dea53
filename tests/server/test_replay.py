from __future__ import annotations

from itertools import islice
from pathlib import Path

import msgspec
import pytest

from metabgm.cli.main import run
from metabgm.director.actions import StartPiece
from metabgm.director.director import Director
from metabgm.director.inputs import AnyInput, CommandGiven, EventSeen, SceneSeen, Tick
from metabgm.director.settings import DirectorSettings
from metabgm.music.engine import Anchor, Controls, EngineName, Steering
from metabgm.server.compose_job import brief_of
from metabgm.server.instant_texts import instant_texts
from metabgm.server.recording import LINE_BYTES, Recorder, Sent, sample_digest
from metabgm.server.replay import RecordingError, replay
from tests.scenes import elements
from tests.server.tones import CHUNK_FRAMES, ToneEngine

SETTINGS = DirectorSettings(patience_s=0.5)
HEADER = b'{"line":"header","version":%d,"sidecar":"","musicgen":null,"seed":1,"settings":{}}\n'


def tones(name: EngineName, model: str) -> ToneEngine:
    assert (name, model) == ("composer", "")
    return ToneEngine()


def recorded(path: Path) -> Path:
    """Half a minute of a session: a forest, a fight in it, the plains."""
    engine, anchors = ToneEngine(), dict[int, Anchor]()
    recorder = Recorder(path, musicgen=None, seed=3, settings=SETTINGS)
    director = Director(SETTINGS, 3, instant_texts)
    inputs: list[tuple[float, AnyInput]] = [
        (0.1, SceneSeen(time_ms=100, reason="biome", elements=elements("minecraft:forest"))),
        (1.0, Tick()),
        (2.0, Tick()),
        (9.5, EventSeen(time_ms=9500, kind="hurt", detail="zombie")),
        (12.0, SceneSeen(time_ms=12000, reason="biome", elements=elements("minecraft:plains"))),
        (13.0, Tick()),
        (20.0, CommandGiven(time_ms=20000, command="skip")),
    ]
    for at, given in inputs:
        actions = director.handle(at, given)
        recorder.decided(at, given, actions)
        for action in actions:
            if isinstance(action, StartPiece):
                order = action.order
                anchor = None if order.anchor is None else anchors[order.anchor]
                piece = engine.compose(brief_of(order, anchor))
                anchors[order.order] = piece.anchor()
                louder = Controls(intensity=0.9)
                recorder.steered(order.order, CHUNK_FRAMES, louder)
                steering, digest = Steering((0, order.controls), (CHUNK_FRAMES, louder)), sample_digest()
                for chunk in islice(piece.chunks(steering), 2):
                    digest.update(chunk.data)
                recorder.sent(
                    Sent(
                        track=action.track,
                        order=order.order,
                        anchor=order.anchor,
                        frames=2 * CHUNK_FRAMES,
                        digest=digest.hexdigest(),
                    )
                )
    recorder.close()
    return path


def test_same_decisions_and_the_same_samples(tmp_path: Path) -> None:
    result = replay(recorded(tmp_path / "r"), tones, instant_texts)
    assert result.differences == []
    assert result.tracks == 4
    assert result.frames == 8 * CHUNK_FRAMES
    assert [decision["action"] for _, decision in result.decisions].count("StartPiece") == 4


def test_idle_ticks_are_not_recorded(tmp_path: Path) -> None:
    lines = recorded(tmp_path / "r").read_bytes().splitlines()
    ticks = [line for line in lines if b'"in":"tick"' in line]
    assert len(ticks) == 2
    assert all(msgspec.json.decode(line)["decisions"] for line in ticks)


def test_changed_recording_shows_its_differences(tmp_path: Path) -> None:
    path = recorded(tmp_path / "r")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"seed":3,', '"seed":4,', 1), encoding="utf-8")
    differences = replay(path, tones, instant_texts).differences
    assert any("decided" in line for line in differences)
    assert any("other samples" in line for line in differences)


def test_recording_cut_off_by_a_kill_is_still_good(tmp_path: Path) -> None:
    path = recorded(tmp_path / "r")
    path.write_bytes(path.read_bytes()[:-20])
    assert replay(path, tones, instant_texts).differences == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "line 1: expected the header"),
        (b'{"line":"tick"}\n', "line 1"),
        (b"x" * (LINE_BYTES + 10), "longer than"),
        (HEADER % 9, "version 9"),
        (HEADER % 3, "version 3, expected 4"),
    ],
)
def test_what_is_no_recording_is_named(tmp_path: Path, content: bytes, expected: str) -> None:
    path = tmp_path / "r"
    path.write_bytes(content)
    with pytest.raises(RecordingError, match=expected):
        replay(path, tones, instant_texts)


def test_command_names_a_missing_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["replay", str(tmp_path / "none")]) == 2
    assert "No such file" in capsys.readouterr().err
