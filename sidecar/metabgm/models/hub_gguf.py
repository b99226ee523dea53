"""Which GGUF file of a repository is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from metabgm.models.errors import ModelError
from metabgm.models.hub_listing import HubFile, HubListing
from metabgm.models.hub_name import HubName

_LISTED_FILES = 12
"""One line for the user; a repository has up to some thirty quantizations."""

_PART_OF_A_MODEL = re.compile(r"-\d{5}-of-\d{5}\.gguf$", re.IGNORECASE)


def choose_gguf(name: HubName, listing: HubListing) -> HubFile:
    """The named GGUF file, or the only one. Raises ModelError that lists those to choose from."""
    files = gguf_files(listing)
    if name.file is None:
        if len(files) != 1:
            raise ModelError(f"it has {len(files)} GGUF files; {_how_to_choose(name, files)}")
        chosen = files[0]
    else:
        found = [file for file in files if file.path == name.file]
        if not found:
            raise ModelError(f"{name.repository} has no {name.file}; {_how_to_choose(name, files)}")
        chosen = found[0]
    if _PART_OF_A_MODEL.search(chosen.path):
        raise ModelError(f"{chosen.path} is one part of a split model; choose a GGUF file that is whole")
    if listing.gguf_architecture not in (None, "llama"):
        raise ModelError(f"it is a {listing.gguf_architecture!r} model; supported is 'llama'")
    return chosen


def is_gguf(file: HubFile) -> bool:
    return file.path.lower().endswith(".gguf")


def gguf_files(listing: HubListing) -> list[HubFile]:
    """Smallest first."""
    files = [file for file in listing.files.values() if is_gguf(file)]
    return sorted(files, key=lambda file: (file.size, file.path))


def _how_to_choose(name: HubName, files: Sequence[HubFile]) -> str:
    if not files:
        return "it has no GGUF file at all"
    shown = [f"{file.path} ({file.size / 1e9:.2f} GB)" for file in files[:_LISTED_FILES]]
    more = f" and {len(files) - len(shown)} larger ones" if len(files) > len(shown) else ""
    example = HubName(name.repository, name.revision, files[0].path)
    return f"name one, as in {example}; there are {', '.join(shown)}{more}"
