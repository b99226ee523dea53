from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from metabgm.describe.guard import Accepted, Refused, Shown, check_description, check_narrative
from metabgm.describe.sentences import words_of

_GOOD_NARRATIVE = "At dusk in the forest, the last light slips between old oaks and an owl begins to call."
_GOOD_DESCRIPTION = "A slow, wistful piano melody over warm strings in a minor key."


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (_GOOD_NARRATIVE, _GOOD_NARRATIVE),
        (f"  {_GOOD_NARRATIVE}\n", _GOOD_NARRATIVE),
        (f'"{_GOOD_NARRATIVE}"', _GOOD_NARRATIVE),
        (f"{_GOOD_NARRATIVE} Mist climbs. And then the rest", f"{_GOOD_NARRATIVE} Mist climbs."),
        (_GOOD_NARRATIVE.rstrip("."), _GOOD_NARRATIVE),
    ],
)
def test_good_narratives(raw: str, text: str) -> None:
    assert check_narrative(raw, Shown()) == Accepted(text)


def test_narrative_that_was_cut_off_ends_at_a_clause() -> None:
    cut = "Rain falls on the swamp at night, and the reeds bend low over the black water, while a"
    expected = "Rain falls on the swamp at night, and the reeds bend low over the black water."
    assert check_narrative(cut, Shown(complete=False)) == Accepted(expected)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("", "is empty"),
        ("...", "is empty"),
        ("The forest is dark.", "fewer than 8"),
        ("and " + "the quiet rain of many old grey towns falls on " * 9 + "it.", "repeats itself"),
        ("The player walks through a quiet forest while the sun sets in the west.", "talks about 'player'"),
        ("In Minecraft, the forest is dark and the moon is full of light.", "talks about 'minecraft'"),
        ("As an AI language model, it is hard for me to see the forest at night.", "talks about 'ai'"),
        ('{"scene": "the forest at dusk", "mood": "quiet and calm", "light": "low"}', "JSON"),
        ("- the forest at dusk\n- an owl in the old oak\n- mist over the path", "list"),
        ("1. The forest is dark and old. 2. The owl is in the tree.", "list"),
        ("The forest is **dark** and full of old trees and the owl calls.", "markup"),
        ("<p>The forest is dark and full of old trees and the owl calls.</p>", "markup"),
        ("See https://example.org for the dark forest and the old trees in it.", "markup"),
        ("The forest is dark\x07 and full of old trees and the owl calls.", "control characters"),
        ("The forest is dark\u202e and full of old trees and the owl calls.", "control characters"),
        ("Der Wald liegt dunkel da, und eine Eule ruft aus den alten Eichen herab.", "is not English"),
        ("森の中で夜が静かに更けていく。フクロウが鳴いている。月が出ている。", "is not English"),
        ("A lone, lone walker goes through the forest and the owl calls in the dark.", "repeats itself"),
        ("The owl calls, the owl calls, and all of the forest listens to it.", "repeats itself"),
        ("word " * 1000, "characters"),
    ],
)
def test_bad_narratives(raw: str, reason: str) -> None:
    verdict = check_narrative(raw, Shown())
    assert isinstance(verdict, Refused)
    assert reason in verdict.reason


def test_long_narrative() -> None:
    words = ["the", "rain", "of", "grey", "towns"]
    raw = " ".join(
        f"{words[place % 5]}{chr(97 + place // 26)}{chr(97 + place % 26)} and" for place in range(40)
    )
    verdict = check_narrative(f"It is {raw} done.", Shown())
    assert verdict == Refused("has 83 words, more than 60")


def test_narrative_echoes_its_examples_but_may_use_its_opening() -> None:
    shown = Shown(
        question="in the forest, at dusk",
        opening="At dusk in the forest, the last light",
        others=[_GOOD_NARRATIVE],
    )
    assert check_narrative(_GOOD_NARRATIVE, shown) == Refused("echoes the prompt")
    own = "At dusk in the forest, the last light catches a spider's web hung with cold dew."
    assert isinstance(check_narrative(own, shown), Accepted)


