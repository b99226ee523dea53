from __future__ import annotations

import pytest

from metabgm.music.composer.theory.keys import MODES, Key, pitch_class, related_tonics, relation


def key(tonic: int, mode: str) -> Key:
    return Key(tonic, MODES[mode])


@pytest.mark.parametrize("mode", MODES)
def test_scales_rise_within_an_octave(mode: str) -> None:
    scale = MODES[mode]
    assert list(scale.steps) == sorted(set(scale.steps))
    assert len(scale.harmony) == 7
    assert scale.steps[0] == scale.harmony[0] == 0
    assert set(scale.steps) <= set(scale.harmony)


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        (key(0, "major"), key(0, "major"), "same key"),
        (key(0, "major"), key(9, "minor"), "relative"),
        (key(7, "major"), key(4, "minor"), "relative"),
        (key(0, "major"), key(0, "minor"), "parallel"),
        (key(0, "major"), key(7, "major"), "dominant"),
        (key(0, "major"), key(5, "major"), "subdominant"),
        (key(0, "major"), key(2, "dorian"), "relative"),
        (key(0, "major"), key(0, "lydian"), "same tonic"),
        (key(0, "major"), key(6, "major"), "neighbour with 2 common tones"),
    ],
)
def test_relations(old: Key, new: Key, name: str) -> None:
    assert relation(old, new) == name


@pytest.mark.parametrize("old", [key(0, "major"), key(9, "minor"), key(2, "dorian")], ids=lambda k: k.name)
@pytest.mark.parametrize("mode", MODES)
def test_related_tonics_are_near(old: Key, mode: str) -> None:
    for tonic, weight in related_tonics(old, MODES[mode]):
        assert weight > 0.0
        near = relation(old, key(tonic, mode))
        assert near in {"same key", "same tonic", "relative", "parallel", "dominant", "subdominant"}


def test_names() -> None:
    names = [
        key(3, "minor").name,
        key(3, "major").name,
        key(6, "major").name,
        key(1, "minor").name,
        key(10, "lydian").name,
    ]
    assert names == ["Eb minor", "Eb major", "F# major", "C# minor", "Bb lydian"]


def test_degrees_reach_over_octaves() -> None:
    dorian = key(2, "dorian")
    assert [dorian.pitch(degree, 62) for degree in (-1, 0, 2, 6, 7)] == [60, 62, 65, 72, 74]


def test_pitch_classes() -> None:
    assert [pitch_class("C", 0), pitch_class("c", -1), pitch_class("B", 1)] == [0, 11, 0]
