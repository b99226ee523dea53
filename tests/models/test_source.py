from __future__ import annotations

from pathlib import Path

import pytest

from metabgm.models.errors import ModelError
from metabgm.models.source import source_format


def test_formats(tmp_path: Path) -> None:
    gguf = tmp_path / "model.gguf"
    gguf.write_bytes(b"GGUF....")
    assert source_format(gguf) == "gguf"
    hugging_face = tmp_path / "hf"
    hugging_face.mkdir()
    (hugging_face / "config.json").touch()
    assert source_format(hugging_face) == "huggingface"
    (hugging_face / "config.json").write_text('{"model_type": "musicgen"}')
    assert source_format(hugging_face) == "musicgen"
    (hugging_face / "config.json").write_text('{"model_type": "llama"}')
    assert source_format(hugging_face) == "huggingface"
    (hugging_face / "model.bin").touch()
    assert source_format(hugging_face) == "ctranslate2"


@pytest.mark.parametrize("content", [b"", b"GGU", b"FUGG", b"PK\x03\x04"])
def test_foreign_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"is no GGUF file: it begins with b'.*', expected b'GGUF'"):
        source_format(path)


def test_foreign_folder_lists_what_it_holds(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="it holds nothing"):
        source_format(tmp_path)
    for name in "abcdefghij":
        (tmp_path / name).touch()
    with pytest.raises(ModelError, match=r"it holds a, b, c, d, e, f, g, h, \.\.\."):
        source_format(tmp_path)


def test_missing(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no such file or folder"):
        source_format(tmp_path / "nowhere")
