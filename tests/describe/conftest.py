"""The real model, loaded once for this room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from metabgm.describe.llama import Llama
from metabgm.models.manifest import ModelFolder


@pytest.fixture(scope="session")
def llama(smollm2_folder: ModelFolder) -> Iterator[Llama]:
    llama = Llama(smollm2_folder)
    yield llama
    llama.close()
