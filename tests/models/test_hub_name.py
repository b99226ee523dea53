from __future__ import annotations

import pytest

from metabgm.models.errors import ModelError
from metabgm.models.hub_name import HubName, parse_hub_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("acme/llama-3.2_1B", HubName("acme/llama-3.2_1B", "main", None)),
        ("acme/llama@v1.0", HubName("acme/llama", "v1.0", None)),
        ("acme/llama@refs/pr/3:q8.gguf", HubName("acme/llama", "refs/pr/3", "q8.gguf")),
        ("acme/llama:sub folder/Q8.GGUF", HubName("acme/llama", "main", "sub folder/Q8.GGUF")),
    ],
)
def test_reads_and_writes(text: str, name: HubName) -> None:
    assert parse_hub_name(text) == name
    assert str(name) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "llama",
        "a/b/c",
        "/b",
        "../b",
        "a/..b",
        "a/b@",
        "a/b@../c",
        "a/b:",
        "a/b:model.bin",
        "a/b:../x.gguf",
        "a/b c",
        "a/b\n",
        "a/é",
        "a/" + "b" * 97,
        "https://hub/a/b",
    ],
)
def test_refuses_what_is_no_name(text: str) -> None:
    with pytest.raises(ModelError, match=r"is no model name; expected owner/repo or owner/repo:file\.gguf$"):
        parse_hub_name(text)
