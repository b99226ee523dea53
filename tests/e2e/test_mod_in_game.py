"""The built mod in the stand-in game, beside a real sidecar: what it tells, plays and survives."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from benchmarks.openings import likeness
from metabgm.director.inputs import EventSeen, SceneSeen
from metabgm.server.recording import Decided
from metabgm.server.replay import read_recording
from tests.e2e import player, stand_in
from tests.server.sidecar_process import SidecarProcess

RATE = 48_000
SECONDS = 40
KILLS = 10
# From the announcement of a piece until it is certainly heard, on a busy machine too.
HEARD_S = 3.0


def told(recording: Path) -> list[SceneSeen | EventSeen]:
    given = [line.given for line in read_recording(recording) if isinstance(line, Decided)]
    return [one for one in given if isinstance(one, (SceneSeen, EventSeen))]


def in_short(seen: SceneSeen | EventSeen) -> tuple[str, ...]:
    if isinstance(seen, EventSeen):
        return seen.kind, seen.detail
    return seen.reason, *seen.elements["Scene"]["biome"], *seen.elements["Scene"]["dimension"]


def assert_same_scene(by_player: SceneSeen, by_mod: SceneSeen) -> None:
    """A window may have a tick more or less; the mod knows more than a trace tells, never something else."""
    for element in by_player.elements.keys() - {"Biome Ahead"}:
        for label, value in by_player.elements[element].items():
            other = by_mod.elements[element].get(label)
            if isinstance(value, float) and label != "Time Of Day":
                assert other == pytest.approx(value, abs=1.5), f"{element}.{label}"
            elif label == "Time Of Day":
                assert other == pytest.approx(value, abs=40)
            else:
                assert other == value, f"{element}.{label}"


def test_it_tells_what_the_player_tells_and_is_heard_as_the_player_is(tmp_path: Path) -> None:
    recordings, sidecars = [], []
    for name in ("player", "mod"):
        (tmp_path / name / "sidecar").mkdir(parents=True)
        recordings.append(tmp_path / name / "recording.jsonl")
        arguments = ["--model", "", "--seed", "5", "--record", str(recordings[-1])]
        sidecars.append(SidecarProcess(tmp_path / name / "sidecar", arguments))
    playing = player.start_player(sidecars[0], tmp_path / "player", "--seconds", str(SECONDS), "--realtime")
    game = stand_in.start_stand_in(
        sidecars[1].port, sidecars[1].token_path, tmp_path / "mod", "--seconds", str(SECONDS + 2)
    )
    by_player, by_mod = (
        player.wait_for(playing, tmp_path / "player"),
        stand_in.wait_for(game, tmp_path / "mod"),
    )
    assert [sidecar.stop() for sidecar in sidecars] == [0, 0]

    seen_by_player, seen_by_mod = map(told, recordings)
    count = len(seen_by_player)
    assert count >= 5
    assert [in_short(seen) for seen in seen_by_mod[:count]] == [in_short(seen) for seen in seen_by_player]
    for one, other in zip(seen_by_player, seen_by_mod, strict=False):
        if isinstance(one, SceneSeen) and isinstance(other, SceneSeen):
            assert_same_scene(one, other)
            assert other.elements["Scene"]["precipitation"] == "rain"

    mix, heard = by_player.mix.mean(axis=1), by_mod.mix.mean(axis=1)
    begin = int(np.flatnonzero(np.abs(mix) > 1e-4)[0])
    for second in (0, 2, 5):
        part = mix[begin + second * RATE : begin + (second + 1) * RATE]
        assert likeness(heard[: begin + 12 * RATE], part).max() > 0.999, (
            f"second {second} as the player mixed it"
        )
    chat = " ".join(line["text"] for line in by_mod.lines("chat"))
    assert " 0 underruns, 0 samples clipped, 0 frames missing, 0 dropped" in chat
    assert "parts that are off: none" in chat


def test_a_sidecar_that_is_killed_ten_times_costs_the_game_nothing(tmp_path: Path) -> None:
    folder, over = tmp_path / "sidecar", tmp_path / "over"
    folder.mkdir()
    sidecar = SidecarProcess(folder, ["--model", ""])
    game = stand_in.start_stand_in(sidecar.port, sidecar.token_path, tmp_path, "--until", str(over))
    for _ in range(KILLS):
        sidecar.wait_for_line(r"track \d+ ")
        sidecar.kill()
        sidecar = SidecarProcess(folder, ["--model", "", "--port", str(sidecar.port)])
    sidecar.wait_for_line(r"track \d+ ")
    time.sleep(HEARD_S)
    over.touch()
    heard = stand_in.wait_for(game, tmp_path)
    assert sidecar.stop() == 0
    assert not sidecar.logged("Traceback")
    assert np.abs(heard.mix[-RATE:]).max() > 1e-3, "the music is back after the last"
    chat = [line["text"] for line in heard.lines("chat")]
    assert sum("The sidecar is there" in line for line in chat) == 1, "said once"
    assert any("parts that are off: none" in line for line in chat)
