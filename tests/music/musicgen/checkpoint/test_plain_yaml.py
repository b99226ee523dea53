from __future__ import annotations

from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from metabgm.models.errors import ModelError
from metabgm.music.musicgen.checkpoint.plain_yaml import read_plain_yaml, resolved

_KEYS = st.text("abcdefgh_", min_size=1, max_size=6).filter(lambda key: key not in ("null", "true", "false"))
_SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.sampled_from([0.5, 3.0, 1.25, -2.75])
    | st.sampled_from(["t5-base", "${sample_rate}", "two words", "a: b", "", "- x", "#", "it's", "1", "null"])
    | st.sampled_from(["a text so long that a dumper breaks it: into lines, key: value " * 3])
)
_TREES = st.dictionaries(
    _KEYS,
    st.recursive(
        _SCALARS | st.lists(st.integers(0, 99)),
        lambda inner: st.dictionaries(_KEYS, inner, max_size=4),
        max_leaves=12,
    ),
    max_size=5,
)


def _dumped(value: Any) -> str:
    return str(yaml.dump(value, default_flow_style=False, allow_unicode=True, sort_keys=False))


def _without_texts(value: Any) -> Any:
    """Long and quoted texts come back in parts, which is allowed: only names and numbers are asked for."""
    if isinstance(value, dict):
        return {key: _without_texts(inner) for key, inner in value.items()}
    return "text" if isinstance(value, str) else value


@given(_TREES)
def test_what_a_dumper_writes_comes_back(tree: dict[str, Any]) -> None:
    found = read_plain_yaml(_dumped(tree), "xp.cfg")
    assert _without_texts(found) == _without_texts(tree)


def test_plain_texts_come_back_whole() -> None:
    tree = {"name": "t5-base", "rate": "${sample_rate}", "number": "12", "words": ["a", "b c"]}
    assert read_plain_yaml(_dumped(tree), "xp.cfg") == tree


def test_references_are_followed() -> None:
    root = {"rate": 32000, "a": {"b": "${rate}"}, "c": "${a.b}", "lost": "${a.x.y}", "round": "${round}"}
    assert resolved(root, "${c}") == 32000
    assert resolved(root, "${lost}") is None
    assert resolved(root, "${round}") is None
    assert resolved(root, "plain") == "plain"


def test_other_yaml_is_passed_over() -> None:
    text = "'1':\n  a: 2\nlist:\n- name: x\n  size: 3\nblock: |\n  rate: 5\nrate: 4\n? odd\n: pair\n# end\n"
    found = read_plain_yaml(text, "xp.cfg")
    assert found["rate"] == 4
    assert found["1"] == {"a": 2}


def test_limits() -> None:
    with pytest.raises(ModelError, match=r"xp\.cfg has 2000000 characters; expected at most"):
        read_plain_yaml("a" * 2_000_000, "xp.cfg")
    deep = "\n".join(" " * level + "a:" for level in range(40))
    with pytest.raises(ModelError, match=r"xp\.cfg is nested more than 32 deep"):
        read_plain_yaml(deep, "xp.cfg")
