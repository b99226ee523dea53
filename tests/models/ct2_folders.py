"""CTranslate2 folders: tiny checkpoints through CTranslate2's own converter, models of other kinds."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import ctranslate2.converters
import numpy as np
from ctranslate2.specs import TransformerDecoderModelSpec, WhisperSpec, common_spec
from ctranslate2.specs.model_spec import visit_spec

from tests.models.hf_folders import Kind, write_checkpoint


def write_ct2(folder: Path, kind: Kind, quantization: str | None = None) -> None:
    """With ``tokenizer.json`` and ``tokenizer_config.json``; ``kind``: one that has the former, and
    whose heads are as wide as width / heads, which the converter takes for granted."""
    source = folder.parent / f"{folder.name} as it was"
    write_checkpoint(source, kind)
    converter = ctranslate2.converters.TransformersConverter(str(source))
    converter.convert(str(folder), quantization=quantization)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copy(source / name, folder)


def write_whisper(folder: Path) -> None:
    spec = WhisperSpec(1, 2, 1, 2)
    spec.register_vocabulary(["a", "b"])
    _write_filled(folder, spec)


def write_gpt2(folder: Path) -> None:
    """``TransformerDecoderSpec`` too: learned positions, biases, no gate."""
    spec = TransformerDecoderModelSpec.from_config(1, 2, activation=common_spec.Activation.GELU)
    spec.register_vocabulary(["a", "b"])
    _write_filled(folder, spec)


def _write_filled(folder: Path, spec: Any) -> None:
    def fill(part: Any, name: str, value: Any) -> None:
        if value is None:
            setattr(part, name.rsplit("/", maxsplit=1)[-1], np.ones((2, 2), dtype=np.float32))

    visit_spec(spec, fill)
    spec.validate()
    folder.mkdir()
    spec.save(str(folder))
