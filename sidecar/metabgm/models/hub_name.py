"""How a model on the Hugging Face hub is written in one word."""

from __future__ import annotations

import re
from dataclasses import dataclass

from metabgm.models.errors import ModelError

_NAME = re.compile(
    r"(?P<repository>[a-z0-9][\w.-]{0,95}/[a-z0-9][\w.-]{0,95})"
    r"(?:@(?P<revision>\w[\w./-]{0,127}))?"
    r"(?::(?P<file>[^:]{1,250}\.gguf))?",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True)
class HubName:
    """``revision``: a branch, tag or commit. ``file``: the path of one GGUF file within the repository."""

    repository: str
    revision: str
    file: str | None

    def __str__(self) -> str:
        revision = "" if self.revision == "main" else f"@{self.revision}"
        return f"{self.repository}{revision}" + (f":{self.file}" if self.file else "")


def parse_hub_name(name: str) -> HubName:
    """``owner/repo``, ``owner/repo@revision``, ``owner/repo:file.gguf`` or with both. Raises ModelError."""
    found = _NAME.fullmatch(name)
    if found is None or ".." in name:
        raise ModelError(f"{name[:120]!r} is no model name; expected owner/repo or owner/repo:file.gguf")
    return HubName(found["repository"], found["revision"] or "main", found["file"])
