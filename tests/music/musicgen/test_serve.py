"""The sidecar with MusicGen as its engine, through the real socket."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
import pytest

from metabgm.models.conversion import Conversion
from metabgm.models.conversion_run import run
from tests.server.sidecar_process import Game, Message, game, running_sidecar

pytest.importorskip("openvino", reason="runs the networks: pip install 'metabgm-sidecar[musicgen]'")
pytest.importorskip("soxr")

ARGUMENTS = ("--engine", "musicgen", "--model", "")


@pytest.fixture
def cache(tiny_checkpoint: Path, tmp_path: Path) -> Path:
    models = tmp_path / "cache" / "models"
    models.mkdir(parents=True)
    run(
        Conversion(
            format="musicgen",
            path=str(tiny_checkpoint),
            work=str(models),
            name="tiny",
            origin_label="tiny",
            decoder="openvino",
        ),
        lambda _done: None,
    )
    return tmp_path / "cache"


def loaded(connected: Game) -> Message:
    """The first status without anything that loads."""
    return connected.hear("status", lambda message: not message["loading"])


def test_the_composer_plays_until_musicgen_is_there_and_the_player_sees_both(
    cache: Path, tmp_path: Path
) -> None:
    environment = {"METABGM_CACHE_DIR": str(cache)}
    with running_sidecar(tmp_path, *ARGUMENTS, env=environment) as sidecar, game(sidecar) as connected:
        ready = connected.identify()
        if ready["loading"]:
            assert (ready["engine"], ready["step"]["music"]) == ("composer", "composer")
            assert "MusicGen is loading: the composer plays until then" in ready["step"]["reason"]
            assert ready["loading"][0]["name"].startswith("tiny: ")
            loaded(connected)
        connected.scene()
        track = connected.hear("track", lambda message: message["provenance"]["engine"] == "musicgen")
        assert track["title"].endswith("(random weights)")
        record = connected.hear("provenance")["record"]
        assert record["engine"] == "musicgen"
        assert record["parameters"]["weights"] == "random, never trained"
        assert any(connected.hear("pcm", lambda message: message["track"] == track["track"])["data"])
        if sys.platform == "linux":
            files = Path(f"/proc/{sidecar.process.pid}/maps").read_text()
            assert "openvino" in files
            assert "torch" not in files, "this environment may have it; what plays must not have touched it"
    assert (cache / "models" / "tiny" / "speed.json").is_file()


@pytest.mark.parametrize("damaged", ["decoder.xml", "tokenizer.json"])
def test_where_it_can_not_be_loaded_the_composer_plays_and_the_player_knows_why(
    cache: Path, tmp_path: Path, damaged: str
) -> None:
    file = cache / "models" / "tiny" / damaged
    # Of the right size, so that only loading it shows the damage.
    file.write_bytes(b"x" * file.stat().st_size)
    environment = {"METABGM_CACHE_DIR": str(cache)}
    with running_sidecar(tmp_path, *ARGUMENTS, env=environment) as sidecar:
        sidecar.wait_for_line("the composer plays alone: ")
        with game(sidecar) as connected:
            ready = connected.identify()
            assert (ready["engine"], ready["step"]["music"]) == ("composer", "composer")
            assert "tiny can't be loaded" in ready["step"]["reason"]
            assert damaged in ready["step"]["reason"]
            assert "\n" not in ready["step"]["reason"]
            connected.scene()
            assert connected.hear("track")["provenance"]["engine"] == "composer"


def test_the_manifest_keeps_the_shape_of_the_checkpoint(cache: Path) -> None:
    manifest = msgspec.json.decode((cache / "models" / "tiny" / "metabgm-musicgen.json").read_bytes())
    assert manifest["model"]["random"] is True
    assert manifest["model"]["shape"]["codec"]["rate"] == 32_000
    assert manifest["model"]["license"] == "cc-by-nc-4.0"
