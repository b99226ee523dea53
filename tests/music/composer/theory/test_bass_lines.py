from __future__ import annotations

from itertools import pairwise

import pytest

from metabgm.music.composer.randomness import stream
from metabgm.music.composer.theory.bass_lines import with_basses
from metabgm.music.composer.theory.chords import numeral
from metabgm.music.composer.theory.grammar import walk
from metabgm.music.composer.theory.keys import MODES, Key


@pytest.mark.parametrize("name", ["major", "minor"])
def test_basses_step_more_than_roots_do_and_stay_where_they_must(name: str) -> None:
    key = Key(2, MODES[name])
    stepped = rooted = inverted = 0
    for seed in range(60):
        rng = stream(seed, "bass")
        path = walk(rng, key.mode, "functional", 8, fixed={0: "1", 6: "5M", 7: "1"}, favour={})
        plain = [numeral(key, text) for text in path]
        chords = with_basses(rng, plain, rooted={0, 6, 7}, style="functional")
        assert [one.tones for one in chords] == [one.tones for one in plain]
        assert [chords[at].low for at in (0, 6, 7)] == [None] * 3
        assert all(one.bass in one.tones for one in chords)
        stepped += sum(abs((b.bass - a.bass + 6) % 12 - 6) <= 2 for a, b in pairwise(chords))
        rooted += sum(abs((b.bass - a.bass + 6) % 12 - 6) <= 2 for a, b in pairwise(plain))
        inverted += sum(one.low is not None for one in chords)
    assert stepped > rooted
    assert inverted >= 60


def test_no_chords_have_no_basses() -> None:
    assert with_basses(stream(1, "b"), [], rooted=(), style="modal") == []
