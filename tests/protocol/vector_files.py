"""Reads the committed vectors and schemas (protocol/vectors/README.md describes their form)."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
CONTRACT = ROOT / "protocol"


@dataclass(frozen=True)
class VectorCase:
    """A frame and the JSON beside it, its marks turned into the values they stand for."""

    name: str
    frame: bytes
    description: dict[str, Any]


def vector_cases(folder: str) -> list[VectorCase]:
    """All cases of ``to_sidecar``, ``to_mod`` or ``malformed``."""
    paths = sorted((CONTRACT / "vectors" / folder).glob("*.json"))
    return [
        VectorCase(
            path.stem,
            path.with_suffix(".msgpack").read_bytes(),
            unmarked(json.loads(path.read_text("utf-8"))),
        )
        for path in paths
    ]


def unmarked(value: Any) -> Any:
    if isinstance(value, dict):
        if "$bin" in value:
            return base64.b64decode(value["$bin"], validate=True)
        if "$float" in value:
            return float(value["$float"])
        return {key: unmarked(inner) for key, inner in value.items()}
    return [unmarked(inner) for inner in value] if isinstance(value, list) else value


def schema(name: str) -> Any:
    """``limits``, or the schema of a message."""
    return json.loads((CONTRACT / "schema" / f"{name}.json").read_text("utf-8"))
