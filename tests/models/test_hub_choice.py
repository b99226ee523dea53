from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from metabgm.models.errors import ModelError
from metabgm.models.hub_choice import head_files, rest_files, wants_gguf
from metabgm.models.hub_listing import HubFile, HubListing
from metabgm.models.hub_name import parse_hub_name
from tests.models.hub_repositories import LLAMA_CONFIG, write_files

SHA1 = "ab" * 20
NAME = parse_hub_name("o/r")
CT2 = ("config.json", "model.bin", "vocabulary.txt", "tokenizer.json")
CT2_CONFIG = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>"}
SHARDED = ("config.json", "model.safetensors.index.json", "tokenizer.json", "a.safetensors", "b.safetensors")


def _listing(paths: Iterable[str], **sizes: int) -> HubListing:
    files = {path: HubFile(path, sizes.get(path.split(".")[0], 1), None, SHA1) for path in paths}
    return HubListing(SHA1, files, None)


def _chosen(folder: Path, paths: Iterable[str], config: Any, index: Any = None) -> list[str]:
    listing = _listing(paths)
    write_files(folder, {"config.json": config, "model.safetensors.index.json": index})
    return [file.path for file in head_files(listing) + rest_files(listing, folder)]


@pytest.mark.parametrize(
    ("name", "paths", "wanted"),
    [
        ("o/r", ["model.safetensors", "q.gguf"], False),
        ("o/r:q.gguf", ["model.safetensors", "q.gguf"], True),
        ("o/r", ["q.gguf", "pytorch_model.bin"], True),
        ("o/r", CT2, False),
    ],
)
def test_safetensors_before_ctranslate2_before_gguf(name: str, paths: list[str], wanted: bool) -> None:
    assert wants_gguf(parse_hub_name(name), _listing(paths)) is wanted


def test_a_pickle_is_never_chosen(tmp_path: Path) -> None:
    paths = ["config.json", "pytorch_model.bin", "tokenizer.json"]
    with pytest.raises(ModelError, match=r"only as a pickle \(pytorch_model\.bin\).*look for a copy"):
        wants_gguf(NAME, _listing(paths))
    with pytest.raises(ModelError, match=r"^it has no model\.safetensors, no GGUF file and no CTranslate2"):
        wants_gguf(NAME, _listing(["README.md"]))
    chosen = _chosen(tmp_path, [*paths, "model.safetensors", "model.bin", "vocabulary.txt"], LLAMA_CONFIG)
    assert chosen == ["config.json", "tokenizer.json", "model.safetensors"]


def test_small_files_come_before_weights(tmp_path: Path) -> None:
    assert _chosen(tmp_path, CT2, CT2_CONFIG) == [
        "config.json",
        "tokenizer.json",
        "vocabulary.txt",
        "model.bin",
    ]
    index = {"weight_map": {"x": "b.safetensors", "y": "a.safetensors", "z": "b.safetensors"}}
    chosen = _chosen(tmp_path, SHARDED, LLAMA_CONFIG, index)
    assert chosen == ["config.json", SHARDED[1], "tokenizer.json", "a.safetensors", "b.safetensors"]


@pytest.mark.parametrize(
    ("index", "error"),
    [
        ({"weight_map": {"x": "c.safetensors"}}, r"^it has no c\.safetensors"),
        ({"weight_map": {"x": "config.json"}}, "names 'config.json'; expected a safetensors file beside it"),
        ({"weight_map": {"x": "../a.safetensors"}}, "expected a safetensors file beside it"),
        ({"weight_map": {}}, "names no file in its weight_map"),
        ({"weight_map": ["a"]}, "weight_map"),
        ({"weight_map": {"x": 1}}, "weight_map"),
        (b"{", "is no readable JSON"),
        ([], "expected an object"),
    ],
)
def test_an_index_that_leads_nowhere(tmp_path: Path, index: Any, error: str) -> None:
    with pytest.raises(ModelError, match=error):
        _chosen(tmp_path, SHARDED, LLAMA_CONFIG, index)


@pytest.mark.parametrize(
    ("paths", "config", "error"),
    [
        (["model.safetensors"], LLAMA_CONFIG, r"^it has no config\.json$"),
        (["model.safetensors", "config.json"], LLAMA_CONFIG, "neither tokenizer.json nor tokenizer.model"),
        (["model.safetensors", "config.json"], {"model_type": "gemma"}, "model_type 'gemma'"),
        (["model.safetensors", "config.json"], LLAMA_CONFIG | {"quantization_config": {}}, "quantized"),
        (CT2, {"lang_ids": [1]}, "bos_token"),
    ],
)
def test_what_a_conversion_cannot_use(tmp_path: Path, paths: list[str], config: Any, error: str) -> None:
    with pytest.raises(ModelError, match=error):
        _chosen(tmp_path, paths, config)


def test_small_files_have_limits(tmp_path: Path) -> None:
    write_files(tmp_path, {"config.json": CT2_CONFIG})
    with pytest.raises(ModelError, match=r"config\.json has 2000000 bytes; expected at most 1048576"):
        head_files(_listing(CT2, config=2_000_000))
    with pytest.raises(ModelError, match=r"tokenizer\.json has 99000000 bytes; expected at most 67108864"):
        rest_files(_listing(CT2, tokenizer=99_000_000), tmp_path)


def test_of_a_musicgen_the_safetensors_and_its_tokenizer_are_chosen(tmp_path: Path) -> None:
    paths = [
        "README.md",
        "compression_state_dict.bin",
        "config.json",
        "generation_config.json",
        "model.safetensors",
        "pytorch_model.bin",
        "state_dict.bin",
        "tokenizer.json",
    ]
    chosen = _chosen(tmp_path, paths, {"model_type": "musicgen"})
    assert chosen == [
        "config.json",
        "tokenizer.json",
        "generation_config.json",
        "README.md",
        "model.safetensors",
    ]
