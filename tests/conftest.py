"""What several rooms' tests need and is dear to make."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# As the sidecar's command does, before numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from metabgm.models.manifest import ModelFolder
from metabgm.models.store import ensure
from metabgm.music.composer.sound.added_banks import BUNDLED, use

# A slow machine is no fault: the first text that is drawn waits for Unicode's tables, 3 s on some.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


@pytest.fixture(scope="session", autouse=True)
def bundled_sounds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The same instruments on every machine, whatever banks it has installed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("METABGM_DATA_DIR", str(tmp_path_factory.mktemp("data")))
        use(BUNDLED)
        yield


@pytest.fixture(scope="session")
def smollm2_folder() -> ModelFolder:
    """The real model in the box, from the user's cache; fetched and converted first if it isn't there."""
    return ensure()
