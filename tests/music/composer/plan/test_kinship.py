from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from metabgm.music.composer import ComposedPiece, Composer
from metabgm.music.composer.plan.kinship import Material
from metabgm.music.composer.plan.parameters import decide
from metabgm.music.composer.theory.chords import triad
from metabgm.music.composer.theory.keys import Key, relation
from metabgm.music.composer.words.reader import read
from metabgm.music.composer.write.motif import Motif
from metabgm.music.composer.write.score import Note
from metabgm.music.engine import Anchor, Brief

RELATED = {"same key", "same tonic", "relative", "parallel", "dominant", "subdominant"}
RATIOS = (1.0, 0.5, 2.0, 2 / 3, 1.5, 0.75, 4 / 3)


def degree(key: Key, pitch: int) -> int | None:
    """Scale degree of a pitch in the key's melody scale, counted over octaves."""
    octave, within = divmod(pitch - key.tonic, 12)
    steps = key.mode.steps
    return octave * len(steps) + steps.index(within) if within in steps else None


def says(piece: ComposedPiece, motif: Motif) -> bool:
    """Whether the lead plays the motif's steps, one note after the other."""
    lead = [note for note in piece.score.notes if note.part == "lead"]
    degrees = [degree(piece.plan.key, note.pitch) for note in lead]
    count = len(motif.steps)
    for at in range(len(degrees) - count + 1):
        first = degrees[at]
        window = degrees[at : at + count]
        if first is not None and [one - first for one in window if one is not None] == list(motif.steps):
            return True
    return False


@pytest.mark.parametrize("seed", range(40))
def test_the_next_piece_develops_motif_key_and_tempo(composer: Composer, seed: int) -> None:
    old = composer.compose(Brief("calm piano", seed))
    new = composer.compose(
        Brief("dark strings" if seed % 2 else "bright flute", seed + 100, anchor=old.anchor())
    )
    before, after = old.plan.kinship.motif.steps, new.plan.kinship.motif.steps
    backwards = tuple(step - before[-1] for step in before[::-1])
    assert after in (before, tuple(-step for step in before), backwards)
    assert relation(old.plan.key, new.plan.key) in RELATED
    assert new.plan.kinship.note.startswith("motif ")
    assert old.plan.key.name in new.parameters["anchor"]


def test_the_motif_is_heard_as_it_is(composer: Composer) -> None:
    """A line may bend it to its chords, but seldom everywhere in a piece."""
    heard = []
    for seed in range(40):
        piece = composer.compose(Brief("calm piano" if seed % 2 else "bright flute", seed))
        heard.append(says(piece, piece.plan.kinship.motif))
    assert sum(heard) >= 34


def test_the_first_phrase_states_the_motif_as_the_anchor_says(composer: Composer) -> None:
    """Its rhythm and the way it goes, up and down; chords may bend its steps."""
    texts = ("calm piano", "sad cello", "bright flute", "dark strings", "gentle harp, sparse")
    stated = 0
    for seed in range(40):
        old = composer.compose(Brief("calm piano", seed, seconds=20.0)).anchor()
        piece = composer.compose(Brief(texts[seed % len(texts)], seed + 100, anchor=old))
        stated += _states(_first_phrase(piece), piece.plan.kinship.motif)
    assert stated >= 36


def _first_phrase(piece: ComposedPiece) -> list[Note]:
    bar = piece.plan.metre.beats
    first = next(section for section in piece.score.sections if section.letter)
    begin, end = first.first_bar * bar, (first.first_bar + first.bars) * bar
    sung = (
        note
        for note in piece.score.notes
        if note.part in ("lead", "counter") and note.voice == 0 and note.from_intensity <= 0.5
    )
    return [note for note in sung if begin <= note.beat < end]


def _states(line: list[Note], motif: Motif) -> bool:
    count = len(motif.steps)
    ways = np.sign(np.diff(motif.steps)).tolist()
    for at in range(len(line) - count + 1):
        window = line[at : at + count]
        apart = np.diff([note.beat for note in window])
        same_way = np.sign(np.diff([note.pitch for note in window])).tolist() == ways
        if same_way and np.allclose(apart, motif.lengths[:-1]):
            return True
    return False


