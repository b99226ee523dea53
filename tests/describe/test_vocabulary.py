from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metabgm.describe.vocabulary import Vocabulary, spelled_words

_MUSIC = Vocabulary(spelled_words("A slow, lo-fi oboe doesn't stop in D minor"))


@pytest.mark.parametrize(
    ("text", "complete", "expected"),
    [
        ("", False, True),
        ("A slow oboe", True, True),
        ("A slow obo", False, True),
        ("A slow obo", True, False),
        ("A slow obo ", False, False),
        ("A slow obo,", False, False),
        ("A slow oboes", False, False),
        ("Slow obba", False, False),
        ("A slow slowoboe", False, False),
        ("obba slow", False, False),
        ("Oboe: Slow!", True, True),
        ("sloW oboe", True, False),
        ("slow oboe & a", True, False),
        ("slow oboe – a; a!\n", True, True),
        ("In 3 4 it", False, False),
        ("In D, 150 ", True, True),
        ("slow-fi oboe-lo", False, True),
        ("It doesn", False, False),
        ("a doesn", False, True),
        ("a doesn’t", True, True),
        ("a doesn't", True, True),
        ("a doesn'", False, False),
    ],
)
def test_whole_words_and_the_last_as_far_as_it_goes(text: str, complete: bool, expected: bool) -> None:
    assert _MUSIC.admits(text, complete=complete) is expected


def test_what_is_asked_about_may_be_named() -> None:
    more = _MUSIC.with_words_of("in the Glimmering Weald\nWish: hurdy-gurdy")
    assert more.admits("A glimmering hurdy gurdy in the weald", complete=True)
    assert more.admits("A slow oboe, glimm", complete=False)
    assert not _MUSIC.admits("A glimm", complete=False)


@given(st.lists(st.text("abc'", min_size=1, max_size=5)), st.integers(0, 40))
def test_every_beginning_of_an_admitted_text_is_admitted(words: list[str], cut: int) -> None:
    text = " ".join(words)
    known = Vocabulary(spelled_words(text))
    assert known.admits(text, complete=True)
    if text[:cut][-1:].isalpha() and "'" not in text:
        assert known.admits(text[:cut], complete=False)
