"""Every bad input of the wire, through the real socket of a real sidecar."""

from __future__ import annotations

import math
import struct
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgpack
import psutil
import pytest
from websockets.exceptions import InvalidStatus

from tests.server.sidecar_process import (
    Game,
    SidecarProcess,
    failed_start,
    game,
    identify_message,
    running_sidecar,
    scene_message,
)


@pytest.fixture(scope="module")
def sidecar(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SidecarProcess]:
    with running_sidecar(tmp_path_factory.mktemp("config"), "--model", "") as sidecar:
        yield sidecar


@pytest.fixture
def open_game(sidecar: SidecarProcess) -> Iterator[Game]:
    with game(sidecar) as connected:
        connected.identify()
        yield connected
    sidecar.wait_until_free()


def still_plays(connected: Game) -> bool:
    """The session goes on: a good scene gets its music."""
    connected.scene()
    return bool(connected.hear("pcm")["data"])


class TestHandshake:
    @pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer " + "x" * 43}, {"Authorization": "x"}])
    def test_without_the_token_401(self, sidecar: SidecarProcess, headers: dict[str, str]) -> None:
        assert refused(sidecar, additional_headers=headers)[0] == 401

    def test_any_origin_403(self, sidecar: SidecarProcess) -> None:
        status, reason = refused(sidecar, origin=f"http://127.0.0.1:{sidecar.port}")
        assert status == 403
        assert "Origin" in reason

    def test_foreign_host_403(self, sidecar: SidecarProcess) -> None:
        with pytest.raises(InvalidStatus) as raised, game(sidecar, host_header="evil.example:8766"):
            pass
        assert raised.value.response.status_code == 403

    def test_wrong_subprotocol_400(self, sidecar: SidecarProcess) -> None:
        assert refused(sidecar, subprotocols=["metabgm.v9.json"])[0] == 400


def refused(sidecar: SidecarProcess, **changes: Any) -> tuple[int, str]:
    with pytest.raises(InvalidStatus) as raised, game(sidecar, **changes):
        pass
    return raised.value.response.status_code, raised.value.response.body.decode()


class TestFramesThatCannotBeRead:
    @pytest.mark.parametrize(
        ("frame", "code"),
        [
            ("scene", 4003),
            (msgpack.packb(scene_message())[:-7], 4002),
            (msgpack.packb([1, 2, 3]), 4002),
            (b"\xdf" + struct.pack(">I", 2**31) + b"\x01", 4002),
            (b"\x81\xa4type\xc6" + struct.pack(">I", 10**9) + b"x", 4002),
            (b"\x81\xa1a" * 100_000, 1009),
        ],
        ids=["text", "truncated", "no map", "2^31 entries", "1 GB bin", "too large"],
    )
    def test_they_close_with_their_code(self, sidecar: SidecarProcess, frame: bytes | str, code: int) -> None:
        before = psutil.Process(sidecar.process.pid).memory_info().rss
        with game(sidecar) as connected:
            connected.identify()
            connected.socket.send(frame)
            assert connected.closed()[0] == code
        sidecar.wait_until_free()
        assert psutil.Process(sidecar.process.pid).memory_info().rss < before + 200e6

    def test_version_that_is_too_new(self, sidecar: SidecarProcess) -> None:
        with game(sidecar) as connected:
            connected.hear("hello")
            connected.say(identify_message(protocol=99))
            code, reason = connected.closed()
        assert code == 4001
        assert "sidecar" in reason
        sidecar.wait_until_free()


