"""Which files of a repository a conversion needs, and whether it can use them; decided before the fetch.

Nothing that has to be unpickled is ever chosen: unpickling runs code.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from metabgm.models.errors import ModelError
from metabgm.models.hub_gguf import gguf_files
from metabgm.models.hub_listing import HubFile, HubListing
from metabgm.models.hub_name import HubName

CONFIG = "config.json"
SHARD_INDEX = "model.safetensors.index.json"

HEAD_MAX_BYTES = 4 << 20
"""config.json has a few KB; the index of LLaMA-3.1-405B's 191 shards has 100 KB."""

_SIDE_FILE_MAX_BYTES = 64 << 20
"""Llama 3's tokenizer.json has 17 MB, the largest vocabularies' about twice that."""

_WEIGHTS = "model.safetensors"
_TOKENIZERS = ("tokenizer.json", "tokenizer.model")
_SIDE_FILES = (
    *_TOKENIZERS,
    "tokenizer_config.json",
    "special_tokens_map.json",
    "generation_config.json",
    "chat_template.jinja",
    "README.md",
)
_CTRANSLATE2_WEIGHTS = "model.bin"
_CTRANSLATE2_VOCABULARIES = ("vocabulary.json", "vocabulary.txt")
_CTRANSLATE2_TOKENS = ("bos_token", "eos_token", "unk_token")
_PICKLES = (".bin", ".pt", ".pth", ".ckpt", ".pkl")
_SHARD = re.compile(r"[\w.-]{1,200}\.safetensors", re.ASCII)


def wants_gguf(name: HubName, listing: HubListing) -> bool:
    """Whether one GGUF file is wanted: because it is named, or because there is nothing else.

    Raises ModelError if the repository holds nothing that a conversion can start from.
    """
    if name.file is not None:
        return True
    if listing.files.keys() & {_WEIGHTS, SHARD_INDEX} or _is_ctranslate2(listing):
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
    """What has to be read before the rest is chosen: config.json and the index of shards."""
    paths = [CONFIG] if _WEIGHTS in listing.files or _is_ctranslate2(listing) else [CONFIG, SHARD_INDEX]
    if CONFIG not in listing.files:
        raise ModelError(f"it has no {CONFIG}")
    return [_limited(listing.files[path], HEAD_MAX_BYTES) for path in paths]


def rest_files(listing: HubListing, heads: Sequence[bytes]) -> list[HubFile]:
    """All else, small files first. ``heads``: the contents of ``head_files``.

    Raises ModelError if config.json is another architecture's or a file is missing.
    """
    config = _read_json(CONFIG, heads[0])
    if len(heads) > 1:
        weights = _shards(_read_json(SHARD_INDEX, heads[1]))
    elif _WEIGHTS in listing.files:
        weights = [_WEIGHTS]
    else:
        weights = [_CTRANSLATE2_WEIGHTS]
    if weights == [_CTRANSLATE2_WEIGHTS]:
        _require_language_model(config)
    else:
        _require_llama(config)
    if not listing.files.keys() & set(_TOKENIZERS):
        raise ModelError(f"it has neither {' nor '.join(_TOKENIZERS)}")
    side = list(_SIDE_FILES)
    if weights == [_CTRANSLATE2_WEIGHTS]:
        side += _CTRANSLATE2_VOCABULARIES
    missing = next((path for path in weights if path not in listing.files), None)
    if missing is not None:
        raise ModelError(f"{SHARD_INDEX} names {missing}, which the repository lacks")
    small = [listing.files[path] for path in side if path in listing.files]
    return [_limited(file, _SIDE_FILE_MAX_BYTES) for file in small] + [
        listing.files[path] for path in weights
    ]


def _is_ctranslate2(listing: HubListing) -> bool:
    paths = listing.files.keys()
    has_safetensors = bool(paths & {_WEIGHTS, SHARD_INDEX})
    return (
        not has_safetensors and _CTRANSLATE2_WEIGHTS in paths and bool(paths & {*_CTRANSLATE2_VOCABULARIES})
    )


def _limited(file: HubFile, most: int) -> HubFile:
    if file.size > most:
        raise ModelError(f"{file.path} has {file.size} bytes; expected at most {most}")
    return file


def _read_json(path: str, text: bytes) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ModelError(f"{path} is no readable JSON ({str(error)[:120]})") from error
    if not isinstance(value, dict):
        raise ModelError(f"{path} holds a {type(value).__name__}; expected an object")
    return value


def _shards(index: dict[str, Any]) -> list[str]:
    places = index.get("weight_map")
    if not isinstance(places, dict) or not places:
        raise ModelError(f"{SHARD_INDEX} has no weight_map")
    for shard in places.values():
        if not isinstance(shard, str) or _SHARD.fullmatch(shard) is None:
            raise ModelError(f"{SHARD_INDEX} names {str(shard)[:120]!r}; expected NAME.safetensors")
    return sorted(set(places.values()))


def _require_llama(config: dict[str, Any]) -> None:
    architecture = config.get("model_type")
    if architecture != "llama":
        raise ModelError(f"it is a {str(architecture)[:60]!r} model; supported is 'llama'")
    if config.get("quantization_config") is not None:
        raise ModelError("it is quantized (quantization_config); name the model that it was made from")


def _require_language_model(config: dict[str, Any]) -> None:
    for key in _CTRANSLATE2_TOKENS:
        if not isinstance(config.get(key), str):
            raise ModelError(f"{CONFIG} has no {key}; expected a CTranslate2 language model's")
