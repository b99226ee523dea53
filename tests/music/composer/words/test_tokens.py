from __future__ import annotations

import pytest

from metabgm.music.composer.words.tokens import tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mid-tempo, CALM", "mid tempo , calm"),
        ("free of percussion", "without percussion"),
        ("hardly any drums", "without drums"),
        ("with no bass", "without bass"),
        ("instead of drums, harp", "without drums , harp"),
        ("don\u2019t rush", "do not rush"),
        ("no drums, bass or vocals", "no drums or bass or vocals"),
        ("no drums, bass, or vocals", "no drums or bass or or vocals"),
        ("no drums, soft piano", "no drums , soft piano"),
        ("caf\u00e9 \u00e0 la d\u00e9rive", "cafe a la derive"),
        ("lost in the End", "lost in the end dimension"),
        ("The End of a day", "the end of a day"),
        ("towards the end", "towards the end"),
    ],
)
def test_what_a_text_is_cut_into(text: str, expected: str) -> None:
    assert tokens(text) == expected.split()
