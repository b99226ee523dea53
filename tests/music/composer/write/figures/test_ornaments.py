from __future__ import annotations

from itertools import pairwise

from metabgm.music.composer.plan.registers import band
from metabgm.music.composer.randomness import stream
from metabgm.music.composer.sound.instruments import instruments
from metabgm.music.composer.theory.metre import METRES
from metabgm.music.composer.write.figures.ornaments import glissando, sparkle
from metabgm.music.composer.write.score import Note, Section, Span
from tests.music.composer.write.figures.written import CHORDS, KEY

HARP, CELESTA = instruments()["harp"], instruments()["celesta"]


def sparkling(seed: int, density: float, surely: bool = False) -> list[Note]:
    metre = METRES["4/4"]
    spans = [Span(4.0 * at, 4.0, one) for at, one in enumerate(CHORDS)]
    section = Section("A", "A", 0, 0, 8, 0.7, frozenset({"sparkle"}))
    return sparkle(
        stream(seed, "sparkle"),
        section,
        spans,
        metre=metre,
        instrument=CELESTA,
        band=band("sparkle", CELESTA, 0.0),
        density=density,
        surely=surely,
    )


def test_sparkle_is_sparse_high_and_never_on_a_grid_of_bars() -> None:
    for seed in range(20):
        notes = sparkling(seed, 0.6)
        assert len(notes) <= 32
        for note in notes:
            assert note.pitch >= 76
            assert note.pitch % 12 in CHORDS[int(note.beat // 4)].tones or note.beat % 4 > 0
        assert len({tuple(n.beat % 4 for n in notes if n.beat // 4 == bar) for bar in range(8)}) >= 3


def test_sparkle_comes_surely_where_it_must() -> None:
    assert any(not sparkling(seed, 0.0) for seed in range(200))
    assert all(sparkling(seed, 0.0, surely=True) for seed in range(200))


def test_a_glissando_runs_up_the_scale_into_a_beat() -> None:
    run = glissando(16.0, KEY.collection, HARP, band("accompaniment", HARP, 0.0), 0.8)
    assert len(run) >= 9
    assert all(after.pitch > before.pitch and after.beat > before.beat for before, after in pairwise(run))
    assert all(note.pitch % 12 in KEY.collection for note in run)
    assert run[-1].beat < 16.0 < run[-1].beat + 0.2
    assert not glissando(0.0, KEY.collection, HARP, band("accompaniment", HARP, 0.0), 0.8)
