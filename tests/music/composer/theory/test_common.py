from __future__ import annotations

import pytest

from metabgm.music.composer.theory.chords import numeral
from metabgm.music.composer.theory.common import common_chord
from metabgm.music.composer.theory.grammar import styles
from metabgm.music.composer.theory.keys import MODES, Key, related_tonics


def key(tonic: int, mode: str) -> Key:
    return Key(tonic, MODES[mode])


def test_the_old_tonic_leads_over_where_the_new_key_has_it() -> None:
    bridge = common_chord(key(0, "major"), key(7, "major"))
    assert bridge is not None
    assert (bridge.tones, bridge.degree) == ((0, 4, 7), 3)


def test_another_common_triad_else() -> None:
    bridge = common_chord(key(0, "major"), key(2, "major"))
    assert bridge is not None
    assert set(bridge.tones) in ({4, 7, 11}, {7, 11, 2})


def test_parallel_keys_share_the_dominant() -> None:
    bridge = common_chord(key(0, "major"), key(0, "minor"))
    assert bridge is not None
    assert bridge.tones == (7, 11, 2)


def test_none_where_the_keys_share_nothing() -> None:
    assert common_chord(key(0, "major"), key(6, "lydian")) is None


@pytest.mark.parametrize("old", MODES)
@pytest.mark.parametrize("new", MODES)
def test_a_bridge_is_a_chord_of_both_keys(old: str, new: str) -> None:
    before = key(0, old)
    for tonic, _ in related_tonics(before, MODES[new]):
        after = key(tonic, new)
        bridge = common_chord(before, after)
        if bridge is not None:
            assert _has(before, bridge.tones)
            assert _has(after, bridge.tones)
            assert bridge.root == (after.tonic + after.mode.harmony[bridge.degree]) % 12


def _has(one: Key, tones: tuple[int, ...]) -> bool:
    dominant = {numeral(one, "5M").tones} if "functional" in styles(one.mode) else set()
    return set(tones) <= one.collection or tones in dominant
