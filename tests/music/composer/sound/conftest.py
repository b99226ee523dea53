from __future__ import annotations

import pytest

from metabgm.music.composer.sound.bank import bundled_bank
from metabgm.music.composer.sound.soundfont import SoundFont


@pytest.fixture(scope="session")
def font() -> SoundFont:
    return SoundFont(bundled_bank())
