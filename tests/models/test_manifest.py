from __future__ import annotations

import json
from pathlib import Path

import pytest

from metabgm.models.errors import ModelError
from metabgm.models.manifest import MANIFEST_NAME, open_folder, write_manifest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    source = tmp_path / "source.gguf"
    source.write_bytes(b"GGUF")
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "model.bin").write_bytes(b"12345")
    write_manifest(folder, name="tiny", license_id="MIT", source=source, chat="chatml")
    return folder


def test_round_trip(folder: Path) -> None:
    opened = open_folder(folder, full=True)
    assert (opened.name, opened.license, opened.source, opened.chat) == (
        "tiny",
        "MIT",
        "source.gguf",
        "chatml",
    )
    assert opened.files["model.bin"].size == 5


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no model in .*: metabgm-model\.json is missing"):
        open_folder(tmp_path / "nowhere")


def test_missing_file(folder: Path) -> None:
    (folder / "model.bin").unlink()
    with pytest.raises(ModelError, match=r"model\.bin is missing"):
        open_folder(folder)


def test_changed_size(folder: Path) -> None:
    (folder / "model.bin").write_bytes(b"1234")
    with pytest.raises(ModelError, match=r"model\.bin has 4 bytes, not 5"):
        open_folder(folder)


def test_changed_content_shows_in_the_full_check_only(folder: Path) -> None:
    (folder / "model.bin").write_bytes(b"54321")
    open_folder(folder)
    with pytest.raises(ModelError, match=r"model\.bin has changed"):
        open_folder(folder, full=True)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"converter": 0}', "null", '"' + "x" * 70_000 + '"', "[" * 50_000]
)
def test_damaged_manifest(folder: Path, text: str) -> None:
    (folder / MANIFEST_NAME).write_text(text)
    with pytest.raises(ModelError, match=r"metabgm-model\.json is damaged"):
        open_folder(folder)


def test_file_names_stay_in_the_folder(folder: Path) -> None:
    manifest = json.loads((folder / MANIFEST_NAME).read_text())
    manifest["files"]["../source.gguf"] = {"size": 4, "sha256": ""}
    (folder / MANIFEST_NAME).write_text(json.dumps(manifest))
    with pytest.raises(ModelError, match="leads out of the folder"):
        open_folder(folder)
