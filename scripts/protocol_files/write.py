"""Writes the folders ``schema`` and ``vectors`` of the contract."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from metabgm.protocol.limits import LIMITS
from protocol_files.cases import Golden, Malformed
from protocol_files.golden_from_mod import golden_from_mod
from protocol_files.golden_to_mod import golden_to_mod
from protocol_files.json_form import json_text
from protocol_files.malformed_frames import malformed_frames
from protocol_files.malformed_from_mod import malformed_from_mod
from protocol_files.malformed_to_mod import malformed_to_mod
from protocol_files.readable import readable_from_mod, readable_to_mod
from protocol_files.schemas import schemas

GENERATED = ("*.json", "*.msgpack")


def contents() -> Iterator[tuple[str, bytes]]:
    """Every generated file: its path below the contract's folder, and its bytes."""
    yield "schema/limits.json", json_text(LIMITS.by_name()).encode()
    for name, schema in schemas():
        yield f"schema/{name}.json", json_text(schema).encode()
    vectors: dict[str, Iterable[Golden | Malformed]] = {
        "to_sidecar": chain(golden_from_mod(), readable_from_mod()),
        "to_mod": chain(golden_to_mod(), readable_to_mod()),
        "malformed": chain(malformed_frames(), malformed_from_mod(), malformed_to_mod()),
    }
    for folder, cases in vectors.items():
        for case in cases:
            yield f"vectors/{folder}/{case.name}.json", json_text(case.description()).encode()
            yield f"vectors/{folder}/{case.name}.msgpack", case.frame


def write(contract: Path) -> int:
    """Replaces the generated files below ``contract``. Returns how many there are.

    Raises ValueError if two cases share a name, OSError if the folder cannot be written.
    """
    files = list(contents())
    if len({path for path, _ in files}) < len(files):
        raise ValueError("two cases have the same name")
    for folder in ("schema", "vectors"):
        for pattern in GENERATED:
            for old in (contract / folder).rglob(pattern):
                old.unlink()
    for path, content in files:
        target = contract / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return len(files)
