from __future__ import annotations

import pytest

from metabgm.music.composer.theory.metre import METRES, Metre


@pytest.mark.parametrize("metre", METRES.values(), ids=lambda metre: metre.name)
def test_every_place_has_a_weight_and_the_downbeat_the_most(metre: Metre) -> None:
    places = [at / metre.division for at in range(round(metre.beats * metre.division))]
    weights = [metre.weight(place) for place in places]
    assert weights[0] == 1.0
    assert max(weights[1:], default=0.0) < 1.0
    assert set(weights) <= {1.0, 0.7, 0.4, 0.1}
    assert metre.weight(metre.beats * 5) == 1.0
    assert all(metre.weight(accent) >= 0.7 for accent in metre.accents)
