from __future__ import annotations

import pytest

from metabgm.music.composer.plan.parameters import decide
from metabgm.music.composer.words.reader import read
from metabgm.music.engine import Brief

SINGING = {"strings", "choir", "organ", "brass"}


def beds(text: str) -> set[str]:
    found = (decide(Brief(text, seed), read(text)).cast.bed[0].name for seed in range(30))
    return set(found)


@pytest.mark.parametrize(
    "text", ["a hymn", "slow chorale", "solemn chorale with piano", "flute over a chorale"]
)
def test_a_chorale_is_sung_and_not_left_to_a_pad(text: str) -> None:
    assert beds(text) <= SINGING


def test_who_is_named_sings_and_who_is_forbidden_does_not() -> None:
    assert beds("organ chorale") == {"organ"}
    assert beds("chorale on a warm pad") == {"warm_pad"}
    assert beds("hymn without strings or organ") <= {"choir", "brass"}


def test_other_beds_stay_as_they_are() -> None:
    assert not beds("calm pad, ethereal") <= SINGING
