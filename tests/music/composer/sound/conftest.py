from __future__ import annotations

import pytest

from metabgm.music.composer.sound.bank import bundled_bank
from metabgm.music.composer.sound.orchestra import Orchestra
from metabgm.music.composer.sound.own.store import own_bank
from metabgm.music.composer.sound.soundfont import SoundFont


@pytest.fixture(scope="session")
def font() -> SoundFont:
    return SoundFont.open(bundled_bank())


@pytest.fixture(scope="session")
def own() -> SoundFont:
    """The computed instruments; computed first where this machine hasn't kept them."""
    return own_bank()


@pytest.fixture(scope="session")
def orchestra(font: SoundFont, own: SoundFont) -> Orchestra:
    return Orchestra(font, own, 48_000)