def scene_with(change: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    message = scene_message()
    change(message)
    return message


class TestFieldsThatAreWrong:
    @pytest.mark.parametrize(
        ("message", "path", "value"),
        [
            (
                scene_with(lambda m: m["scene"]["Health"].update(Health=math.nan)),
                "scene.scene.Health.Health",
                "nan",
            ),
            (
                scene_with(lambda m: m["scene"]["Position"].update(Y=math.inf)),
                "scene.scene.Position.Y",
                "inf",
            ),
            (scene_with(lambda m: m["scene"]["Weather"].update(Rain=50.0)), "scene.scene.Weather", "sum 150"),
            (scene_with(lambda m: m["window"].update(samples=0)), "scene.window.samples", "0"),
            (scene_with(lambda m: m["window"].update(ms=60_001)), "scene.window.ms", "60001"),
            (scene_with(lambda m: m.pop("scene")), "scene.scene", ""),
            ({"type": "command", "time_ms": 1, "command": "dance"}, "command.command", "dance"),
            ({"type": "event", "time_ms": -1, "kind": "hurt", "detail": ""}, "event.time_ms", "-1"),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_error_names_path_value_and_expectation_and_the_session_goes_on(
        self, open_game: Game, message: dict[str, Any], path: str, value: str
    ) -> None:
        open_game.say(message)
        error = open_game.hear("error")
        assert (error["path"], error["value"]) == (path, value)
        assert error["expected"]
        assert still_plays(open_game)

    def test_unknown_messages_and_keys_are_ignored(self, open_game: Game) -> None:
        open_game.say({"type": "teleport", "to": [1, 2, 3]})
        open_game.say(scene_message() | {"mood": "odd"})
        assert open_game.hear("pcm")
        assert not [message for message in open_game.heard if message["type"] == "error"]

    def test_unknown_biome_gets_music_too(self, open_game: Game) -> None:
        open_game.scene("terralith:moonlight_grove")
        assert "terralith:moonlight_grove" in str(open_game.hear("provenance")["record"]["characterized"])
        assert open_game.hear("pcm")["data"]

    def test_credit_overdrawn(self, open_game: Game) -> None:
        open_game.scene()
        track = open_game.hear("track")["track"]
        open_game.say({"type": "credit", "track": track, "frames": 10_000_000})
        assert open_game.hear("error")["code"] == "credit.overdrawn"
        most = 3000 * 48 + 10_000_000
        sent = sum(len(m["data"]) // 8 for m in open_game.heard if m["type"] == "pcm")
        assert sent < most

    def test_credit_for_a_track_that_never_was_is_ignored(self, open_game: Game) -> None:
        open_game.say({"type": "credit", "track": 999, "frames": 100})
        assert still_plays(open_game)


def test_sidecar_sends_no_frame_without_credit(open_game: Game) -> None:
    open_game.scene()
    received = 0
    while received < 3000 * 48:
        received += len(open_game.hear("pcm")["data"]) // 8
    assert received == 3000 * 48
    track = open_game.heard[-1]["track"]
    open_game.say({"type": "credit", "track": track, "frames": 1000})
    assert len(open_game.hear("pcm")["data"]) == 1000 * 8


def test_ten_thousand_scenes_in_a_second(open_game: Game) -> None:
    frame = msgpack.packb(scene_message())
    for _ in range(10_000):
        try:
            open_game.socket.send(frame)
        except Exception:
            break
    assert open_game.closed()[0] == 4005


def test_ten_times_the_rate_is_told_and_survived(open_game: Game) -> None:
    for _ in range(1000):
        open_game.scene()
    assert open_game.hear("error")["code"] == "rate.exceeded"
    assert open_game.hear("pcm")["data"]


def test_second_game_is_refused_with_a_reason(sidecar: SidecarProcess, open_game: Game) -> None:
    with game(sidecar) as second:
        code, reason = second.closed()
    assert code == 4004
    assert reason
    assert still_plays(open_game)


def test_no_identify_in_time(sidecar: SidecarProcess) -> None:
    with game(sidecar) as connected:
        assert connected.closed()[0] == 4000
    sidecar.wait_until_free()


def test_reader_that_stops_reading_is_closed_and_costs_no_memory(sidecar: SidecarProcess) -> None:
    process = psutil.Process(sidecar.process.pid)
    with game(sidecar, max_queue=1) as connected:
        connected.identify(audio={"buffer_ms": 10_000})
        before = process.memory_info().rss
        track = 0
        connected.scene()
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not sidecar.logged("stopped reading"):
            track += 1
            try:
                connected.say({"type": "command", "time_ms": track, "command": "skip"})
                connected.say({"type": "credit", "track": max(1, track // 10), "frames": 48_000})
            except Exception:
                break
            enough = time.monotonic() + 0.5  # for a piece to be planned and some of it to be queued
            while time.monotonic() < enough and not sidecar.logged("stopped reading"):
                sidecar.wait_for_change(0.1)
        assert sidecar.logged("stopped reading")
        assert process.memory_info().rss < before + 150e6
    sidecar.wait_until_free()


def test_token_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    with running_sidecar(tmp_path, "--model", ""):
        pass
    (tmp_path / "token").chmod(0o644)
    error = failed_start(tmp_path, "--model", "")
    assert error.startswith("error: others can use the token file")
    assert f"chmod 600 {tmp_path / 'token'}" in error


def test_port_taken(sidecar: SidecarProcess, tmp_path: Path) -> None:
    error = failed_start(tmp_path, "--model", "", "--port", str(sidecar.port))
    assert error.startswith(f"error: port taken: 127.0.0.1:{sidecar.port}")
