"""Gathers what words ask for and forbid, and settles it where several speak of the same thing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar, get_args

from metabgm.music.composer.plan.textures import GESTURES
from metabgm.music.composer.words.lexicon import Effect, Meaning, families
from metabgm.music.composer.words.patterns import Figures
from metabgm.music.engine import Place

if TYPE_CHECKING:
    from metabgm.music.composer.words.reading import Reading

Name = TypeVar("Name", bound=str)
PLACES: tuple[Place, ...] = get_args(Place)
# What can be absent, by the kind of a meaning's first effect.
_THINGS = frozenset(("instrument", "family", "percussion", "texture", "swell", "build", "fade", "solo"))
# Values that are averaged, and the middle that a negation turns them about.
_SCALARS = {"density": 0.4, "dynamics": 0.5, "space": 0.5, "silence": 0.2, "register": 0.0}
_CHOICES = ("tempo", "metre", "mode", "harmony")
_FLAGS = ("swell", "build", "fade", "solo")
UNSAID = "-"  # a word for arousal need not speak of valence
_HALF_WAY = 0.5  # how far a negated mood turns into its opposite
# Places and textures speak of moods less directly than the words for moods do.
_WEIGHT_OF_MOODS = {"moods": 1.0}
_OTHERWISE = 0.5
# "not fast" and "not slow" leave what lies on the other side, but near.
_MIDDLE_BPM = 100.0
_NOT_FAST, _NOT_SLOW = (76.0, 100.0), (84.0, 112.0)


def names_a_thing(meaning: Meaning) -> bool:
    """Whether the words name what can be absent, rather than a quality."""
    return meaning.effects[0].kind in _THINGS


class Wishes:
    """Everything that was said so far; ``settle`` writes what it comes to into a reading."""

    def __init__(self) -> None:
        self._sums: dict[str, tuple[float, float]] = {}
        self._chosen: dict[str, str | tuple[float, float]] = {}
        self._tonic: int | None = None
        self._names: dict[str, list[str]] = {}
        self._without: set[str] = set()
        self._families_without: set[str] = set()
        self._flags: dict[str, bool] = {}
        self.sources: dict[str, list[str]] = {}

    def figures(self, figures: Figures) -> None:
        """What figures and letters said comes before any word."""
        self._tonic = figures.tonic
        for name, value in (("tempo", figures.tempo), ("metre", figures.metre), ("mode", figures.mode)):
            if value is not None:
                self._chosen[name] = value
        for words, what in figures.found.items():
            fields = ("tonic", "mode") if what == "key" else (what.split(",")[0],)
            for name in fields:
                if name != "mode" or figures.mode is not None:
                    self._because(name, words)

    def ask(self, phrase: str, meaning: Meaning, weight: float) -> str:
        """``weight``: 1 as it stands, more for "very", less for "slightly". Returns what was done."""
        for kind, value in meaning.effects:
            if kind == "mood":
                self._feel(phrase, meaning, value, weight, 1.0)
            elif kind in _SCALARS:
                self._add(phrase, kind, float(value), weight)
            elif kind in _CHOICES or kind.removeprefix("usual_") in _CHOICES:
                self._choose(phrase, kind, value, weight)
            elif kind in _FLAGS:
                if self._flags.setdefault(kind, True):
                    self._because("form", phrase)
            elif kind == "family":
                self._name(phrase, "instrument", families()[value].asked)
            elif kind == "without":
                self._without.add(value)
            else:
                self._name(phrase, kind, (value,))
        return _told(phrase, meaning, meaning.effects)

    def forbid(self, phrase: str, meaning: Meaning) -> str:
        """Things are absent, a mood turns half-way into its opposite. Returns what was done."""
        done: list[Effect] = []
        why = f"not {phrase}"
        for effect in meaning.effects:
            kind, value = effect
            if names_a_thing(meaning) != (kind in _THINGS):
                continue
            done.append(effect)
            if kind == "mood":
                self._feel(why, meaning, value, 1.0, -_HALF_WAY)
            elif kind in _SCALARS:
                middle = _SCALARS[kind]
                self._add(why, kind, middle + _HALF_WAY * (middle - float(value)), 1.0)
            elif kind == "tempo":
                low, high = _bounds(value)
                self._chosen.setdefault("tempo", _NOT_FAST if low + high > 2 * _MIDDLE_BPM else _NOT_SLOW)
                self._because("tempo", why)
            elif kind in _FLAGS:
                self._flags[kind] = False
            elif kind == "family":
                self._families_without.update(families()[value].members)
            elif kind in _THINGS:
                self._without.add(_all_percussion(value) if kind == "percussion" else value)
                if kind == "percussion":
                    self._because(kind, why)
        return f"not {_told(phrase, meaning, done)}"

    def settle(self, reading: Reading) -> None:
        """Fills everything but the lists of words."""
        for name in ("valence", "arousal", *_SCALARS):
            total, weights = self._sums.get(name, (0.0, 0.0))
            setattr(reading, name, total / weights if weights else None)
        for name in _CHOICES:
            setattr(reading, name, self._chosen.get(name, self._chosen.get(f"usual_{name}")))
        for name in _FLAGS:
            setattr(reading, name, self._flags.get(name, False))
        named = self._names.get("instrument") or self._names.get("usual_instrument", [])
        reading.tonic = self._tonic
        reading.without = self._without | (self._families_without - set(self._names.get("instrument", ())))
        reading.instruments = self._allowed(reading, named)
        reading.percussion = self._allowed(reading, self._names.get("percussion", []))
        reading.textures = self._allowed(reading, self._names.get("texture", []))
        reading.usual_textures = self._allowed(reading, self._names.get("usual_texture", []))
        reading.place = self._first("place", PLACES)
        reading.gesture = self._first("gesture", GESTURES)
        reading.sources = self.sources

    def _first(self, kind: str, known: Iterable[Name]) -> Name | None:
        said = self._names.get(kind, [])
        return next((name for one in said for name in known if name == one), None)

    @staticmethod
    def _allowed(reading: Reading, names: Iterable[str]) -> list[str]:
        return [name for name in names if name not in reading.without]

    def _feel(self, phrase: str, meaning: Meaning, value: str, weight: float, turn: float) -> None:
        weight *= _WEIGHT_OF_MOODS.get(meaning.table, _OTHERWISE)
        for name, part in zip(("valence", "arousal"), value.split(","), strict=True):
            if part != UNSAID:
                self._add(phrase, name, float(part) * turn, weight)

    def _add(self, phrase: str, name: str, value: float, weight: float) -> None:
        total, weights = self._sums.get(name, (0.0, 0.0))
        self._sums[name] = (total + value * weight, weights + weight)
        self._because(name, phrase)

    def _choose(self, phrase: str, kind: str, value: str, weight: float) -> None:
        if kind in self._chosen:
            return
        tempo = kind.endswith("tempo")
        self._chosen[kind] = _exaggerated(*_bounds(value), weight) if tempo else value
        name = kind.removeprefix("usual_")
        if kind == name:
            self.sources[name] = [phrase]
        elif name not in self._chosen:
            self._because(name, phrase)

    def _name(self, phrase: str, kind: str, values: Iterable[str]) -> None:
        names = self._names.setdefault(kind, [])
        names.extend(value for value in values if value not in names)
        self._because(f"{kind}s" if kind in ("instrument", "texture", "usual_texture") else kind, phrase)

    def _because(self, name: str, phrase: str) -> None:
        phrases = self.sources.setdefault(name, [])
        if phrase not in phrases:
            phrases.append(phrase)


def _told(phrase: str, meaning: Meaning, effects: Iterable[Effect]) -> str:
    what = ", ".join(f"{effect.kind} {effect.value}" for effect in effects)
    return what if phrase == meaning.headword else f"{what}, as '{meaning.headword}'"


def _all_percussion(value: str) -> str:
    """Without "drums" there is no percussion at all; without timpani there may be other drums."""
    return "percussion" if value == "kit" else value


def _bounds(value: str) -> tuple[float, float]:
    low, high = value.split("-")
    return float(low), float(high)


def _exaggerated(low: float, high: float, weight: float) -> tuple[float, float]:
    """What is very slow is slower than slow, what is slightly fast less fast than fast."""
    if weight == 1.0:
        return low, high
    middle = (low + high) / 2
    away = 1.25 if weight > 1.0 else 0.6
    factor = (_MIDDLE_BPM + (middle - _MIDDLE_BPM) * away) / middle
    return low * factor, high * factor
