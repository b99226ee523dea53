"""Which files of a repository a conversion needs, and whether it can use them; decided before the fetch.

Nothing that has to be unpickled is ever chosen: unpickling runs code.
"""

from __future__ import annotations

from pathlib import Path

from metabgm.models.errors import ModelError
from metabgm.models.hf_config import CONFIG_NAME, GENERATION_CONFIG_NAME, read_config
from metabgm.models.hf_tokenizer import (
    ADDED_TOKENS,
    CHAT_TEMPLATE,
    SENTENCEPIECE,
    SPECIAL_TOKENS_MAP,
    TOKENIZER_CONFIG,
    TOKENIZER_JSON,
)
from metabgm.models.hf_weights import INDEX, SINGLE
from metabgm.models.hub_gguf import gguf_files
from metabgm.models.hub_listing import HubFile, HubListing
from metabgm.models.hub_name import HubName
from metabgm.models.json_file import read_object
from metabgm.music.musicgen.checkpoint import is_musicgen_folder

_HEAD_MAX_BYTES = 1 << 20
"""config.json has a few KB; the index of LLaMA-3.1-405B's 191 shards has 100 KB."""

_SIDE_FILE_MAX_BYTES = 64 << 20
"""Llama 3's tokenizer.json has 17 MB, the largest vocabularies' about twice that."""

_TOKENIZERS = (TOKENIZER_JSON, SENTENCEPIECE)
_SIDE_FILES = (
    *_TOKENIZERS,
    TOKENIZER_CONFIG,
    SPECIAL_TOKENS_MAP,
    ADDED_TOKENS,
    CHAT_TEMPLATE,
    GENERATION_CONFIG_NAME,
    "README.md",
)
_CT2_WEIGHTS = "model.bin"
_CT2_VOCABULARIES = ("vocabulary.json", "vocabulary.txt")
_CT2_TOKENS = ("bos_token", "eos_token", "unk_token")
_PICKLES = (".bin", ".pt", ".pth", ".ckpt", ".pkl")


def wants_gguf(name: HubName, listing: HubListing) -> bool:
    """Whether one GGUF file is wanted: because it is named, or because there is nothing else.

    Raises ModelError if the repository holds nothing that a conversion can start from.
    """
    if name.file is not None:
        return True
    if _is_huggingface(listing) or _is_ct2(listing):
        return False
    if gguf_files(listing):
        return True
    pickle = next((path for path in sorted(listing.files) if path.lower().endswith(_PICKLES)), None)
    if pickle is not None:
        raise ModelError(
            f"it has its weights only as a pickle ({pickle}), which may run any code; "
            "look for a copy with model.safetensors or a GGUF file"
        )
    raise ModelError("it has no model.safetensors, no GGUF file and no CTranslate2 model.bin")


def head_files(listing: HubListing) -> list[HubFile]:
    """What has to be read before the rest is chosen: config.json and, of a model in shards, their index."""
    paths = [CONFIG_NAME]
    if _is_huggingface(listing) and SINGLE not in listing.files:
        paths.append(INDEX)
    return [_limited(_listed(listing, path), _HEAD_MAX_BYTES) for path in paths]


def rest_files(listing: HubListing, folder: Path) -> list[HubFile]:
    """All else, small files first. ``folder``: where the ``head_files`` are.

    Raises ModelError if config.json is another architecture's or a file is missing.
    """
    side = list(_SIDE_FILES)
    if _is_huggingface(listing):
        if not is_musicgen_folder(folder):
            read_config(folder)
        weights = [SINGLE] if SINGLE in listing.files else _shards(folder)
    else:
        config = read_object(folder / CONFIG_NAME, _HEAD_MAX_BYTES)
        for key in _CT2_TOKENS:
            config.text(key)
        weights = [_CT2_WEIGHTS]
        side += _CT2_VOCABULARIES
    if not listing.files.keys() & set(_TOKENIZERS):
        raise ModelError(f"it has neither {' nor '.join(_TOKENIZERS)}")
    small = [_limited(listing.files[path], _SIDE_FILE_MAX_BYTES) for path in side if path in listing.files]
    return small + [_listed(listing, path) for path in weights]


def _is_huggingface(listing: HubListing) -> bool:
    return bool(listing.files.keys() & {SINGLE, INDEX})


def _is_ct2(listing: HubListing) -> bool:
    return _CT2_WEIGHTS in listing.files and bool(listing.files.keys() & set(_CT2_VOCABULARIES))


def _listed(listing: HubListing, path: str) -> HubFile:
    if path not in listing.files:
        raise ModelError(f"it has no {path}")
    return listing.files[path]


def _limited(file: HubFile, most: int) -> HubFile:
    if file.size > most:
        raise ModelError(f"{file.path} has {file.size} bytes; expected at most {most}")
    return file


def _shards(folder: Path) -> list[str]:
    places = read_object(folder / INDEX, _HEAD_MAX_BYTES).object("weight_map")
    shards = {places.text(tensor) for tensor in places.names()}
    if not shards:
        raise ModelError(f"{INDEX} names no file in its weight_map")
    # Those in other folders would not be found by their names alone.
    if foreign := min((shard for shard in shards if not _is_safetensors_name(shard)), default=None):
        raise ModelError(f"{INDEX} names {foreign[:120]!r}; expected a safetensors file beside it")
    return sorted(shards)


def _is_safetensors_name(shard: str) -> bool:
    return shard.endswith(".safetensors") and "/" not in shard
