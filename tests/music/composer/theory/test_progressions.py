from __future__ import annotations

import pytest

from metabgm.music.composer.randomness import stream
from metabgm.music.composer.theory.keys import MODES
from metabgm.music.composer.theory.progressions import cadence, progression


@pytest.mark.parametrize("mode", MODES)
def test_progressions_and_cadences_of_every_mode(mode: str) -> None:
    seen: set[tuple[int, ...]] = set()
    for seed in range(40):
        rng = stream(seed, "progression")
        opening = progression(rng, MODES[mode], contrasting=False)
        contrasting = progression(rng, MODES[mode], contrasting=True)
        closing = cadence(rng, MODES[mode])
        assert opening[0] == 0
        assert contrasting[0] != 0
        assert closing[-1] == 0
        assert closing[-2] != 0
        assert all(0 <= degree < 7 for degree in opening + contrasting + closing)
        assert len(opening) == len(contrasting) == 4
        seen.add(tuple(opening))
    assert len(seen) >= 3
