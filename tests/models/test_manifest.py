from __future__ import annotations

import json
from pathlib import Path

import pytest

from metabgm.models.chat_turns import LLAMA2
from metabgm.models.errors import ModelError
from metabgm.models.manifest import (
    CONVERTER,
    MANIFEST_NAME,
    Description,
    open_folder,
    quantization_named,
    write_manifest,
)

_TINY = Description(
    name="tiny",
    license="MIT",
    origin="gguf",
    source="tiny.gguf",
    source_sha256="ab" * 32,
    quantization="int8",
    parameters=5,
    context=None,
    chat=LLAMA2,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "model.bin").write_bytes(b"12345")
    write_manifest(folder, _TINY)
    return folder


def test_round_trip(folder: Path) -> None:
    opened = open_folder(folder, full=True)
    assert opened.model == _TINY
    assert opened.name == "tiny"
    assert opened.files["model.bin"].size == opened.size == 5


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
    "text",
    ["", "{", "[]", "{}", '{"converter": 0}', "null", '"' + "x" * 70_000 + '"', "[" * 50_000, "\xff"],
)
def test_damaged_manifest(folder: Path, text: str) -> None:
    (folder / MANIFEST_NAME).write_text(text, encoding="latin-1")
    with pytest.raises(ModelError, match=r"metabgm-model\.json is damaged"):
        open_folder(folder)


def test_older_converter(folder: Path) -> None:
    manifest = json.loads((folder / MANIFEST_NAME).read_text())
    manifest["converter"] = CONVERTER - 1
    (folder / MANIFEST_NAME).write_text(json.dumps(manifest))
    with pytest.raises(ModelError, match=rf"written by converter {CONVERTER - 1}, not {CONVERTER}"):
        open_folder(folder)


@pytest.mark.parametrize("name", ["../source.gguf", "..", "sub/model.bin", "sub\\model.bin", "/etc/passwd"])
def test_file_names_stay_in_the_folder(folder: Path, name: str) -> None:
    manifest = json.loads((folder / MANIFEST_NAME).read_text())
    manifest["files"][name] = {"size": 4, "sha256": ""}
    (folder / MANIFEST_NAME).write_text(json.dumps(manifest))
    with pytest.raises(ModelError, match="leads out of the folder"):
        open_folder(folder)


def test_quantizations_of_others() -> None:
    assert quantization_named("float16") == "float16"
    assert quantization_named("int16") == "other"
