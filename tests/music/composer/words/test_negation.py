from __future__ import annotations

import pytest

from metabgm.music.composer.words.negation import Scope, Verdict

THINGS = {"drums", "bass", "strings"}


def negated(text: str) -> list[str]:
    scope, words = Scope(), text.split()
    found = []
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if not scope.steered_by(word):
            verdict = scope.judge(thing=word in THINGS, before_thing=following in THINGS)
            if verdict is Verdict.NEGATED:
                found.append(word)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("drums", []),
        ("no drums", ["drums"]),
        ("no drums or bass", ["drums", "bass"]),
        ("no drums bass", ["drums"]),
        ("no drums , bass", ["drums"]),
        ("no drums and soft strings", ["drums"]),
        ("no loud drums", ["drums"]),
        ("not happy", ["happy"]),
        ("not happy or bright", ["happy", "bright"]),
        ("without any drums and bass but strings", ["drums", "bass"]),
        ("drums and bass", []),
        ("no drums . strings and bass", ["drums"]),
        ("no drums . and bass", ["drums"]),
    ],
)
def test_reach(text: str, expected: list[str]) -> None:
    assert negated(text) == expected
