from __future__ import annotations

import json

import pytest

from metabgm.music.composer.plan.kinship import ENGINE, Material
from metabgm.music.composer.plan.parameters import LONGEST_S, SHORTEST_S, USUAL_SECONDS, Parameters, decide
from metabgm.music.composer.words.reader import read
from metabgm.music.engine import Anchor, Brief, Role


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
    ("text", "mode"),
    [("in D dorian", "dorian"), ("lydian", "lydian"), ("aeolian", "minor"), ("in Am", "minor")],
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
    assert decided("shimmering harp").cast.sparkle


def test_json() -> None:
    parameters = decided("calm harp").as_json()
    assert json.loads(json.dumps(parameters)) == parameters


def test_the_place_of_the_words_wins_over_the_games() -> None:
    brief = Brief("harp", 0, place="water")
    assert decide(brief, read(brief.description)).place == "water"
    brief = Brief("harp in an echoing cavern", 0, place="water")
    assert decide(brief, read(brief.description)).place == "cave"


def test_asked_textures_and_gestures_are_taken() -> None:
    for seed in range(10):
        asked = decided("a rising canon over swaying waves with tolling bells", seed)
        assert (asked.line_texture, asked.bed_texture, asked.texture) == ("canon", "waves", "tolling")
        assert asked.gesture == "rise"


def test_unasked_textures_differ_from_seed_to_seed() -> None:
    many = [decided("calm", seed) for seed in range(60)]
    assert len({one.texture for one in many}) >= 4
    assert len({one.bed_texture for one in many}) >= 3
    assert len({one.line_texture for one in many}) >= 3


def test_sparse_music_rests_and_fading_music_fades() -> None:
    assert decided("sparse piano with long pauses").silence > decided("piano").silence > 0.0
    assert decided("fading strings").fade
    assert not decided("strings").fade
    assert decided("calm, no percussion").drumless


@pytest.mark.parametrize("text", ["allegro", "adagio", "at 72 bpm", "70-80 bpm"])
def test_no_anchor_breaks_the_tempo_that_words_ask_for(text: str) -> None:
    low, high = read(text).tempo or (0.0, 0.0)
    for seed in range(20):
        before = decided("", seed)
        anchor = Anchor(ENGINE, "", Material(before.kinship.motif, before.key, before.bpm))
        brief = Brief(text, seed, anchor=anchor)
        assert low <= decide(brief, read(text)).bpm <= high


def test_sources_say_where_each_parameter_came_from() -> None:
    words = decided("slow, calm harp in D dorian with taiko, no drone, in a cave")
    assert words.sources["bpm"] == "words: slow"
    assert words.sources["key"] == words.sources["mode"] == "words: D dorian"
    assert words.sources["instruments"] == "words: harp"
    assert words.sources["percussion"] == "words: taiko"
    assert words.sources["place"] == "words: cave"
    assert words.sources["mood"] == "words: calm, cave"
    silent = decided("")
    assert silent.sources["bpm"] == silent.sources["mode"] == "mood"
    assert (silent.sources["key"], silent.sources["mood"], silent.sources["place"]) == (
        "seed",
        "role",
        "game",
    )
    anchor = Anchor(ENGINE, "", Material(silent.kinship.motif, silent.key, silent.bpm))
    after = decide(Brief("", 1, anchor=anchor), read(""))
    assert (after.sources["key"], after.sources["bpm"], after.sources["motif"]) == ("anchor",) * 3
    assert {source.split(":")[0] for source in after.sources.values()} <= {
        "words",
        "mood",
        "seed",
        "anchor",
        "game",
        "role",
    }
