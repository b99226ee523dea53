from __future__ import annotations

import pytest

from metabgm.music.composer.randomness import stream
from metabgm.music.composer.theory.chords import Chord
from metabgm.music.composer.theory.metre import METRES
from metabgm.music.composer.write.form import sections
from metabgm.music.composer.write.rhythm import KINDS, percussion
from metabgm.music.composer.write.score import Note, Span


def struck(kind: str, metre: str, energy: float, seed: int = 0) -> list[Note]:
    plan = sections(8, "combat", build=False)
    spans = (Span(0.0, 8 * METRES[metre].beats, Chord(0, (2, 5, 9))),)
    return percussion(stream(seed, "percussion"), (kind,), METRES[metre], plan, spans, energy=energy)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("metre", METRES)
@pytest.mark.parametrize("energy", [0.1, 0.9])
def test_every_kind_follows_every_metre(kind: str, metre: str, energy: float) -> None:
    notes = struck(kind, metre, energy)
    assert notes
    grid = METRES[metre].division * 4
    for note in notes:
        assert 0.0 <= note.beat < 8 * METRES[metre].beats
        assert note.beat * grid == pytest.approx(round(note.beat * grid))
        assert note.part == "percussion"


@pytest.mark.parametrize("kind", ["kit", "taiko", "hand_drums"])
def test_energy_strikes_more_and_harder(kind: str) -> None:
    calm = [note for seed in range(5) for note in struck(kind, "4/4", 0.1, seed)]
    wild = [note for seed in range(5) for note in struck(kind, "4/4", 1.0, seed)]
    assert len(wild) > 1.2 * len(calm)
    assert max(note.level for note in wild) > max(note.level for note in calm)


def test_timpani_play_the_chord() -> None:
    assert {note.pitch % 12 for note in struck("timpani", "4/4", 0.9)} <= {2, 9}


def test_a_groove_is_kept() -> None:
    notes = struck("taiko", "4/4", 0.4)
    first = [(note.beat, note.pitch) for note in notes if note.beat < 4]
    second = [(note.beat - 4, note.pitch) for note in notes if 4 <= note.beat < 8]
    assert first == second
