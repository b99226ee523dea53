"""How far a negation reaches in a description."""

from __future__ import annotations

from enum import Enum, auto

NEGATORS = frozenset(
    [
        "no",
        "not",
        "without",
        "never",
        "none",
        "neither",
        "nor",
        "non",
        "minus",
        "sans",
        "avoid",
        "avoids",
        "avoiding",
        "omit",
        "omits",
        "omitting",
        "exclude",
        "excludes",
        "excluding",
        "except",
        "lacks",
        "lack",
        "hardly",
        "barely",
        "scarcely",
    ]
)
JOINERS = frozenset({"or", "nor", "and", "any"})
CLAUSE_ENDS = frozenset(".,;:!?()") | {"but", "with", "only", "just", "instead", "yet"}


class Verdict(Enum):
    """What becomes of a word: it is asked for, negated, or a quality of a negated thing that follows."""

    ASKED = auto()
    NEGATED = auto()
    PASSED_ON = auto()


class Scope:
    """The negation that is open while words go by.

    "no drums or bass" negates both, "no drums and soft strings" only the drums, "no loud drums" the drums
    and not the loudness, "not happy" the happiness.
    """

    def __init__(self) -> None:
        self._open = False
        self._negated_things: bool | None = None  # None until something was negated

    def steered_by(self, token: str) -> bool:
        """Whether the token does nothing but open, carry on or end a negation."""
        if token in NEGATORS:
            self._open, self._negated_things = True, None
        elif token in CLAUSE_ENDS:
            self._open = False
        elif token in JOINERS:
            self._open = self._open or self._negated_things is not None
        else:
            return False
        if token in CLAUSE_ENDS:
            self._negated_things = None
        return True

    def judge(self, *, thing: bool, before_thing: bool) -> Verdict:
        """``thing``: the word names what can be absent. ``before_thing``: such a word comes right after."""
        if not self._open:
            self._negated_things = None
            return Verdict.ASKED
        if self._negated_things is None and not thing and before_thing:
            return Verdict.PASSED_ON
        self._open = False
        if self._negated_things not in (None, thing):
            self._negated_things = None
            return Verdict.ASKED
        self._negated_things = thing
        return Verdict.NEGATED
