"""From a frame's bytes to a map whose sizes are within the limits; nothing is known of messages here."""

from __future__ import annotations

from typing import Any, NoReturn

import msgpack

from metabgm.protocol.close_codes import CloseCode
from metabgm.protocol.limits import LIMITS
from metabgm.protocol.outcomes import FrameError

# UTF-8 needs at most this many bytes for a code point.
_BYTES_A_CHARACTER = 4


def unpack(frame: bytes, most_bytes: int) -> dict[str, Any] | FrameError:
    """The frame's map, or why the session must end (1009, 4002).

    A declared length is never trusted: what exceeds a limit or the frame itself allocates nothing.
    """
    if len(frame) > most_bytes:
        return FrameError(CloseCode.FRAME_TOO_LARGE, f"a frame of {len(frame)} bytes; at most {most_bytes}")
    try:
        tree = msgpack.unpackb(
            frame,
            max_str_len=LIMITS.string_chars * _BYTES_A_CHARACTER,
            max_bin_len=most_bytes,
            max_array_len=LIMITS.array_items,
            max_map_len=LIMITS.map_entries,
            max_ext_len=0,
            ext_hook=_refuse_extension,
            object_pairs_hook=_unique_text_keys,
        )
    except ValueError as error:
        return FrameError(
            CloseCode.MALFORMED, f"not msgpack within the limits: {str(error) or 'nested too deep'}"
        )
    if not isinstance(tree, dict):
        return FrameError(CloseCode.MALFORMED, f"a {type(tree).__name__} where a map was expected")
    broken = broken_limit(tree)
    return tree if broken is None else FrameError(CloseCode.MALFORMED, broken)


def broken_limit(value: Any, depth: int = 1) -> str | None:
    """One line about the first size that is above its limit; None when all are within."""
    if isinstance(value, str):
        if len(value) > LIMITS.string_chars:
            return f"a text of {len(value)} characters; at most {LIMITS.string_chars}"
        return None
    if isinstance(value, dict):
        most, inner = LIMITS.map_entries, [*value.keys(), *value.values()]
        size, name = len(value), "map"
    elif isinstance(value, (list, tuple)):
        most, inner = LIMITS.array_items, [*value]
        size, name = len(value), "array"
    else:
        return None
    if depth > LIMITS.depth:
        return f"nested {depth} deep; at most {LIMITS.depth}"
    if size > most:
        return f"{name} of {size}; at most {most}"
    broken = (broken_limit(item, depth + 1) for item in inner)
    return next((line for line in broken if line is not None), None)


def _unique_text_keys(pairs: list[tuple[Any, Any]]) -> dict[str, Any]:
    tree = {}
    for key, value in pairs:
        if not isinstance(key, str):
            raise ValueError(f"a {type(key).__name__} as a map's key")
        if key in tree:
            raise ValueError(f"the key {key[: LIMITS.value_chars]!r} twice in a map")
        tree[key] = value
    return tree


def _refuse_extension(code: int, _data: bytes) -> NoReturn:
    raise ValueError(f"extension type {code}")
