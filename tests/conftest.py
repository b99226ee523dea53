"""What several rooms' tests need and is dear to make."""

from __future__ import annotations

import pytest

from metabgm.models.manifest import ModelFolder
from metabgm.models.store import ensure


@pytest.fixture(scope="session")
def smollm2_folder() -> ModelFolder:
    """The real model in the box, from the user's cache; fetched and converted first if it isn't there."""
    return ensure()
