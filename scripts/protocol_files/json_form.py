"""A message as JSON that loses nothing (vectors/README.md describes the form)."""

from __future__ import annotations

import base64
import json
import math
from typing import Any


def json_text(value: Any) -> str:
    """Indented, with a newline at the end. bin and non-finite floats become maps of one ``$`` key."""
    return json.dumps(_marked(value), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _marked(value: Any) -> Any:
    if isinstance(value, bytes):
        return {"$bin": base64.b64encode(value).decode()}
    if isinstance(value, float) and not math.isfinite(value):
        return {"$float": str(value)}
    if isinstance(value, dict):
        return {key: _marked(inner) for key, inner in value.items()}
    return [_marked(inner) for inner in value] if isinstance(value, list) else value