@pytest.mark.parametrize("key_asked", ["in a minor key", "minor mode, melancholy"])
def test_a_minor_key_is_mostly_natural_but_not_always(key_asked: str) -> None:
    modes = Counter(decide(Brief(key_asked, seed), read(key_asked)).key.mode.name for seed in range(120))
    assert set(modes) == {"minor", "dorian", "harmonic minor"}
    assert modes["minor"] >= 60


@pytest.mark.parametrize(
    "text", ["waltz", "baroque harpsichord", "solemn hymn", "folk tune", "funeral march"]
)
def test_what_lives_by_cadences_is_in_major_or_minor(text: str) -> None:
    modes = {decide(Brief(text, seed), read(text)).key.mode.name for seed in range(40)}
    assert modes <= {"major", "minor", "harmonic minor"}


@pytest.mark.parametrize("seed", range(30))
def test_the_next_piece_opens_on_a_chord_of_both_keys(composer: Composer, seed: int) -> None:
    old = composer.compose(Brief("calm piano", seed))
    new = composer.compose(Brief("dark cello" if seed % 2 else "harp", seed + 50, anchor=old.anchor()))
    bridge = new.plan.kinship.bridge
    note = new.parameters["anchor"]
    if bridge is None:
        assert "no chord of the old key is one of the new" in note
        return
    first = new.score.spans[0]
    assert first.chord == bridge
    assert first.beats <= 2 * new.plan.metre.beats
    assert f"over {new.plan.key.chord_name(bridge.tones)}" in note
    home = triad(old.plan.key, 0).tones
    if set(home) <= new.plan.key.collection:
        assert bridge.tones == home


def test_tempi_are_related_where_the_mood_lets_them(composer: Composer) -> None:
    related = 0
    for seed in range(30):
        old = composer.compose(Brief("calm piano", seed))
        new = composer.compose(Brief("calm harp", seed + 1, anchor=old.anchor()))
        ratio = new.plan.bpm / old.plan.bpm
        related += any(abs(ratio - one) < 1e-9 for one in RATIOS)
    assert related >= 25


def test_words_come_before_kinship(composer: Composer) -> None:
    old = composer.compose(Brief("calm piano in C major at 60 bpm", 1))
    new = composer.compose(Brief("in F# minor at 107 bpm", 2, anchor=old.anchor()))
    assert new.plan.key.name == "F# minor"
    assert new.plan.bpm == 107.0
    assert "the words name the key" in new.parameters["anchor"]
    assert "the words name the tempo" in new.parameters["anchor"]


def test_an_anchor_of_another_engine_is_noted_and_left_alone(composer: Composer) -> None:
    anchor = Anchor("musicgen", "tokens", [1, 2, 3])
    piece = composer.compose(Brief("calm", 5, anchor=anchor))
    assert piece.plan.kinship.motif == composer.compose(Brief("calm", 5)).plan.kinship.motif
    assert piece.parameters["anchor"] == "new motif: the anchor is one of musicgen, not of composer"


def test_summary_is_one_line(composer: Composer) -> None:
    anchor = composer.compose(Brief("slow harp in D dorian at 72 bpm", 3)).anchor()
    assert isinstance(anchor.material, Material)
    assert anchor.engine == "composer"
    assert anchor.summary.startswith("motif 1 ")
    assert anchor.summary.endswith(", D dorian, 72 bpm")


def test_a_long_line_of_pieces_keeps_a_motif_worth_the_name(composer: Composer) -> None:
    anchor = None
    for generation in range(25):
        piece = composer.compose(Brief("waltz" if generation % 3 else "7/8 march", generation, anchor=anchor))
        motif = piece.plan.kinship.motif
        assert len(set(motif.steps)) >= 3
        assert motif.beats <= 2 * piece.plan.metre.beats
        anchor = piece.anchor()
