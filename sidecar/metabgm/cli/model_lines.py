"""What is printed of a model."""

from __future__ import annotations

from typing import Any

from metabgm.models.musicgen_manifest import MusicGenFolder
from metabgm.models.pinned import SMOLLM2
from metabgm.models.store import Entry


def record(entry: Entry) -> dict[str, Any]:
    """For ``models list --json``."""
    made: dict[str, Any] = {
        "name": entry.name,
        "path": str(entry.path),
        "size": 0,
        "license": SMOLLM2.license if entry.name == SMOLLM2.name else "unknown",
        "source": "",
        "state": entry.trouble or "ready",
    }
    if entry.folder is None:
        return made
    model = entry.folder.model
    made |= {
        "size": entry.folder.size,
        "license": model.license,
        "source": model.source,
        "quantization": model.quantization,
        "parameters": model.parameters,
    }
    if isinstance(entry.folder, MusicGenFolder):
        musicgen = entry.folder.model
        runs_on = {"decoder": musicgen.decoder} if musicgen.stored == "graphs" else {}
        return made | {"kind": "musicgen", "random": musicgen.random, **runs_on}
    language = entry.folder.model
    return made | {
        "kind": "language model",
        "origin": language.origin,
        "context": language.context,
        "chat": language.chat.form,
    }


def size_line(made: dict[str, Any]) -> str:
    """How much room it takes and what for."""
    weights = f"{made['parameters'] / 1e6:,.0f} M weights in {made['quantization']}"
    if "decoder" in made:
        weights += f" on {made['decoder']}"
    random = ", random ones" if made.get("random") else ""
    return f"{made['size'] / 1e6:,.0f} MB ({weights}{random})"
