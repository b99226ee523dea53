"""What a sidecar wrote serves in the next one, through real processes and the real model."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.server.sidecar_process import game, running_sidecar


def _first_piece(folder: Path) -> dict[str, Any]:
    with running_sidecar(folder) as sidecar:
        sidecar.wait_for_line("language model ready")
        with game(sidecar) as connected:
            connected.identify()
            connected.scene()
            record: dict[str, Any] = connected.hear("provenance")["record"]
        sidecar.wait_until_free()
        assert sidecar.stop() == 0
    return record


@pytest.mark.usefixtures("smollm2_folder")
def test_texts_of_one_sidecar_serve_in_the_next(tmp_path: Path) -> None:
    first, second = _first_piece(tmp_path), _first_piece(tmp_path)
    assert (first["texts_from"], second["texts_from"]) == ("written", "library")
    assert second["describer"] == first["describer"] == "smollm2-135m-instruct"
    assert second["description"] == first["description"]
    assert second["narrative"] == first["narrative"]
    assert second["ms"]["library"] < first["ms"]["narrative"] + first["ms"]["description"]


@pytest.mark.skipif(sys.platform != "linux", reason="maps as Linux has them")
@pytest.mark.usefixtures("smollm2_folder")
def test_the_running_sidecar_has_no_torch(tmp_path: Path) -> None:
    """This environment has torch and transformers; the process that plays must not have touched them."""
    torch = pytest.importorskip("torch")
    assert "libtorch" in Path("/proc/self/maps").read_text(), f"torch {torch.__version__} is here"
    with running_sidecar(tmp_path) as sidecar:
        sidecar.wait_for_line("language model ready")
        with game(sidecar) as connected:
            connected.identify()
            connected.scene()
            connected.hear("pcm")
            files = Path(f"/proc/{sidecar.process.pid}/maps").read_text()
    assert "ctranslate2" in files
    assert "torch" not in files
    assert "regex/_regex" not in files, "transformers brings it"
