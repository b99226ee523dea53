"""The little of YAML that OmegaConf writes for a configuration: nested mappings, lists, scalars, references.

``${a.b}`` as a whole value stands for another one. What else there may be (anchors, tags, block scalars,
mappings in lists) is kept as text or passed over: such values are never asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from metabgm.models.errors import ModelError

_MOST_CHARACTERS = 1024 * 1024
"""A configuration of audiocraft has about 15 kB."""

_DEEPEST = 32
_KEY = re.compile(r"""( *)('[^']*'|"[^"]*"|[^\s'"#:-][^:]*):(?: +(.*))?""")
_ITEM = re.compile(r"( *)- +(.*)")
_REFERENCE = re.compile(r"\$\{([\w.]+)\}")
_WORDS: dict[str, Any] = {"null": None, "~": None, "": None, "true": True, "false": False}


def read_plain_yaml(text: str, where: str) -> dict[str, Any]:
    """Raises ModelError naming ``where`` if it is too long or nested too deeply."""
    if len(text) > _MOST_CHARACTERS:
        raise ModelError(f"{where} has {len(text)} characters; expected at most {_MOST_CHARACTERS}")
    root: dict[str, Any] = {}
    for path, value in _entries(text, where):
        target = root
        for key in path[:-1]:
            inner = target.get(key)
            if not isinstance(inner, dict):
                inner = target[key] = {}
            target = inner
        target[path[-1]] = value
    return root


def resolved(root: dict[str, Any], value: Any) -> Any:
    """What a reference stands for, at last; None if that leads nowhere. Other values as they are."""
    for _ in range(_DEEPEST):
        reference = _REFERENCE.fullmatch(value) if isinstance(value, str) else None
        if reference is None:
            return value
        value = root
        for key in reference[1].split("."):
            value = value.get(key) if isinstance(value, dict) else None
    return None


def _entries(text: str, where: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The path and value of every key in order; a list is one value."""
    open_keys: list[tuple[int, str]] = []
    items: list[Any] | None = None
    text_at = -1
    for line in text.splitlines():
        item = _ITEM.fullmatch(line)
        if item and items is not None and open_keys and len(item[1]) >= open_keys[-1][0]:
            items.append(_scalar(item[2]))
            continue
        key = _KEY.fullmatch(line)
        if key is None:
            continue
        indent = len(key[1])
        if 0 <= text_at < indent:
            # The rest of a long text, broken over lines.
            continue
        while open_keys and open_keys[-1][0] >= indent:
            open_keys.pop()
        open_keys.append((indent, key[2].strip("'\"")))
        if len(open_keys) > _DEEPEST:
            raise ModelError(f"{where} is nested more than {_DEEPEST} deep")
        path = tuple(name for _, name in open_keys)
        given = (key[3] or "").strip()
        items = None if given else []
        text_at = indent if given else -1
        # A key without a value on its line holds the items or keys that follow, or nothing.
        yield path, _scalar(given) if given else items


def _scalar(text: str) -> Any:
    text = text.strip()
    if text in _WORDS:
        return _WORDS[text]
    if text == "{}":
        return {}
    if len(text) >= 2 and text[0] == text[-1] and text[0] in "'\"":
        return text[1:-1]
    if text.startswith("[") and text.endswith("]"):
        return [_scalar(item) for item in text[1:-1].split(",") if item.strip()]
    for read in (int, float):
        try:
            return read(text)
        except ValueError:
            continue
    return text
