"""The notes of many pieces, held against what the words said."""

from __future__ import annotations

from itertools import pairwise

import pytest

from metabgm.music.composer.plan.parameters import Parameters, decide
from metabgm.music.composer.sound.instruments import PERCUSSION, instruments
from metabgm.music.composer.theory.chords import scale_over
from metabgm.music.composer.words.reader import read
from metabgm.music.composer.write.score import Note, Score, Span, chord_at
from metabgm.music.composer.write.writer import write
from metabgm.music.engine import Brief, Role

TEXTS = (
    "",
    "calm sparse piano, no drums",
    "gentle strings and choir chorale",
    "solo flute waltz in E lydian",
    "eerie drone in a cave with bells",
    "playful marimba ostinato with hand drums and tambourine",
    "pulsing electronic music, 7/8, shaker",
    "arpeggiated harp in 6/8 and pan flute, minor pentatonic",
    "loud orchestra, crescendo, timpani, fast",
    "twinkling music box lullaby, swelling pads",
)


def written(
    text: str, seed: int, role: Role = "base", seconds: float | None = None
) -> tuple[Parameters, Score]:
    parameters = decide(Brief(text, seed, role, seconds), read(text))
    return parameters, write(parameters, seed)


@pytest.mark.parametrize("role", ["base", "combat", "sting"])
@pytest.mark.parametrize("text", TEXTS)
def test_notes_keep_range_key_and_bounds(text: str, role: Role) -> None:
    for seed in range(8):
        parameters, score = written(text, seed, role)
        assert score.notes
        assert list(score.notes) == sorted(score.notes, key=lambda note: note.beat)
        for note in score.notes:
            assert note.beat >= 0.0
            assert note.beats > 0.0
            assert note.beat + note.beats <= score.beats + parameters.metre.beats
            assert 0.0 <= note.level <= 1.2
            assert note.instrument.low <= note.pitch <= note.instrument.high
            if note.part == "percussion":
                assert note.instrument.name in PERCUSSION
            else:
                suiting = (
                    scale_over(parameters.key, span.chord) for span in score.spans if _meets(note, span)
                )
                assert any(note.pitch % 12 in scale for scale in suiting)


def _meets(note: Note, span: Span) -> bool:
    return note.beat < span.end and span.beat < note.beat + note.beats


@pytest.mark.parametrize("role", ["base", "combat"])
@pytest.mark.parametrize("name", instruments())
def test_a_named_instrument_is_heard(name: str, role: Role) -> None:
    text = "halo pad" if name in ("halo_pad", "sweep_pad", "space_voice") else name.replace("_", " ")
    parameters, score = written(text, 3, role)
    if text != "halo pad":
        assert name in {note.instrument.name for note in score.notes}
    assert set(parameters.cast.names) <= {note.instrument.name for note in score.notes} | _silent(parameters)


def _silent(parameters: Parameters) -> set[str]:
    """Sparkle is a matter of chance, and players take turns over more sections than a short piece has."""
    return {player.name for player in (*parameters.cast.sparkle, *parameters.cast.lead[1:])}


@pytest.mark.parametrize("seed", range(20))
def test_drums_are_in_the_notes_only_when_they_may_be(seed: int) -> None:
    for text, role, expected in (
        ("lively piano", "base", False),
        ("calm, no drums", "base", False),
        ("calm with drums", "base", True),
        ("", "combat", True),
        ("drumless", "combat", False),
    ):
        _, score = written(text, seed, role)  # type: ignore[arg-type]
        drums = [note for note in score.notes if note.part == "percussion" and note.from_intensity <= 0.5]
        assert bool(drums) is expected, text


@pytest.mark.parametrize("seed", range(20))
def test_the_melody_rests_and_is_led_by_one_voice(seed: int) -> None:
    parameters, score = written("calm sparse harp melody", seed)
    lead = [note for note in score.notes if note.part == "lead"]
    gaps = [after.beat - before.beat - before.beats for before, after in pairwise(lead)]
    assert min(gaps) > -0.01
    assert max(gaps) >= parameters.metre.beats * 0.25
    assert sum(note.beats for note in lead) < 0.8 * score.beats


@pytest.mark.parametrize("seed", range(20))
def test_long_melody_notes_suit_their_chord(seed: int) -> None:
    parameters, score = written("gentle flute and harp", seed)
    long = [
        note for note in score.notes if note.part == "lead" and note.beats >= 0.4 * parameters.metre.beats
    ]
    suiting = [note.pitch % 12 in chord_at(score.spans, note.beat).tones for note in long]
    assert sum(suiting) >= 0.6 * len(suiting)


@pytest.mark.parametrize("seed", range(20))
def test_the_piece_ends_at_home(seed: int) -> None:
    parameters, score = written("calm strings and piano", seed)
    last_bar = score.beats - parameters.metre.beats
    sounding = [
        note
        for note in score.notes
        if note.beat + note.beats > last_bar + 0.01 and note.part not in ("lead", "counter")
    ]
    assert sounding
    lowest = min(note.pitch for note in sounding)
    tonic_chord = {parameters.key.tonic, *score.spans[-1].chord.tones}
    assert lowest % 12 in tonic_chord
    assert score.spans[-1].chord.degree == 0


def test_the_last_note_of_the_melody_is_the_tonic_or_the_third() -> None:
    closed = 0
    for seed in range(40):
        parameters, score = written("gentle flute and piano" if seed % 2 else "sad solo piano", seed)
        lead = [note for note in score.notes if note.part == "lead" and note.from_intensity <= 0.5]
        last = max(note.beat for note in lead)
        third = parameters.key.mode.harmony[2]
        ends = {(note.pitch - parameters.key.tonic) % 12 for note in lead if note.beat == last}
        closed += ends <= {0, third}
    assert closed >= 35


def test_seeds_give_different_notes() -> None:
    seen = {
        tuple((note.beat, note.pitch) for note in written("calm piano", seed)[1].notes) for seed in range(30)
    }
    assert len(seen) == 30


def test_the_same_brief_gives_the_same_notes() -> None:
    (plan, score), (same_plan, same_score) = written("calm harp", 7), written("calm harp", 7)
    assert plan == same_plan
    assert score.notes == same_score.notes


@pytest.mark.parametrize(
    ("role", "seconds"), [("base", 90.0), ("base", 30.0), ("combat", 60.0), ("sting", 4.0)]
)
def test_length_is_near_what_was_wished(role: Role, seconds: float) -> None:
    for seed in range(10):
        parameters, score = written("calm" if role == "base" else "", seed, role, seconds)
        bar_s = parameters.metre.beats * 60.0 / parameters.bpm
        assert abs(score.beats * 60.0 / parameters.bpm - seconds) < bar_s + 5.0


def test_bed_voices_are_renewed_before_they_grow_too_long() -> None:
    for seed in range(10):
        parameters, score = written("calm drone on strings", seed)
        seconds = [note.beats * 60.0 / parameters.bpm for note in score.notes if note.part == "bed"]
        assert max(seconds) < 11.0
