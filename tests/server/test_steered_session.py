"""A real sidecar is steered by what happens in the game; what is heard is what offline composing makes."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from metabgm.cli.main import run
from metabgm.director.actions import PieceOrder
from metabgm.music.composer import Composer
from metabgm.music.engine import Anchor, Frames, Steering
from metabgm.protocol.limits import LIMITS
from metabgm.server.compose_job import brief_of
from metabgm.server.recording import Decided, Line, Sent, Steered
from metabgm.server.replay import read_recording
from tests.scenes import pair
from tests.server.sidecar_process import Game, Message, game, running_sidecar

BUFFER_FRAMES = 48_000
PLAINS = "minecraft:plains"
MOBS: dict[str, Any] = {"Hostile Entity": {"Count": 4.0, "Nearest": 5.0}}
CONFIG = "[director]\ndwell_s = 0.5\nreturn_s = 0.1\nbase_fade_out_ms = 60000\npatience_s = 0.5\n"


CREDIT_EVERY_S = 2 / LIMITS.messages_per_second


class Listener:
    """Gives credit for all audio as it comes, as a mod that plays much faster than real time.

    Half as many messages a second as a mod may send: what is above is dropped, and with it the credit.
    """

    def __init__(self, connected: Game) -> None:
        self._game = connected
        self.tracks: dict[int, Message] = {}
        self.heard: dict[int, list[bytes]] = {}
        self.ends: dict[int, Message] = {}

    def frames(self, track: int) -> int:
        return sum(len(data) // 8 for data in self.heard.get(track, []))

    def listen(self) -> None:
        """To one more message about audio."""
        message = self._game.hear_any("track", "pcm", "end")
        track = message["track"]
        if message["type"] == "track":
            self.tracks[track] = message
        elif message["type"] == "end":
            self.ends[track] = message
        else:
            assert message["offset"] == self.frames(track)
            self.heard.setdefault(track, []).append(message["data"])
            time.sleep(CREDIT_EVERY_S)
            self._game.say({"type": "credit", "track": track, "frames": len(message["data"]) // 8})

    def track_of(self, role: str, count: int = 1) -> int:
        while len(found := [t for t, told in self.tracks.items() if told["role"] == role]) < count:
            self.listen()
        return found[count - 1]

    def pcm(self, track: int) -> Frames:
        return np.frombuffer(b"".join(self.heard[track]), "<f4").reshape(-1, 2)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> tuple[Listener, Path]:
    """A forest, danger in it, an advancement, the plains: the forest's piece is told to end."""
    folder = tmp_path_factory.mktemp("steered")
    (folder / "metabgm.toml").write_text(CONFIG, encoding="utf-8")
    recording = folder / "r.jsonl"
    config = str(folder / "metabgm.toml")
    with running_sidecar(
        folder, "--model", "", "--seed", "3", "--config", config, "--record", str(recording)
    ) as sidecar:
        with game(sidecar) as connected:
            connected.identify(audio={"buffer_ms": 1000})
            listener = Listener(connected)
            connected.scene()
            forest = listener.track_of("base")
            connected.scene(labels=MOBS)
            connected.say({"type": "event", "time_ms": 1000, "kind": "advancement", "detail": "a"})
            while listener.frames(forest) < 5 * BUFFER_FRAMES:
                listener.listen()
            connected.scene(PLAINS, reason="biome", labels={"Movement": pair("Sprinting", 100.0)})
            sting = listener.track_of("sting")
            while not {forest, sting} <= listener.ends.keys():
                listener.listen()
        sidecar.wait_until_free()
    return listener, recording


def orders_in(lines: list[Line]) -> dict[int, PieceOrder]:
    decided = [decision for line in lines if isinstance(line, Decided) for decision in line.decisions]
    orders = [
        msgspec.convert(made["order"], PieceOrder) for made in decided if made["action"] == "StartPiece"
    ]
    return {order.order: order for order in orders}


def offline(lines: list[Line], sent: Sent) -> Frames:
    """The track's piece by itself: from the recording's order, steers and anchor alone."""
    composer, orders = Composer(), orders_in(lines)

    def anchor_of(number: int | None) -> Anchor | None:
        if number is None:
            return None
        return composer.compose(brief_of(orders[number], anchor_of(orders[number].anchor))).anchor()

    order = orders[sent.order]
    steers = [line for line in lines if isinstance(line, Steered) and line.order == sent.order]
    steering = Steering((0, order.controls), *((line.frame, line.controls) for line in steers))
    return np.concatenate(list(composer.compose(brief_of(order, anchor_of(sent.anchor))).chunks(steering)))


def test_piece_that_was_told_to_end_is_finished_before_its_time(session: tuple[Listener, Path]) -> None:
    listener, _ = session
    forest = listener.track_of("base")
    assert listener.ends[forest]["reason"] == "finished"
    assert listener.ends[forest]["frames"] == listener.frames(forest) < listener.tracks[forest]["frames"]


def test_sting_comes_with_its_role_and_ends(session: tuple[Listener, Path]) -> None:
    listener, _ = session
    sting = listener.track_of("sting")
    assert listener.tracks[sting]["transition"]["duck_db"] == -5.0
    assert listener.tracks[sting]["cause"] == {
        "kind": "event",
        "time_ms": 1000,
        "held_ms": 0,
        "prepared": True,
    }
    assert listener.ends[sting]["reason"] == "finished"
    assert 1.0 < listener.ends[sting]["frames"] / 48_000 < 12.0


def test_steered_track_is_what_offline_composing_with_the_recorded_steers_makes(
    session: tuple[Listener, Path],
) -> None:
    listener, recording = session
    lines = list(read_recording(recording))
    forest = listener.track_of("base")
    sent = next(line for line in lines if isinstance(line, Sent) and line.track == forest)
    steers = [line.controls for line in lines if isinstance(line, Steered) and line.order == sent.order]
    assert max(controls.intensity for controls in steers) > 0.7
    assert steers[-1].ending
    heard, made = listener.pcm(forest), offline(lines, sent)
    assert np.array_equal(heard, made)


def test_recording_with_steers_and_stings_replays_without_differences(
    session: tuple[Listener, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    _, recording = session
    assert run(["replay", str(recording)]) == 0
    assert "identical" in capsys.readouterr().out
