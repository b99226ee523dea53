from __future__ import annotations

import pytest

from metabgm.music.composer.randomness import stream
from metabgm.music.composer.theory.metre import METRES, Metre
from metabgm.music.composer.write.development import DEVELOPMENTS_WITHIN, develop, head, tail, turned
from metabgm.music.composer.write.motif import Motif, invent

MOTIF = Motif((0, 2, 4, 1), (1.0, 0.5, 0.5, 2.0))
METRE = METRES["4/4"]


def test_fragments_are_beginning_and_end() -> None:
    assert head(MOTIF) == Motif((0, 2, 4), (1.0, 0.5, 0.5))
    assert tail(MOTIF) == Motif((0, 2, -1), (0.5, 0.5, 2.0))
    assert turned(MOTIF).steps == (0, 2, 4, 7)


def test_an_extension_goes_a_step_further_in_the_same_time() -> None:
    for seed in range(10):
        longer = develop(stream(seed, "d"), "extended", MOTIF, METRE)
        assert longer.steps[:-1] == MOTIF.steps
        assert abs(longer.steps[-1] - MOTIF.steps[-1]) == 1
        assert longer.beats == MOTIF.beats


def test_another_rhythm_keeps_the_steps() -> None:
    rhythms = {develop(stream(seed, "d"), "another rhythm", MOTIF, METRE).lengths for seed in range(20)}
    assert len(rhythms) >= 3
    assert all(sum(lengths) == MOTIF.beats for lengths in rhythms)


def test_ornaments_are_neighbours_passing_notes_and_appoggiaturas() -> None:
    made = {develop(stream(seed, "d"), "ornamented", MOTIF, METRE).steps for seed in range(60)}
    assert (0, 1, 2, 4, 1) in made  # passing between 0 and 2
    assert (0, 2, 4, 2, 1) in made  # an appoggiatura before the last note
    assert (0, 2, 4, 1, 0, 1) in made or (0, 2, 4, 1, 2, 1) in made  # a neighbour within it


@pytest.mark.parametrize("metre", METRES.values(), ids=lambda metre: metre.name)
@pytest.mark.parametrize("name", DEVELOPMENTS_WITHIN)
def test_every_development_is_a_motif_that_fits_its_bars(name: str, metre: Metre) -> None:
    for seed in range(20):
        motif = invent(stream(seed, "motif"), metre, liveliness=0.6)
        made = develop(stream(seed, "d"), name, motif, metre)
        assert len(made.steps) == len(made.lengths) >= 2
        assert made.steps[0] == 0
        assert min(made.lengths) > 0.0
        assert made.beats == pytest.approx(motif.beats / 2.0 if name == "diminished" else motif.beats)
