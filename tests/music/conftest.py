from __future__ import annotations

import pytest

from metabgm.music.composer import Composer


@pytest.fixture(scope="session")
def composer() -> Composer:
    """Loading the bank takes a moment; the engine keeps nothing of one piece that another could hear."""
    return Composer()
