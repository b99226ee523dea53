from __future__ import annotations

from collections.abc import Mapping

import pytest

from metabgm.models.errors import ModelError
from metabgm.models.hub_gguf import choose_gguf
from metabgm.models.hub_listing import HubFile, HubListing
from metabgm.models.hub_name import parse_hub_name

SHA1 = "ab" * 20


def _listing(sizes: Mapping[str, int], architecture: str | None = None) -> HubListing:
    return HubListing(
        SHA1, {path: HubFile(path, size, None, SHA1) for path, size in sizes.items()}, architecture
    )


def test_takes_the_only_one_and_the_named_one() -> None:
    both = {"a.gguf": 2, "sub/b.GGUF": 1, "README.md": 1}
    assert choose_gguf(parse_hub_name("o/r"), _listing({"a.gguf": 1, "README.md": 1})).path == "a.gguf"
    assert choose_gguf(parse_hub_name("o/r:sub/b.GGUF"), _listing(both)).path == "sub/b.GGUF"


def test_lists_a_dozen_smallest_first() -> None:
    sizes = {f"q{i}.gguf": (30 - i) * 10**9 for i in range(14)}
    for name in ("o/r@v1", "o/r@v1:q99.gguf"):
        with pytest.raises(ModelError) as caught:
            choose_gguf(parse_hub_name(name), _listing(sizes))
        line = str(caught.value)
        assert "name one, as in o/r@v1:q13.gguf; there are q13.gguf (17.00 GB), q12.gguf (18.00 GB), " in line
        assert line.endswith("q2.gguf (28.00 GB) and 2 larger ones")


def test_refuses_parts_and_other_architectures() -> None:
    name = parse_hub_name("o/r")
    with pytest.raises(ModelError, match="is one part of a split model; choose a GGUF file that is whole"):
        choose_gguf(name, _listing({"q8-00001-of-00003.gguf": 1}))
    with pytest.raises(ModelError, match=r"^it is a 'qwen2' model; supported is 'llama'$"):
        choose_gguf(name, _listing({"a.gguf": 1}, "qwen2"))
    assert choose_gguf(name, _listing({"a.gguf": 1}, "llama")).path == "a.gguf"
