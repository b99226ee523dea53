from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from metabgm.music.composer.randomness import stream
from metabgm.music.composer.theory.metre import METRES
from metabgm.music.composer.write.motif import augmented, invent
from metabgm.music.composer.write.phrases import Cell, Character, outline, phrase, resized, returning

CHARACTERS: tuple[Character, ...] = ("sparse", "singing", "middling", "dense")


def made(seed: int, bars: int, character: Character, metre: str = "4/4", *, long: bool = False) -> list[Cell]:
    motif = invent(stream(seed, "motif"), METRES[metre], liveliness=0.5)
    one = augmented(motif) if long else motif
    return phrase(stream(seed, "phrase"), one, METRES[metre], bars, character)


@pytest.mark.parametrize("metre", ["4/4", "3/4", "7/8", "6/8", "5/4"])
@pytest.mark.parametrize("bars", [1, 2, 3, 4, 5, 6, 8, 9])
@pytest.mark.parametrize("character", CHARACTERS)
@pytest.mark.parametrize("long", [False, True])
def test_cells_fill_their_phrase_without_overlap(
    metre: str, bars: int, character: Character, long: bool
) -> None:
    beats = METRES[metre].beats
    for seed in range(10):
        cells = made(seed, bars, character, metre, long=long)
        assert all(before.end <= after.beat + 1e-6 for before, after in pairwise(cells))
        assert cells[-1].code == "C"
        assert (bars - 1) * beats <= cells[-1].beat < cells[-1].end <= bars * beats
        assert cells[0].beat >= 0.0 or cells[0].code == "P"


def test_a_close_is_long() -> None:
    for seed in range(50):
        close = made(seed, 4, "middling")[-1].motif
        assert close.lengths[-1] >= max(1.0, 0.3 * METRES["4/4"].beats)


def test_sparse_phrases_rest_and_dense_ones_hardly() -> None:
    rests = {
        one: sum(outline(stream(s, "o"), 4, 1, one).count("R") for s in range(200)) for one in CHARACTERS
    }
    assert rests["sparse"] > rests["singing"] > rests["middling"] > rests["dense"]
    assert rests["sparse"] > 100 > rests["middling"]


def test_there_are_sentences_sequences_pickups_and_exact_ones() -> None:
    cells = [cell for seed in range(200) for cell in made(seed, 8, "dense")]
    counts = Counter(cell.code for cell in cells)
    assert min(counts[code] for code in ("M", "S", "V", "F", "C", "P")) > 20
    assert any(cell.exact for cell in cells)
    outlines = ["".join(outline(stream(seed, "o"), 5, 1, "middling")) for seed in range(100)]
    assert "MSFFC" in outlines


@pytest.mark.parametrize("seed", range(30))
def test_what_returns_is_alike_but_not_the_same(seed: int) -> None:
    cells = made(seed, 4, "middling")
    again = returning(stream(seed, "again"), cells, METRES["4/4"])
    assert [(cell.code, cell.beat) for cell in again] == [(cell.code, cell.beat) for cell in cells]
    same = sum(before == after for before, after in zip(cells, again, strict=True))
    assert same >= len(cells) // 3


def test_returns_differ() -> None:
    changed = 0
    for seed in range(100):
        cells = made(seed, 4, "middling")
        changed += returning(stream(seed, "again"), cells, METRES["4/4"]) != cells
    assert changed > 85


def test_a_phrase_can_be_longer_or_shorter_when_it_returns() -> None:
    cells = made(3, 4, "middling")
    assert resized(cells, METRES["4/4"], 4, 4) == cells
    for bars in (3, 5, 6):
        told = resized(cells, METRES["4/4"], 4, bars)
        assert told[-1].beat == cells[-1].beat + 4.0 * (bars - 4)
        assert all(before.end <= after.beat + 1e-6 for before, after in pairwise(told))
