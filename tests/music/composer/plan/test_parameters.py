from __future__ import annotations

import json

import pytest

from metabgm.music.composer.plan.parameters import LONGEST_S, SHORTEST_S, USUAL_SECONDS, Parameters, decide
from metabgm.music.composer.words.reading import read
from metabgm.music.engine import Brief, Role


def decided(text: str, seed: int = 0, role: Role = "base", seconds: float | None = None) -> Parameters:
    return decide(Brief(text, seed, role, seconds), read(text))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("slow", 54, 68),
        ("adagio", 56, 70),
        ("allegro", 122, 140),
        ("80 bpm", 80, 80),
        ("very fast", 135, 190),
    ],
)
def test_tempo_is_what_the_words_say(text: str, low: float, high: float) -> None:
    for role in ("base", "combat"):
        assert all(low <= decided(text, seed, role).bpm <= high for seed in range(20))


@pytest.mark.parametrize(
    ("text", "mode"), [("in D dorian", "dorian"), ("lydian", "lydian"), ("minor key", "minor")]
)
def test_mode_is_what_the_words_say(text: str, mode: str) -> None:
    assert all(decided(text, seed).key.mode.name == mode for seed in range(20))


def test_moods_choose_modes_and_tempi() -> None:
    happy = [decided("happy cheerful energetic", seed) for seed in range(40)]
    sad = [decided("sad mournful slow", seed) for seed in range(40)]
    assert sum(one.key.mode.minor for one in happy) < 6
    assert sum(one.key.mode.minor for one in sad) > 34
    assert min(one.bpm for one in happy) > max(one.bpm for one in sad)


def test_base_has_drums_only_when_they_are_named() -> None:
    for seed in range(30):
        assert decided("energetic lively", seed).percussion == ()
        assert decided("fast, no drums", seed).percussion == ()
        assert decided("calm with drums", seed).percussion == ("kit",)


def test_combat_has_drums_unless_they_are_negated() -> None:
    assert decided("", role="combat").percussion == ("taiko", "timpani", "cymbals")
    assert decided("no timpani", role="combat").percussion == ("taiko", "cymbals")
    assert decided("without drums", role="combat").percussion == ()
    assert decided("drums", role="combat").percussion == ("taiko", "kit")


def test_combat_drives_whatever_the_words() -> None:
    assert all(decided("calm", seed, "combat").arousal >= 0.45 for seed in range(20))


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(None, USUAL_SECONDS["base"]), (0.1, SHORTEST_S), (40.0, 40.0), (1e9, LONGEST_S)],
)
def test_length(seconds: float | None, expected: float) -> None:
    assert decided("", seconds=seconds).seconds == expected


def test_seeds_vary_what_the_words_leave_open() -> None:
    many = [decided("calm", seed) for seed in range(40)]
    assert len({one.key.tonic for one in many}) >= 8
    assert len({one.key.mode.name for one in many}) >= 3
    assert len({round(one.bpm) for one in many}) >= 8
    assert len({one.metre.name for one in many}) >= 2
    assert len({one.kinship.motif for one in many}) >= 30


def test_metre_and_textures() -> None:
    assert decided("a waltz").metre.name == "3/4"
    assert decided("in 7/8").metre.name == "7/8"
    assert decided("arpeggios over a drone").texture == "arpeggio"
    assert decided("arpeggios over a drone").bed_texture == "drone"
    assert "celesta" in decided("shimmering harp").cast.names


def test_json() -> None:
    parameters = decided("calm harp").as_json()
    assert json.loads(json.dumps(parameters)) == parameters
