"""The JSON Schema of every message, generated from its Python type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from metabgm.protocol.messages_from_mod import FROM_MOD
from metabgm.protocol.messages_to_mod import TO_MOD, ProvenanceRecord

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ALSO: dict[str, tuple[type, ...]] = {"provenance": (ProvenanceRecord,)}


def schemas() -> Iterator[tuple[str, dict[str, Any]]]:
    """Name and schema of each message. bin stands as a base64 string, as JSON Schema has no bytes."""
    for name, kind in {**FROM_MOD, **TO_MOD}.items():
        (reference, *_), definitions = msgspec.json.schema_components(
            (kind, *_ALSO.get(name, ())), ref_template="#/$defs/{name}"
        )
        yield name, {"$schema": DIALECT, **reference, "$defs": definitions}
