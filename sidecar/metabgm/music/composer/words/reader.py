"""Reads a music description: what its words ask for, what they forbid, and which of them said nothing."""

from __future__ import annotations

from metabgm.music.composer.words.lexicon import LONGEST_PHRASE, Meaning, look_up
from metabgm.music.composer.words.negation import Scope, Verdict
from metabgm.music.composer.words.patterns import read_figures
from metabgm.music.composer.words.reading import Reading
from metabgm.music.composer.words.tokens import tokens
from metabgm.music.composer.words.wishes import Wishes, names_a_thing

# A description has about 20 words; what comes after this much of a longer text is not read, so that
# reading never takes longer than a few milliseconds.
MAX_CHARACTERS = 2000
# Of the used and of the ignored words the provenance lists so many, each cut to so many characters.
MAX_LISTED_WORDS, MAX_LISTED_CHARACTERS = 40, 30

STRONGER = frozenset(
    ["very", "extremely", "really", "intensely", "super", "highly", "utterly", "incredibly", "so"]
)
WEAKER = frozenset(
    [
        "slightly",
        "somewhat",
        "bit",
        "little",
        "fairly",
        "mildly",
        "subtly",
        "subtle",
        "faint",
        "faintly",
        "vaguely",
        "less",
        "rather",
        "quite",
        "touch",
        "hint",
    ]
)
_TOO = frozenset(("too", "overly", "excessively", "particularly", "especially"))


def read(description: str) -> Reading:
    """Never raises: any text is a description."""
    figures = read_figures(description[:MAX_CHARACTERS])
    reading, wishes = Reading(), Wishes()
    wishes.figures(figures)
    for found, what in figures.found.items():
        _list(reading, found, what)
    words = tokens(figures.rest)
    scope, weight, at = Scope(), 1.0, 0
    while at < len(words):
        token = words[at]
        phrase, meaning = _longest(words, at)
        at += len(phrase.split())
        alone = phrase == token
        if alone and token in STRONGER | WEAKER | _TOO and _says_something(words, at):
            weight = 1.5 if token in STRONGER else 0.5 if token in WEAKER else 1.0
            _pass_over(reading, token)
        elif alone and scope.steered_by(token):
            _pass_over(reading, token)
        elif meaning is None:
            _ignore(reading, token)
        elif meaning.effects[0].kind == "filler":
            _pass_over(reading, phrase)
        else:
            following = _longest(words, at)[1]
            verdict = scope.judge(
                thing=names_a_thing(meaning), before_thing=following is not None and names_a_thing(following)
            )
            freed = names_a_thing(meaning) and words[at : at + 1] == ["free"]
            at += int(freed)
            if verdict is Verdict.PASSED_ON:
                _pass_over(reading, phrase)
                continue
            negated = (freed or verdict is Verdict.NEGATED) != meaning.opposed
            done = wishes.forbid(phrase, meaning) if negated else wishes.ask(phrase, meaning, weight)
            _list(reading, f"{phrase} free" if freed else phrase, done)
            weight = 1.0
    wishes.settle(reading)
    return reading


def _longest(words: list[str], at: int) -> tuple[str, Meaning | None]:
    if at >= len(words):
        return "", None
    for count in range(min(LONGEST_PHRASE, len(words) - at), 0, -1):
        phrase = " ".join(words[at : at + count])
        meaning = look_up(phrase)
        if meaning is not None:
            return phrase, meaning
    return words[at], None


def _says_something(words: list[str], at: int) -> bool:
    meaning = _longest(words, at)[1]
    return meaning is not None and meaning.effects[0].kind != "filler"


def _list(reading: Reading, words: str, what: str) -> None:
    if len(reading.used) < MAX_LISTED_WORDS:
        reading.used[words[:MAX_LISTED_CHARACTERS]] = what


def _pass_over(reading: Reading, words: str) -> None:
    if words[0].isalnum() and words not in reading.fillers and len(reading.fillers) < MAX_LISTED_WORDS:
        reading.fillers.append(words)


def _ignore(reading: Reading, token: str) -> None:
    if token not in reading.ignored and len(reading.ignored) < MAX_LISTED_WORDS:
        reading.ignored.append(token[:MAX_LISTED_CHARACTERS])
