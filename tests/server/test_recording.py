from __future__ import annotations

from pathlib import Path

from metabgm.server.recording import Header
from metabgm.server.replay import read_recording
from tests.server.sidecar_process import game, running_sidecar


def test_game_that_comes_back_gets_a_recording_of_its_own(tmp_path: Path) -> None:
    recording = tmp_path / "r.jsonl"
    with running_sidecar(tmp_path, "--model", "", "--record", str(recording)) as sidecar:
        for _ in range(2):
            with game(sidecar) as connected:
                connected.identify()
            sidecar.wait_until_free()
    for path in (recording, tmp_path / "r-2.jsonl"):
        assert isinstance(next(read_recording(path)), Header)
