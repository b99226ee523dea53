from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np
import pytest

from metabgm.director.sting_texts import DESCRIPTIONS, Occasion
from metabgm.music.composer import Composer
from metabgm.music.composer.plan.parameters import Parameters, decide
from metabgm.music.composer.plan.textures import GESTURES, Gesture
from metabgm.music.composer.theory.chords import triad
from metabgm.music.composer.words.reader import read
from metabgm.music.composer.write.development import head
from metabgm.music.composer.write.score import Note, Score
from metabgm.music.composer.write.stings import LONGEST_S, SHORTEST_S
from metabgm.music.composer.write.writer import write
from metabgm.music.engine import Brief

TEXTS = ("", "harp and celesta", "bright horn and trumpet", "dark low strings and timpani", "solo piano")


def made(gesture: Gesture, text: str, seed: int) -> tuple[Parameters, Score]:
    parameters = replace(decide(Brief(text, seed, "sting"), read(text)), gesture=gesture)
    return parameters, write(parameters, seed)


@pytest.mark.parametrize("gesture", GESTURES)
@pytest.mark.parametrize("text", TEXTS)
def test_a_sting_is_short_in_key_and_in_range(gesture: Gesture, text: str) -> None:
    for seed in range(40):
        parameters, score = made(gesture, text, seed)
        assert SHORTEST_S - 1e-6 <= score.beats * 60.0 / parameters.bpm <= LONGEST_S + 1e-6
        assert {"lead"} <= {note.part for note in score.notes} | {"lead" if gesture == "toll" else ""}
        end = max(note.beat + note.beats for note in score.notes)
        assert score.beats - 0.6 <= end <= score.beats + 1.0
        for note in score.notes:
            assert note.beat >= 0.0
            assert 0.0 < note.level <= 1.0
            assert note.instrument.low <= note.pitch <= note.instrument.high
            if note.part != "percussion":
                tones = {tone for span in score.spans for tone in span.chord.tones}
                assert note.pitch % 12 in parameters.key.collection | tones


@pytest.mark.parametrize("text", TEXTS)
def test_gestures_are_told_apart(text: str) -> None:
    for seed in range(20):
        shapes = {gesture: _shape(made(gesture, text, seed)[1].notes) for gesture in GESTURES}
        assert shapes["rise"][0] >= 3.0
        assert shapes["fall"][0] < -1.0
        assert shapes["toll"][1] < shapes["rise"][1]
        assert shapes["rumble"][2] < shapes["rise"][2] - 5.0
        for one, other in combinations(GESTURES, 2):
            assert _rhythm(one, text, seed) != _rhythm(other, text, seed)


