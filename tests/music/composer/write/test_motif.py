from __future__ import annotations

import pytest

from metabgm.music.composer.randomness import stream
from metabgm.music.composer.theory.metre import METRES, Metre
from metabgm.music.composer.write.motif import (
    DEVELOPMENTS,
    FEWEST_NOTES,
    MOST_NOTES,
    Motif,
    augmented,
    diminished,
    fitted,
    invent,
    inverted,
    reversed_,
)

MOTIF = Motif((0, 2, 4, 1), (1.0, 0.5, 0.5, 2.0))


def test_transformations() -> None:
    assert inverted(MOTIF).steps == (0, -2, -4, -1)
    assert reversed_(MOTIF) == Motif((0, 3, 1, -1), MOTIF.lengths)
    assert augmented(MOTIF).beats == 8.0
    assert diminished(augmented(MOTIF)) == MOTIF
    assert inverted(inverted(MOTIF)) == MOTIF
    assert MOTIF.degrees_text == "1 3 5 2"


@pytest.mark.parametrize("metre", METRES.values(), ids=lambda metre: metre.name)
@pytest.mark.parametrize("liveliness", [0.0, 0.5, 1.0])
def test_inventions_fill_a_bar_and_have_a_face(metre: Metre, liveliness: float) -> None:
    for seed in range(40):
        motif = invent(stream(seed, "motif"), metre, liveliness=liveliness)
        assert FEWEST_NOTES <= len(motif.steps) == len(motif.lengths) <= MOST_NOTES
        assert motif.beats == pytest.approx(metre.beats)
        assert motif.steps[0] == 0
        assert max(motif.steps) - min(motif.steps) < 8
        assert len(set(motif.steps)) >= 3
        assert motif.lengths[-1] == max(motif.lengths)


@pytest.mark.parametrize("old", METRES.values(), ids=lambda metre: metre.name)
@pytest.mark.parametrize("new", METRES.values(), ids=lambda metre: metre.name)
@pytest.mark.parametrize("way", DEVELOPMENTS)
def test_fitting_keeps_the_steps(old: Metre, new: Metre, way: str) -> None:
    for seed in range(5):
        motif = DEVELOPMENTS[way](invent(stream(seed, "motif"), old, liveliness=0.8))
        moved = fitted(motif, new)
        assert moved.steps == motif.steps
        assert moved.beats in (pytest.approx(new.beats), pytest.approx(2 * new.beats))
        assert all(
            length * new.division == pytest.approx(round(length * new.division)) for length in moved.lengths
        )
        assert min(moved.lengths) > 0