def test_narrative_that_only_repeats_the_facts() -> None:
    shown = Shown(question="on the nether wastes, hot air", opening="All around, on the nether wastes,")
    raw = "All around, on the nether wastes, it is hot and the air is hot."
    assert check_narrative(raw, shown) == Refused("adds nothing to the scene")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (_GOOD_DESCRIPTION, _GOOD_DESCRIPTION),
        (_GOOD_DESCRIPTION.rstrip(".") + ", with the last light on a beach.", _GOOD_DESCRIPTION),
        (_GOOD_DESCRIPTION + " It makes one think of rain.", _GOOD_DESCRIPTION),
        (
            "A calm tune for flute and harp, with a lilting rhythm and tender mood, while the river runs",
            "A calm tune for flute and harp, with a lilting rhythm and tender mood.",
        ),
        (
            "A gentle theme for harp and strings, on a soft, silver sea.",
            "A gentle theme for harp and strings.",
        ),
        ("A harp theme, strings on a soft, slow rhythm.", "A harp theme, strings on a soft, slow rhythm."),
    ],
)
def test_good_descriptions(raw: str, text: str) -> None:
    assert check_description(raw, Shown()) == Accepted(text)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("A gentle breeze moves over the sea and the sky is blue.", "names nothing musical"),
        ("A slow piano.", "fewer than 5"),
        ("A song for the " + ", ".join(["piano"] * 6), "repeats itself"),
        ("A gentle mood, with a warm feeling and a long pause in the air.", "names nothing musical"),
        (
            "A slow melody for flute that rises over many quiet hills and falls again into every deep "
            "green valley between them until night",
            "no clause that ends within 20 words",
        ),
        ("The wish is for a slow melody on the flute and the harp.", "talks about 'wish'"),
        ("A dark tune for the player with drums and a fast beat.", "talks about 'player'"),
        ("Music: {tempo: slow, instruments: [flute]}", "JSON"),
        ("Eine langsame Melodie mit Klavier und Streichern, ruhig, melancholisch.", "is not English"),
    ],
)
def test_bad_descriptions(raw: str, reason: str) -> None:
    verdict = check_description(raw, Shown())
    assert isinstance(verdict, Refused)
    assert reason in verdict.reason


def test_description_of_ten_thousand_words() -> None:
    assert isinstance(check_description("piano and " * 10_000, Shown()), Refused)


def test_description_echoes_an_example() -> None:
    shown = Shown(others=["A slow, wistful piano melody over warm strings, hopeful."])
    assert check_description(_GOOD_DESCRIPTION, shown) == Refused("echoes the prompt")


def test_a_metre_is_no_repetition() -> None:
    text = "A fast march for drums and low brass in eight eight."
    assert check_description(text, Shown()) == Accepted(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sparse string quintet repeats one simple melody with small, slow brass notes.",
        "Pounding low trumpets and strange synth arpeggios drive one heavy riff.",
        "Crotales hold a cold chord without any dissonant voice, then one low bell rings.",
    ],
)
def test_english_of_few_small_words(text: str) -> None:
    assert check_description(text, Shown()) == Accepted(text)


_TALK = st.lists(
    st.sampled_from(
        ["piano", "and", "the", "soft", "a", "melody", "harp,", "slow,", "with", "strings.", "sea,", "of"]
    ),
    max_size=40,
).map(" ".join)


@given(st.text(max_size=200) | _TALK, st.booleans())
@example("PIANO0B0B. A", False)
def test_whatever_is_accepted_keeps_the_limits(raw: str, complete: bool) -> None:
    description = check_description(raw, Shown(complete=complete))
    if isinstance(description, Accepted):
        assert 5 <= len(words_of(description.text)) <= 20
        assert description.text.endswith(".")
        assert check_description(description.text, Shown()) == description
    narrative = check_narrative(raw, Shown(complete=complete))
    if isinstance(narrative, Accepted):
        assert 8 <= len(words_of(narrative.text)) <= 60
        assert "\n" not in narrative.text
