"""From a source to a finished model folder. For the process that converts only."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from metabgm.models.chat_template import known_turns, read_template
from metabgm.models.chat_turns import KNOWN_FORMS, ChatTurns
from metabgm.models.checkpoint import Checkpoint, CheckpointTokenizer
from metabgm.models.conversion import Conversion
from metabgm.models.convert import convert
from metabgm.models.ct2_folder import inspect_ct2_folder
from metabgm.models.digest import sha256_of
from metabgm.models.errors import ModelError
from metabgm.models.gguf_llama import GgufLlama
from metabgm.models.hf_llama import HfLlama
from metabgm.models.manifest import TOKENIZER_NAME, Description, Origin, quantization_named, write_manifest
from metabgm.models.musicgen_conversion import convert_musicgen

_BLOCK = 1 << 20
_ROOM_BESIDE_WEIGHTS = 1.1
"""Scales, tokenizer and the disk's own accounting."""

_CT2_FILES = ("model.bin", "config.json", "vocabulary.json", "vocabulary.txt")

_BYTE_TOKEN = "<0x0A>"
"""Every SentencePiece vocabulary of a LLaMA has it, no other one."""


def run(conversion: Conversion, progress: Callable[[float], None]) -> None:
    """Makes the folder ``name`` within ``work``. Raises ModelError, OSError, BadZipFile."""
    target = Path(conversion.work) / conversion.name
    target.mkdir()
    if conversion.format == "musicgen":
        convert_musicgen(conversion, target, progress)
        return
    if conversion.format == "ctranslate2":
        _adopt(conversion, target, progress)
        return
    with _checkpoint(conversion) as checkpoint:
        tokenizer = checkpoint.tokenizer()
        chat = _chat_turns(conversion, checkpoint.chat_template(), tokenizer)
        _make_sure_of_room(checkpoint.shape.parameters * _bytes_a_weight(conversion), target)
        convert(checkpoint, tokenizer, target, conversion.quantization, progress)
        description = Description(
            name=conversion.name,
            license=conversion.license or checkpoint.license,
            origin=_origin(conversion),
            source=conversion.origin_label,
            source_sha256=_digest_of_all(checkpoint.sources),
            quantization=conversion.quantization,
            parameters=checkpoint.shape.parameters,
            context=checkpoint.shape.context,
            chat=chat,
        )
    write_manifest(target, description)


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
    chat = _chat_turns(conversion, folder.chat_template, tokenizer)
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
        source_sha256=_digest_of_all(sources),
        quantization=quantization_named(folder.quantization),
        parameters=folder.parameters,
        context=None,
        chat=chat,
    )
    write_manifest(target, description)


@contextmanager
def _checkpoint(conversion: Conversion) -> Iterator[Checkpoint]:
    path = Path(conversion.path)
    if conversion.member:
        path = _unpack(path, conversion.member, Path(conversion.work))
    checkpoint: GgufLlama | HfLlama
    checkpoint = GgufLlama(path) if conversion.format == "gguf" else HfLlama(path)
    try:
        yield checkpoint
    finally:
        checkpoint.close()


def _unpack(archive_path: Path, member: str, folder: Path) -> Path:
    unpacked_path = folder / Path(member).name
    with (
        zipfile.ZipFile(archive_path) as archive,
        archive.open(member) as packed,
        unpacked_path.open("wb") as unpacked,
    ):
        shutil.copyfileobj(packed, unpacked, _BLOCK)
    return unpacked_path


def _chat_turns(conversion: Conversion, template: str | None, tokenizer: CheckpointTokenizer) -> ChatTurns:
    """As the user says, else as the model's own template says, else by its special tokens."""
    added = tokenizer.tokenizer.get_added_tokens_decoder().values()
    special = {str(token.content) for token in added if token.special}
    turns: ChatTurns | None
    if conversion.chat:
        turns = KNOWN_FORMS[conversion.chat]
        if missing := sorted(set(turns.ends) - special):
            raise ModelError(f"--chat {conversion.chat}: its vocabulary has no special token {missing[0]}")
    elif template is not None:
        turns = read_template(template, bos=tokenizer.bos, eos=tokenizer.eos, special=special)
    else:
        turns = known_turns(special, sentencepiece=_BYTE_TOKEN in tokenizer.tokens)
    if turns is None:
        forms = "|".join(KNOWN_FORMS)
        raise ModelError(f"it has no chat template and no known turn tokens; say which with --chat {forms}")
    return replace(turns, ends=tuple(dict.fromkeys((*turns.ends, *tokenizer.ends))))


def _bytes_a_weight(conversion: Conversion) -> int:
    return 2 if conversion.quantization == "float16" else 1


def _make_sure_of_room(weight_bytes: int, folder: Path) -> None:
    needed, free = int(_ROOM_BESIDE_WEIGHTS * weight_bytes), shutil.disk_usage(folder).free
    if free < needed:
        raise ModelError(
            f"it needs {needed // 1_000_000:,} MB on the disk of {folder.parent.parent}, where "
            f"{free // 1_000_000:,} MB are free"
        )


def _digest_of_all(files: Sequence[Path]) -> str:
    """Of a single file its own SHA-256; of several one over their names and digests."""
    digests = [(file.name, sha256_of(file)) for file in sorted(files)]
    if len(digests) == 1:
        return digests[0][1]
    return hashlib.sha256("".join(f"{digest}  {name}\n" for name, digest in digests).encode()).hexdigest()
