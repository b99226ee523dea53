"""Reads a music description: what its words ask for, what they forbid, and which of them said nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from metabgm.music.composer.theory.keys import PitchClass
from metabgm.music.composer.words.lexicon import LONGEST_PHRASE, Effect, look_up
from metabgm.music.composer.words.negation import Scope, Verdict
from metabgm.music.composer.words.patterns import read_figures

# A description has about 20 words; what comes after this much of a longer text is not read, so that
# reading never takes longer than a few milliseconds.
MAX_CHARACTERS = 2000
# Of the used and of the ignored words the provenance lists so many, each cut to so many characters.
MAX_LISTED_WORDS, MAX_LISTED_CHARACTERS = 40, 30

_TOKEN = re.compile(r"[a-z0-9]+|[.,;:!?()]")
_STRONGER = frozenset({"very", "extremely", "really", "deeply", "intensely", "super", "highly"})
_WEAKER = frozenset(
    {"slightly", "somewhat", "bit", "little", "fairly", "mildly", "subtly", "subtle", "faint", "faintly"}
)
_CAN_BE_ABSENT = frozenset({"instrument", "percussion", "texture", "swell", "build", "solo"})


@dataclass
class Reading:
    """What the words say; None or empty where they say nothing.

    ``tempo``: (lowest, highest) beats a minute. ``valence``, ``arousal``: -1..1. ``density``, ``dynamics``,
    ``space``, ``silence``: 0..1. ``register``: -1..1. ``instruments``, ``percussion``, ``textures``: names in the order
    of the text. ``without``: names that were negated. ``used``: word -> what it did. ``ignored``: words of
    no known meaning.
    """

    tempo: tuple[float, float] | None = None
    metre: str | None = None
    tonic: PitchClass | None = None
    mode: str | None = None
    valence: float | None = None
    arousal: float | None = None
    density: float | None = None
    dynamics: float | None = None
    space: float | None = None
    register: float | None = None
    instruments: list[str] = field(default_factory=list)
    percussion: list[str] = field(default_factory=list)
    textures: list[str] = field(default_factory=list)
    without: set[str] = field(default_factory=set)
    swell: bool = False
    build: bool = False
    fade: bool = False
    silence: float | None = None
    solo: bool = False
    used: dict[str, str] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)


class _Sums:
    """Values that several words speak of, averaged with the words' weights."""

    def __init__(self) -> None:
        self._values: dict[str, tuple[float, float]] = {}

    def add(self, name: str, value: float, weight: float) -> None:
        total, weights = self._values.get(name, (0.0, 0.0))
        self._values[name] = (total + value * weight, weights + weight)

    def mean(self, name: str) -> float | None:
        total, weights = self._values.get(name, (0.0, 0.0))
        return total / weights if weights else None


def read(description: str) -> Reading:
    """Never raises: any text is a description."""
    figures = read_figures(description[:MAX_CHARACTERS])
    reading = Reading(metre=figures.metre, tonic=figures.tonic, mode=figures.mode)
    if figures.bpm is not None:
        reading.tempo = (figures.bpm, figures.bpm)
        reading.used[f"{figures.bpm:g} bpm"] = "tempo"
    if figures.metre is not None:
        reading.used[figures.metre] = "metre"
    tokens = _TOKEN.findall(figures.rest.lower())
    sums = _Sums()
    scope, weight, at = Scope(), 1.0, 0
    while at < len(tokens):
        token = tokens[at]
        phrase, effects = _longest(tokens, at)
        at += len(phrase.split())
        if token in _STRONGER | _WEAKER and phrase == token:
            weight = 1.5 if token in _STRONGER else 0.5
        elif scope.steered_by(token):
            continue
        elif effects is None:
            _unknown(reading, token)
        elif effects[0].kind != "filler":
            verdict = scope.judge(
                thing=_absentable(effects), before_thing=_absentable(_longest(tokens, at)[1])
            )
            freed = _absentable(effects) and tokens[at : at + 1] == ["free"]
            at += int(freed)
            if verdict is not Verdict.PASSED_ON:
                negated = freed or verdict is Verdict.NEGATED
                _apply(reading, sums, phrase, effects, -weight if negated else weight)
                weight = 1.0
    for name in ("valence", "arousal", "density", "dynamics", "space", "register"):
        setattr(reading, name, sums.mean(name))
    reading.instruments = [name for name in reading.instruments if name not in reading.without]
    reading.percussion = [name for name in reading.percussion if name not in reading.without]
    return reading


def _longest(tokens: list[str], at: int) -> tuple[str, tuple[Effect, ...] | None]:
    if at >= len(tokens):
        return "", None
    for words in range(min(LONGEST_PHRASE, len(tokens) - at), 0, -1):
        phrase = " ".join(tokens[at : at + words])
        effects = look_up(phrase)
        if effects is not None:
            return phrase, effects
    return tokens[at], None


def _unknown(reading: Reading, token: str) -> None:
    stem = token[: -len("less")]
    effects = look_up(stem) if token.endswith("less") else None
    if effects is not None and _absentable(effects):
        _apply(reading, _Sums(), token, effects, -1.0)
    elif token not in reading.ignored and len(reading.ignored) < MAX_LISTED_WORDS:
        reading.ignored.append(token[:MAX_LISTED_CHARACTERS])


def _absentable(effects: tuple[Effect, ...] | None) -> bool:
    return effects is not None and effects[0].kind in _CAN_BE_ABSENT


def _apply(reading: Reading, sums: _Sums, phrase: str, effects: tuple[Effect, ...], weight: float) -> None:
    """A negative weight negates: things are forbidden, a mood turns half-way into its opposite."""
    if len(reading.used) < MAX_LISTED_WORDS:
        what = ", ".join(f"{effect.kind} {effect.value}" for effect in effects)
        reading.used[phrase] = f"not {what}" if weight < 0 else what
    for kind, value in effects:
        if kind == "mood":
            valence, arousal = (float(part) for part in value.split(","))
            turn = -0.5 if weight < 0 else 1.0
            sums.add("valence", valence * turn, abs(weight))
            sums.add("arousal", arousal * turn, abs(weight))
        elif kind in ("density", "dynamics", "space", "register"):
            if weight > 0:
                sums.add(kind, float(value), weight)
        elif weight < 0:
            reading.without.add(value if kind != "percussion" else _all_percussion(value))
        else:
            _ask(reading, kind, value, weight)


def _all_percussion(value: str) -> str:
    """Without "drums" there is no percussion at all; without timpani there may be other drums."""
    return "percussion" if value == "kit" else value


def _ask(reading: Reading, kind: str, value: str, weight: float) -> None:
    if kind == "tempo":
        if reading.tempo is None:
            low, high = (float(part) for part in value.split("-"))
            reading.tempo = (low, high) if weight == 1.0 else _exaggerated(low, high, weight)
    elif kind in ("metre", "mode"):
        if getattr(reading, kind) is None:
            setattr(reading, kind, value)
    elif kind in ("swell", "build", "solo"):
        setattr(reading, kind, True)
    else:
        names = {
            "instrument": reading.instruments,
            "percussion": reading.percussion,
            "texture": reading.textures,
        }
        if value not in names[kind]:
            names[kind].append(value)


def _exaggerated(low: float, high: float, weight: float) -> tuple[float, float]:
    """What is very slow is slower than slow, what is slightly fast less fast than fast."""
    middle = 100.0
    away = 1.25 if weight > 1.0 else 0.6
    factor = (middle + ((low + high) / 2 - middle) * away) / ((low + high) / 2)
    return low * factor, high * factor
