from __future__ import annotations

from collections import Counter
from collections.abc import Container

import pytest

from metabgm.music.composer.plan.textures import (
    BED_TEXTURES,
    FIGURE_TEXTURES,
    GESTURES,
    LINE_TEXTURES,
)
from metabgm.music.composer.sound.instruments import instruments
from metabgm.music.composer.theory.keys import MODES
from metabgm.music.composer.theory.metre import METRES
from metabgm.music.composer.words.lexicon import (
    LONGEST_PHRASE,
    TABLES,
    entries,
    families,
    look_up,
    rows,
)
from metabgm.music.composer.words.patterns import FASTEST_BPM, SLOWEST_BPM
from metabgm.music.composer.words.wishes import PLACES, UNSAID
from metabgm.music.composer.write.rhythm import KINDS

TEXTURES = {*FIGURE_TEXTURES, *BED_TEXTURES, *LINE_TEXTURES, "sparkle"}
NAMES: dict[str, Container[str]] = {
    "metre": METRES,
    "mode": {*MODES, "minor key"},
    "harmony": ("functional", "modal"),
    "instrument": instruments(),
    "texture": TEXTURES,
    "percussion": KINDS,
    "family": families(),
    "place": PLACES,
    "gesture": GESTURES,
    "without": ("percussion", "lead"),
    **dict.fromkeys(("swell", "build", "fade", "solo", "filler"), ("1",)),
}
UNIT = {"density", "dynamics", "space", "silence"}


def test_every_row_means_something_the_composer_knows() -> None:
    for phrase, meaning in entries().items():
        assert phrase == " ".join(phrase.lower().split())
        assert len(phrase.split()) <= LONGEST_PHRASE, phrase
        for whole_kind, value in meaning.effects:
            kind = whole_kind.removeprefix("usual_")
            if kind == "mood":
                valence, arousal = value.split(",")
                assert all(part == UNSAID or -1.0 <= float(part) <= 1.0 for part in (valence, arousal))
            elif kind == "tempo":
                low, high = (float(part) for part in value.split("-"))
                assert SLOWEST_BPM <= low < high <= FASTEST_BPM
            elif kind in UNIT:
                assert 0.0 <= float(value) <= 1.0
            elif kind == "register":
                assert -1.0 <= float(value) <= 1.0
            else:
                assert value in NAMES[kind], phrase


def test_no_phrase_stands_twice() -> None:
    phrases = Counter(phrase for table in TABLES for cells in rows(table) for phrase in cells[0].split("|"))
    assert [phrase for phrase, times in phrases.items() if times > 1] == []


def test_everything_that_has_a_name_can_be_asked_for() -> None:
    asked = {effect for meaning in entries().values() for effect in meaning.effects}
    from_families = {name for family in families().values() for name in family.asked}
    assert {name for name in instruments() if ("instrument", name) not in asked} <= from_families
    assert {kind for kind in KINDS if ("percussion", kind) not in asked} == set()
    # "solo" is what a melody is without any word for its texture.
    assert {name for name in TEXTURES if ("texture", name) not in asked} == {"solo"}
    assert {name for name in MODES if ("mode", name) not in asked} == set()
    assert {name for name in METRES if ("metre", name) not in asked} == set()
    assert {name for name in PLACES if ("place", name) not in asked} == set()
    assert {name for name in GESTURES if ("gesture", name) not in asked} == set()


def test_families_hold_instruments() -> None:
    for family in families().values():
        assert set(family.asked) <= set(family.members) <= set(instruments())


def test_there_are_hundreds_of_words_for_moods() -> None:
    assert sum(meaning.table == "moods" for meaning in entries().values()) >= 600


@pytest.mark.parametrize(
    ("word", "headword", "opposed"),
    [
        ("harps", "harps", False),
        ("gloomiest", "gloomy", False),
        ("droning", "droning", False),
        ("dreaminess", "dreamy", False),
        ("icy pads", "icy pad", False),
        ("strumming", "strumming", False),
        ("frostbound", "frost", False),
        ("sorrowfully", "sorrowful", False),
        ("unhappy", "happy", True),
        ("joyless", "joy", True),
        ("drumless", "drum", True),
        ("ungraceful", "graceful", True),
        ("xylograph", None, None),
        ("unzorbled", None, None),
    ],
)
def test_words_are_found_by_their_stems(word: str, headword: str | None, opposed: bool | None) -> None:
    meaning = look_up(word)
    if headword is None or opposed is None:
        assert meaning is None
    else:
        assert meaning is not None
        assert (meaning.headword, meaning.opposed) == (headword, opposed)
