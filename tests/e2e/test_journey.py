"""The whole loop: trace -> player -> real socket -> sidecar -> composer -> player -> WAV."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from metabgm.cli.main import run
from tests.e2e.player import TRACES, start_player, wait_for
from tests.server.sidecar_process import running_sidecar


def test_journey_in_real_time_has_no_gap_and_replays_to_the_sample(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recording = tmp_path / "recording.jsonl"
    with running_sidecar(tmp_path, "--model", "", "--seed", "5", "--record", str(recording)) as sidecar:
        played = wait_for(start_player(sidecar, tmp_path, "--seconds", "30", "--realtime"), tmp_path)
    assert played.summary["underruns"] == played.summary["clipped_samples"] == 0
    assert played.lines("error") == []
    assert len(played.mix) == 30 * 48000
    starts = {line["track"]: line for line in played.lines("started")}
    assert len(starts) >= 3
    provenance = {line["record"]["track"] for line in played.lines("provenance")}
    assert provenance >= set(starts)
    first = min(line["frame"] for line in starts.values())
    assert np.abs(played.mix[: first - 480]).max() == 0
    seconds = played.mix[first + 3 * 48000 :].reshape(-1)
    rms = [float(np.sqrt(np.mean(part**2))) for part in np.array_split(seconds, 20)]
    assert min(rms) > 1e-3, "music all the way"
    assert played.loudest_step() < 0.5
    assert run(["replay", str(recording)]) == 0
    assert "identical" in capsys.readouterr().out


@pytest.mark.parametrize("trace", sorted(TRACES.glob("*.jsonl")), ids=lambda path: path.stem)
def test_every_oddity_of_a_whole_trace_is_survived(tmp_path: Path, trace: Path) -> None:
    with running_sidecar(tmp_path, "--model", "") as sidecar:
        played = wait_for(start_player(sidecar, tmp_path, trace=trace), tmp_path)
        assert not sidecar.logged("Traceback")
    assert played.lines("error") == []
    assert played.summary["reconnects"] == 0
    assert played.summary["tracks"] >= 1


def test_trace_without_an_end_to_it_is_named(tmp_path: Path) -> None:
    trace = tmp_path / "trace.jsonl"
    trace.write_text('{"v":1,"seq":0,"ms":0}\n{"v":1,"seq":1,', encoding="utf-8")
    with running_sidecar(tmp_path, "--model", "") as sidecar:
        player = start_player(sidecar, tmp_path, trace=trace)
        _, error = player.communicate(timeout=60)
    assert player.returncode == 3
    assert "trace.jsonl" in error
    assert "line 2" in error
