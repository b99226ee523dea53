"""Reads a music description: what its words ask for, what they forbid, and which of them said nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from metabgm.music.composer.plan.textures import Gesture
from metabgm.music.composer.theory.grammar import Style
from metabgm.music.composer.theory.keys import PitchClass
from metabgm.music.composer.words.lexicon import LONGEST_PHRASE, Meaning, look_up
from metabgm.music.composer.words.negation import Scope, Verdict
from metabgm.music.composer.words.patterns import read_figures
from metabgm.music.composer.words.tokens import tokens
from metabgm.music.composer.words.wishes import Wishes, names_a_thing
from metabgm.music.engine import Place

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


@dataclass
class Reading:
    """What the words say; None or empty where they say nothing.

    ``tempo``: (lowest, highest) beats a minute. ``mode``: a name, or "minor key" for any minor one.
    ``harmony``: by functions or by the mode. ``valence``, ``arousal``: -1..1. ``density``, ``dynamics``,
    ``space``, ``silence``: 0..1. ``register``: -1..1. ``instruments``, ``percussion``, ``textures``: names in
    the order of the text. ``usual_textures``: what a mood or place usually has. ``without``: names that were
    negated. ``gesture``: of a sting. ``sources``: field -> the words that set it. ``used``: words -> what
    they did. ``fillers``: words that are known to say nothing. ``ignored``: words of no known meaning.
    """

    tempo: tuple[float, float] | None = None
    metre: str | None = None
    tonic: PitchClass | None = None
    mode: str | None = None
    harmony: Style | None = None
    valence: float | None = None
    arousal: float | None = None
    density: float | None = None
    dynamics: float | None = None
    space: float | None = None
    register: float | None = None
    silence: float | None = None
    instruments: list[str] = field(default_factory=list)
    percussion: list[str] = field(default_factory=list)
    textures: list[str] = field(default_factory=list)
    usual_textures: list[str] = field(default_factory=list)
    without: set[str] = field(default_factory=set)
    place: Place | None = None
    gesture: Gesture | None = None
    swell: bool = False
    build: bool = False
    fade: bool = False
    solo: bool = False
    sources: dict[str, list[str]] = field(default_factory=dict)
    used: dict[str, str] = field(default_factory=dict)
    fillers: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


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
