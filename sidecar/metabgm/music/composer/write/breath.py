"""Breath marks: a line for a wind instrument or a voice stops before its player runs out of air."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from metabgm.music.composer.write.score import Note

BREATH_S = 0.25  # how long taking a breath lasts


def breathing(notes: Sequence[Note], longest_beats: float, breath_beats: float) -> list[Note]:
    """The notes of one line (in order, without overlap) with no stretch longer than ``longest_beats``.

    A stretch that is too long is broken after its longest note, which gives up what the breath takes, at
    most half of itself.
    """
    told = list(notes)
    begin = 0
    while begin < len(told):
        end = begin + 1
        while end < len(told) and told[end].beat - _end(told[end - 1]) < breath_beats:
            end += 1
        if _end(told[end - 1]) - told[begin].beat <= longest_beats:
            begin = end
            continue
        within = [at for at in range(begin, end) if _end(told[at]) - told[begin].beat <= longest_beats]
        if not within:
            told[begin] = replace(told[begin], beats=longest_beats)
            begin += 1
            continue
        later = [at for at in within if at >= begin + len(within) // 2]
        at = max(later, key=lambda index: (told[index].beats, index))
        room = told[at + 1].beat - told[at].beat if at + 1 < len(told) else told[at].beats
        kept = min(told[at].beats, room - breath_beats)
        told[at] = replace(told[at], beats=max(kept, 0.5 * told[at].beats))
        begin = at + 1
    return told


def _end(note: Note) -> float:
    return note.beat + note.beats
