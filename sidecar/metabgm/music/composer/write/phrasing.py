"""Where each note of a melody stands in its phrase, told from the notes alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from metabgm.music.composer.write.score import Note

_REST_BEATS = 0.9  # a rest this long ends a phrase
_JOINED_BEATS = 0.13  # notes nearer to each other than this are one line


@dataclass(frozen=True)
class Place:
    """``through``: 0 at the phrase's first note, 1 at its last. ``joined``: the next note follows at once."""

    through: float
    joined: bool


ALONE = Place(0.5, False)


def phrasing(notes: Sequence[Note]) -> dict[int, Place]:
    """The places of the lead's and the counter's notes, by their index in ``notes`` (in order of beats)."""
    lines: dict[tuple[str, int], list[int]] = {}
    for at, note in enumerate(notes):
        if note.part in ("lead", "counter"):
            lines.setdefault((note.part, note.voice), []).append(at)
    places: dict[int, Place] = {}
    for line in lines.values():
        for phrase in _phrases(notes, line):
            places |= _places(notes, phrase)
    return places


def _phrases(notes: Sequence[Note], line: Sequence[int]) -> list[list[int]]:
    phrases: list[list[int]] = []
    end = float("-inf")
    for at in line:
        if notes[at].beat - end > _REST_BEATS:
            phrases.append([])
        phrases[-1].append(at)
        end = max(end, notes[at].beat + notes[at].beats)
    return phrases


def _places(notes: Sequence[Note], phrase: Sequence[int]) -> dict[int, Place]:
    begin, last = notes[phrase[0]].beat, notes[phrase[-1]].beat
    if last <= begin:
        return dict.fromkeys(phrase, ALONE)
    following = [*(notes[at].beat for at in phrase[1:]), float("inf")]
    return {
        at: Place(
            (notes[at].beat - begin) / (last - begin),
            notes[at].beat < after <= notes[at].beat + notes[at].beats + _JOINED_BEATS,
        )
        for at, after in zip(phrase, following, strict=True)
    }
