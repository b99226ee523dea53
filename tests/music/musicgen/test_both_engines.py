"""A real sidecar whose two engines take turns; its recording gives the same decisions and samples again."""

from __future__ import annotations

import time
from pathlib import Path

import msgpack
import pytest

from metabgm.cli.engines import musicgen_threads
from metabgm.cli.main import run
from metabgm.models.conversion import Conversion
from metabgm.models.conversion_run import run as convert
from metabgm.models.musicgen_manifest import open_musicgen
from metabgm.music.musicgen.kept_speed import keep_speed
from metabgm.music.musicgen.ladder import Speed
from metabgm.server.recording import Decided, Sent
from metabgm.server.replay import read_recording
from tests.server.sidecar_process import Game, Message, game, running_sidecar

pytest.importorskip("openvino", reason="runs the networks: pip install 'metabgm-sidecar[musicgen]'")
pytest.importorskip("soxr")

RATE = 48_000
PATIENCE_S = 90.0
SKIP_S = 8.0
CONFIG = "[director]\ndwell_s = 2.0\nreturn_s = 0.1\nbase_fade_out_ms = 1000\npatience_s = 0.2\n"


class Player:
    """Plays in real time: gives credit for what a mod would have played by now."""

    def __init__(self, connected: Game) -> None:
        self._game = connected
        self.tracks: dict[int, Message] = {}
        self._received: dict[int, int] = {}
        self._granted: dict[int, int] = {}
        self._began: dict[int, float] = {}

    def until_played(self, engine: str, seconds: float, *, after: int = 0) -> int:
        """The first base track of the engine beyond ``after``, once it was played for so long.

        On a machine that is busy with other tests MusicGen may falter; it is asked for again then.
        """
        deadline = time.monotonic() + PATIENCE_S
        skip_at = time.monotonic() + SKIP_S
        while time.monotonic() < deadline:
            if time.monotonic() > skip_at:
                skip_at += SKIP_S
                self._game.say({"type": "command", "time_ms": 1000, "command": "skip"})
            for number, track in self.tracks.items():
                meant = (track["role"], track["provenance"]["engine"]) == ("base", engine) and number > after
                if meant and self._granted[number] >= seconds * RATE:
                    return number
            self._listen()
        raise AssertionError(f"no base of {engine} after track {after} in {list(self.tracks.values())}")

    def _listen(self) -> None:
        try:
            message = msgpack.unpackb(self._game.socket.recv(timeout=0.05))
        except TimeoutError:
            message = {"type": "nothing"}
        if message["type"] == "track":
            self.tracks[message["track"]] = message
            self._granted[message["track"]] = self._received[message["track"]] = 0
        elif message["type"] == "pcm":
            self._received[message["track"]] += len(message["data"]) // 8
            self._began.setdefault(message["track"], time.monotonic())
        elif message["type"] == "status":
            self._game.heard.append(message)
        self._grant()

    def _grant(self) -> None:
        for track, began in self._began.items():
            played = min(self._received[track], round((time.monotonic() - began) * RATE))
            if played - self._granted[track] >= RATE // 4:
                self._game.say({"type": "credit", "track": track, "frames": played - self._granted[track]})
                self._granted[track] = played


def test_both_engines_take_turns_and_the_recording_replays_to_the_sample(
    tiny_checkpoint: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    models, recording, config = (tmp_path / name for name in ("cache/models", "r.jsonl", "metabgm.toml"))
    models.mkdir(parents=True)
    convert(
        Conversion(
            format="musicgen",
            path=str(tiny_checkpoint),
            work=str(models),
            name="tiny",
            origin_label="tiny",
        ),
        lambda _done: None,
    )
    config.write_text(CONFIG, encoding="utf-8")
    # Of a machine that plays the base at once and leaves the rest to the composer, whatever runs beside it.
    speed = Speed(steps_50=100.0, steps_500=100.0, codec=0.05, frame_rate=50.0)
    keep_speed(open_musicgen(models / "tiny"), "OpenVinoRuntime", musicgen_threads(), speed)
    arguments = ["--engine", "musicgen", "--model", "", "--seed", "3"]
    arguments += ["--config", str(config), "--record", str(recording)]
    environment = {"METABGM_CACHE_DIR": str(models.parent)}
    with running_sidecar(tmp_path, *arguments, env=environment) as sidecar:
        with game(sidecar) as connected:
            connected.identify()
            connected.scene("minecraft:forest")
            player = Player(connected)
            forest = player.until_played("musicgen", 0.25)
            connected.say({"type": "event", "time_ms": 9000, "kind": "advancement", "detail": "a"})
            connected.scene("minecraft:plains", reason="biome")
            player.until_played("musicgen", 0.25, after=forest)
        sidecar.wait_until_free()
    monkeypatch.setenv("METABGM_CACHE_DIR", str(models.parent))
    assert run(["replay", str(recording)]) == 0
    said = capsys.readouterr().out
    assert "identical" in said
    assert "(base, musicgen)" in said

    lines = list(read_recording(recording))
    sent = {line.order: line for line in lines if isinstance(line, Sent)}
    decided = [decision for line in lines if isinstance(line, Decided) for decision in line.decisions]
    orders = [made["order"] for made in decided if made["action"] == "StartPiece"]
    assert {order["engine"] for order in orders if order["order"] in sent} == {"composer", "musicgen"}
    heard = [sent[order["order"]] for order in orders if order["order"] in sent]
    assert any(line.anchor_frames > 0 for line in heard), "a later one continues what was heard"
