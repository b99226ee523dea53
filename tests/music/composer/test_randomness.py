from __future__ import annotations

from collections import Counter

from metabgm.music.composer.randomness import chance, pick, stream, weighted

RECORDED = [0.45514, 0.031903, 0.399821]


def test_streams_depend_on_seed_and_purpose_alone() -> None:
    first = stream(7, "melody", 1).random(4).tolist()
    assert stream(7, "melody", 1).random(4).tolist() == first
    others = [stream(8, "melody", 1), stream(7, "melody", 2), stream(7, "harmony", 1)]
    assert all(other.random(4).tolist() != first for other in others)
    assert stream(2**63 - 1, "x").random() < 1.0


def test_the_numbers_never_change() -> None:
    assert [round(value, 6) for value in stream(1, "motif").random(3)] == RECORDED


def test_choices_follow_their_weights() -> None:
    rng = stream(1, "choices")
    counts = Counter(weighted(rng, (("a", 3.0), ("b", 1.0), ("never", 0.0))) for _ in range(2000))
    assert 1400 < counts["a"] < 1600
    assert counts["never"] == 0
    assert {pick(rng, "xyz") for _ in range(100)} == set("xyz")
    assert 150 < sum(chance(rng, 0.2) for _ in range(1000)) < 250
