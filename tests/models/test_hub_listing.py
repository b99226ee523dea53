from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metabgm.models.hub_listing import HubFile, HubListing, parse_listing

SHA1, SHA256 = "ab" * 20, "cd" * 32
SMALL = {"rfilename": "config.json", "size": 7, "blobId": SHA1}
LARGE = {"rfilename": "q8.gguf", "size": 9, "blobId": SHA1, "lfs": {"sha256": SHA256, "size": 9}}


def _listing(*files: Any, **others: Any) -> bytes:
    return json.dumps({"sha": SHA1, "siblings": files} | others).encode()


def test_states_files_commit_and_architecture() -> None:
    listing = parse_listing(_listing(SMALL, LARGE, gguf={"architecture": "llama", "total": 3}))
    files = {
        "config.json": HubFile("config.json", 7, None, SHA1),
        "q8.gguf": HubFile("q8.gguf", 9, SHA256, SHA1),
    }
    assert listing == HubListing(SHA1, files, "llama")
    assert [file.identity for file in files.values()] == [SHA1, SHA256]


def test_leaves_out_names_that_not_every_system_can_hold() -> None:
    names = ["a\\b", "c:d", "e\nf", "x" * 251, "sub/good.gguf"]
    listing = parse_listing(_listing(*({**SMALL, "rfilename": name} for name in names)))
    assert list(listing.files) == ["sub/good.gguf"]


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"{}",
        b"[" * 100_000,
        _listing(SMALL, sha="../../x"),
        _listing({**SMALL, "size": -1}),
        _listing({**SMALL, "size": 1e9}),
        _listing({**SMALL, "size": None}),
        _listing({**SMALL, "size": 1 << 60}),
        _listing({**SMALL, "blobId": "../x"}),
        _listing({**LARGE, "lfs": {"sha256": "short"}}),
        _listing({**LARGE, "lfs": "none"}),
        _listing("config.json"),
        _listing(SMALL, gguf="llama"),
    ],
)
def test_refuses_what_is_no_listing(text: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_listing(text)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(
            st.sampled_from(["sha", "siblings", "rfilename", "size", "blobId", "lfs", "gguf"]), inner
        )
    ),
)


@given(_JSON)
def test_any_json_is_read_or_refused(value: Any) -> None:
    try:
        parse_listing(json.dumps(value).encode())
    except ValueError:
        return
    assert value["sha"]
