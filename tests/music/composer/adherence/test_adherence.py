from __future__ import annotations

import re
from itertools import pairwise

import pytest

from metabgm.music.composer.words.reader import read

from .corpus import SEEDS, Expected, corpus, faults, make

# "free of", "with no" and their like are read as "without".
ABSENCE = {"free", "of", "with", "no", "hardly", "any", "instead"}
TUNING, KEPT = corpus("tuning"), corpus("kept")


def test_the_corpus() -> None:
    assert (len(TUNING), len(KEPT)) == (40, 20)
    texts = [one.text for one in (*TUNING, *KEPT)]
    assert len(set(texts)) == 60
    assert all(len(text.split()) <= 20 for text in texts)


@pytest.mark.parametrize("expected", [*TUNING, *KEPT], ids=lambda one: " ".join(one.text.split()[:5]))
def test_the_notes_are_what_the_words_say(expected: Expected) -> None:
    for seed in SEEDS:
        assert faults(expected, make(expected.text, seed)) == [], seed


@pytest.mark.parametrize("expected", [*TUNING, *KEPT], ids=lambda one: " ".join(one.text.split()[:5]))
def test_every_word_is_used_or_listed(expected: Expected) -> None:
    reading = read(expected.text)
    listed = " ".join((*reading.used, *reading.ignored, *reading.fillers)).lower()
    words = set(re.findall(r"[a-z0-9]+", expected.text.lower()))
    assert words - set(re.findall(r"[a-z0-9]+", listed)) <= ABSENCE
    assert reading.ignored == []


def test_seeds_differ() -> None:
    for expected in KEPT:
        made = [make(expected.text, seed) for seed in SEEDS]
        openings = [[(note.beat, note.pitch) for note in one.notes[:40]] for one in made]
        assert all(one != other for one, other in pairwise(openings)), expected.text
