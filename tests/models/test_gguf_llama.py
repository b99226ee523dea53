from __future__ import annotations

from pathlib import Path
from typing import Any

import gguf
import pytest

from metabgm.models.errors import ModelError
from metabgm.models.gguf_llama import LlamaFile


def _write(path: Path, architecture: str, change: dict[str, Any] | None = None) -> Path:
    strings = {"tokenizer.ggml.model": "gpt2", "tokenizer.ggml.pre": "smollm"}
    strings |= {"tokenizer.chat_template": "<|im_start|>"} | (change or {})
    writer = gguf.GGUFWriter(path, architecture)
    for key, value in strings.items():
        writer.add_string(key, value)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def test_foreign_architecture_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="architecture is 'mamba'; supported is 'llama'"):
        LlamaFile(_write(tmp_path / "m.gguf", "mamba"))


def test_foreign_tokenizer_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="pre is 'qwen2'; supported is 'smollm'"):
        LlamaFile(_write(tmp_path / "m.gguf", "llama", {"tokenizer.ggml.pre": "qwen2"}))


def test_foreign_chat_turns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no ChatML turns"):
        LlamaFile(_write(tmp_path / "m.gguf", "llama", {"tokenizer.chat_template": "[INST]"}))


def test_missing_key_is_named(tmp_path: Path) -> None:
    llama = LlamaFile(_write(tmp_path / "m.gguf", "llama"))
    with pytest.raises(ModelError, match=r"lacks the key llama\.block_count"):
        llama.shape()


def test_missing_tensor_is_named(tmp_path: Path) -> None:
    llama = LlamaFile(_write(tmp_path / "m.gguf", "llama"))
    with pytest.raises(ModelError, match=r"lacks the tensor output_norm\.weight"):
        llama.vector("output_norm.weight")


@pytest.mark.parametrize("keep", [0, 3, 4, 20, 40, 100])
def test_truncated_file(tmp_path: Path, keep: int) -> None:
    whole = _write(tmp_path / "m.gguf", "llama").read_bytes()
    (tmp_path / "cut.gguf").write_bytes(whole[:keep])
    with pytest.raises(ModelError, match=r"cut\.gguf"):
        LlamaFile(tmp_path / "cut.gguf")


def test_no_gguf_at_all(tmp_path: Path) -> None:
    (tmp_path / "text.gguf").write_text("not a model, just words\n" * 9)
    with pytest.raises(ModelError, match=r"text\.gguf is no readable GGUF file"):
        LlamaFile(tmp_path / "text.gguf")