def _shape(notes: tuple[Note, ...]) -> tuple[float, float, float]:
    """How far what moves rises from its first third to its last, onsets, mean pitch of what moves."""
    moving = [note for note in notes if note.part in ("lead", "accompaniment", "bass") and note.beats < 3.0]
    moving = moving or [note for note in notes if note.part != "percussion"]
    lead = [note.pitch for note in moving if note.part == "lead"] or [note.pitch for note in moving]
    third = max(1, len(moving) // 3)
    pitches = [note.pitch for note in moving]
    rise = float(np.mean(pitches[-third:]) - np.mean(pitches[:third]))
    if len(lead) > 3:
        rise = max(rise, lead[-1] - lead[0]) if lead[-1] > lead[0] else min(rise, lead[-1] - lead[0])
    onsets = {round(note.beat, 2) for note in notes if note.part not in ("bed", "percussion")}
    return float(rise), len(onsets), float(np.mean(pitches))


def _rhythm(gesture: Gesture, text: str, seed: int) -> list[tuple[float, str]]:
    return [(note.beat, note.part) for note in made(gesture, text, seed)[1].notes]


def test_tolls_are_evenly_apart() -> None:
    for seed in range(20):
        _, score = made("toll", "tubular bells and strings", seed)
        strokes = sorted({note.beat for note in score.notes if note.instrument.name == "tubular_bells"})
        assert 2 <= len(strokes) <= 3
        gaps = [after - before for before, after in pairwise(strokes)]
        assert max(gaps) - min(gaps) < 1e-6


@pytest.mark.parametrize("gesture", GESTURES)
def test_seeds_vary(gesture: Gesture) -> None:
    stings = {
        tuple((note.beat, note.pitch) for note in made(gesture, "harp, horn and strings", seed)[1].notes)
        for seed in range(30)
    }
    assert len(stings) >= 28


@pytest.mark.parametrize("text", ["", "solo piano"])
def test_no_drum_strikes_unasked(text: str) -> None:
    for gesture in GESTURES:
        assert not any(note.part == "percussion" for note in made(gesture, text, 1)[1].notes)
    assert any(note.part == "percussion" for note in made("rumble", "timpani", 1)[1].notes)


def test_a_sting_speaks_of_the_piece_it_is_heard_over(composer: Composer) -> None:
    for seed in range(12):
        piece = composer.compose(Brief("calm piano", seed, "base", 20.0))
        brief = Brief("a rising harp flourish", seed, "sting", anchor=piece.anchor())
        plan = decide(brief, read(brief.description))
        assert plan.key == piece.plan.key
        score = write(replace(plan, gesture="rise"), seed)
        part = head(plan.kinship.motif)
        assert part.steps == head(piece.plan.kinship.motif).steps
        assert plan.kinship.note.startswith("motif transposed")
        lead = [note.pitch for note in score.notes if note.part == "lead"]
        signs = np.sign(np.diff(lead)).tolist()[: len(part.steps) - 1]
        assert signs == np.sign(np.diff(part.steps)).tolist()


GESTURE_OF: dict[Occasion, Gesture] = {
    "biome": "rise",
    "night": "toll",
    "advancement": "fanfare",
    "boss": "rumble",
    "death": "fall",
}


@pytest.mark.parametrize("occasion", DESCRIPTIONS)
def test_the_games_stings_make_their_gestures(composer: Composer, occasion: Occasion) -> None:
    for text in DESCRIPTIONS[occasion]:
        for seed in range(6):
            piece = composer.compose(Brief(text, seed, "sting"))
            assert piece.parameters["gesture"] == GESTURE_OF[occasion]
            assert piece.parameters["sources"]["gesture"].startswith("words: ")


@pytest.mark.parametrize(
    "text", [*TEXTS, "flute and celesta", "soft choir pad, no drums", *DESCRIPTIONS["boss"]]
)
def test_a_rumble_rolls_low_whoever_plays(text: str) -> None:
    for seed in range(20):
        parameters, score = made("rumble", text, seed)
        arrival = score.spans[-1].beat
        beat_s = 60.0 / parameters.bpm
        rolls: dict[tuple[str, str], list[Note]] = {}
        for note in score.notes:
            if note.beat < arrival and note.pitch <= 60:
                rolls.setdefault((note.part, note.instrument.name), []).append(note)
        quickest = max(rolls.values(), key=len)
        assert len(quickest) >= (1.5 if parameters.drumless else 3.5) * arrival * beat_s
        assert not (parameters.drumless and any(note.part == "percussion" for note in score.notes))


@pytest.mark.parametrize("occasion", ["biome", "night", "death"])
def test_a_sting_agrees_with_the_piece_that_begins_with_it(composer: Composer, occasion: Occasion) -> None:
    """Both grow from the same piece: its tonic triad is the sting's chord and the next one's bridge."""
    agreed = 0
    for seed in range(12):
        old = composer.compose(Brief("calm piano" if seed % 2 else "sad cello", seed, "base", 20.0)).anchor()
        sting = composer.compose(Brief(DESCRIPTIONS[occasion][0], seed, "sting", anchor=old))
        base = composer.compose(Brief("bright harp", seed, "base", 40.0, anchor=old))
        home = triad(sting.plan.key, 0)
        assert {span.chord for span in sting.score.spans} == {home}
        lead = [note for note in sting.score.notes if note.part == "lead"]
        held = [note for note in sting.score.notes if note.part in ("bed", "bass", "accompaniment")]
        assert {note.pitch % 12 for note in [*held, *lead[-1:]]} <= set(home.tones)
        agreed += base.score.spans[0].chord.tones == home.tones
    assert agreed >= 6
