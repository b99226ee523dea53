"""The sidecar goes away in the middle of a piece, comes back, and the music goes on."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tests.e2e.clicks import loneliest_jump
from tests.e2e.player import start_player, wait_for
from tests.server.sidecar_process import SidecarProcess

RATE = 48_000
SECONDS = 32


def test_killed_sidecar_fades_out_and_its_successor_plays_on(tmp_path: Path) -> None:
    first = SidecarProcess(tmp_path, ["--model", ""])
    player = start_player(first, tmp_path, "--seconds", str(SECONDS), "--realtime")
    first.wait_for_line("track 2 ")
    first.kill()
    second = SidecarProcess(tmp_path, ["--model", "", "--port", str(first.port)])
    played = wait_for(player, tmp_path)
    assert second.stop() == 0

    assert len(played.mix) == SECONDS * RATE
    assert played.summary["reconnects"] == 1
    states = [(line["state"], line["at_ms"] * RATE // 1000) for line in played.lines("state")]
    opened = [at for state, at in states if state == "open"]
    lost = next(at for state, at in states if opened[0] < at and state != "open")
    again = next(line["frame"] for line in played.lines("started") if line["frame"] > opened[1])

    assert np.abs(played.mix[lost - RATE : lost]).max() > 1e-3
    assert np.abs(played.mix[lost + 2 * RATE : again]).max(initial=0) == 0
    assert np.abs(played.mix[again + 3 * RATE :]).max() > 1e-3
    assert loneliest_jump(played.mix[lost - RATE : again]) < 4, "no click where the music was lost"
