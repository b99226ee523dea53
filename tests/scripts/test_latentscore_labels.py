import pytest

from benchmarks.adherence import opposed_pairs
from benchmarks.latentscore_labels import labels_for


def test_every_opposed_description_has_labels_and_its_opposite_others() -> None:
    for pair in opposed_pairs():
        assert labels_for(pair.more) != labels_for(pair.less)


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [
        ("A sad melody in a minor key", "mode", "minor"),
        ("harp in D lydian", "mode", "major"),
        ("strings in D dorian", "mode", "dorian"),
        ("very slow piano", "tempo", "very_slow"),
        ("fast drums", "rhythm", "kit_medium"),
        ("strings, no drums", "rhythm", "none"),
        ("a calm choir", "texture", "breath"),
    ],
)
def test_words_become_the_nearest_labels(text: str, label: str, value: str) -> None:
    assert labels_for(text)[label] == value
