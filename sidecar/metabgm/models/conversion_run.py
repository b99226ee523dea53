"""From a source to a finished model folder. For the process that converts only."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from metabgm.models.adapter import Adapter, Merged
from metabgm.models.chat_choice import chat_turns_of
from metabgm.models.checkpoint import CheckpointTokenizer
from metabgm.models.conversion import Conversion
from metabgm.models.convert import convert
from metabgm.models.ct2_folder import inspect_ct2_folder
from metabgm.models.digest import sha256_of, sha256_of_all
from metabgm.models.errors import ModelError
from metabgm.models.manifest import (
    TOKENIZER_NAME,
    WORDS_NAME,
    Description,
    Origin,
    quantization_named,
    write_manifest,
)
from metabgm.models.musicgen_conversion import convert_musicgen
from metabgm.models.open_checkpoint import open_checkpoint

_BLOCK = 1 << 20
_ROOM_BESIDE_WEIGHTS = 1.1
"""Scales, tokenizer and the disk's own accounting."""

_CT2_FILES = ("model.bin", "config.json", "vocabulary.json", "vocabulary.txt")


def run(conversion: Conversion, progress: Callable[[float], None]) -> None:
    """Makes the folder ``name`` within ``work``. Raises ModelError, OSError, BadZipFile."""
    target = Path(conversion.work) / conversion.name
    target.mkdir()
    if conversion.adapter and conversion.format not in ("gguf", "huggingface"):
        raise ModelError(f"an adapter needs the base's own weights, not a folder of {conversion.format}")
    if conversion.format == "musicgen":
        convert_musicgen(conversion, target, progress)
        return
    if conversion.format == "ctranslate2":
        _adopt(conversion, target, progress)
        return
    with open_checkpoint(conversion) as base:
        checkpoint = base
        if conversion.adapter:
            adapter = Adapter(Path(conversion.adapter))
            checkpoint = Merged(base, adapter)
            _write_words(adapter.words, target)
        tokenizer = checkpoint.tokenizer()
        chat = chat_turns_of(conversion.chat, checkpoint.chat_template(), tokenizer)
        _make_sure_of_room(checkpoint.shape.parameters * _bytes_a_weight(conversion), target)
        convert(checkpoint, tokenizer, target, conversion.quantization, progress)
        description = Description(
            name=conversion.name,
            license=conversion.license or checkpoint.license,
            origin=_origin(conversion),
            source=conversion.origin_label,
            source_sha256=sha256_of_all(checkpoint.sources),
            quantization=conversion.quantization,
            parameters=checkpoint.shape.parameters,
            context=checkpoint.shape.context,
            chat=chat,
            adapter_sha256=sha256_of(Path(conversion.adapter)) if conversion.adapter else "",
        )
    write_manifest(target, description)


def _write_words(words: Sequence[str], folder: Path) -> None:
    if words:
        (folder / WORDS_NAME).write_text("\n".join(words) + "\n", encoding="utf-8")


def _origin(conversion: Conversion) -> Origin:
    if conversion.member:
        return "wheel"
    return "gguf" if conversion.format == "gguf" else "huggingface"


def _adopt(conversion: Conversion, target: Path, progress: Callable[[float], None]) -> None:
    """A ready CTranslate2 folder is copied: the user's own may change or go."""
    folder = inspect_ct2_folder(Path(conversion.path))
    tokenizer = CheckpointTokenizer(
        tokenizer=folder.tokenizer,
        tokens=folder.tokens,
        bos=folder.bos,
        eos=folder.eos,
        unknown=folder.unknown,
        ends=(folder.eos,),
    )
    chat = chat_turns_of(conversion.chat, folder.chat_template, tokenizer)
    sources = [folder.path / name for name in _CT2_FILES if (folder.path / name).is_file()]
    total = sum(file.stat().st_size for file in sources)
    _make_sure_of_room(total, target)
    copied = 0
    for file in sources:
        with file.open("rb") as source, (target / file.name).open("wb") as copy:
            while block := source.read(_BLOCK):
                copied += copy.write(block)
                progress(copied / total)
    (target / TOKENIZER_NAME).write_text(folder.tokenizer.to_str(), encoding="utf-8")
    description = Description(
        name=conversion.name,
        license=folder.license,
        origin="ctranslate2",
        source=conversion.origin_label,
        source_sha256=sha256_of_all(sources),
        quantization=quantization_named(folder.quantization),
        parameters=folder.parameters,
        context=None,
        chat=chat,
    )
    write_manifest(target, description)


def _bytes_a_weight(conversion: Conversion) -> int:
    return 2 if conversion.quantization == "float16" else 1


def _make_sure_of_room(weight_bytes: int, folder: Path) -> None:
    needed, free = int(_ROOM_BESIDE_WEIGHTS * weight_bytes), shutil.disk_usage(folder).free
    if free < needed:
        raise ModelError(
            f"it needs {needed // 1_000_000:,} MB on the disk of {folder.parent.parent}, where "
            f"{free // 1_000_000:,} MB are free"
        )
