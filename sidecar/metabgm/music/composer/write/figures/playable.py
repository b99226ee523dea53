"""What a player can't do is taken out of a figure: too fast, too many at once, out of breath."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from metabgm.music.composer.write.idioms import Idiom
from metabgm.music.composer.write.score import Note

_BREATH_S = 0.5  # how long taking a breath takes
_PAUSE_S = 0.25  # silence in which a breath is taken by the way
_SHORTEST_S = 0.05


def playable(notes: Sequence[Note], idiom: Idiom, beat_s: float) -> list[Note]:
    """The notes of one player in the order of their beats, without those that can't be played."""
    kept = _single(notes) if idiom.polyphony == 1 else list(notes)
    kept = _repeatable(kept, idiom, beat_s)
    kept = _let_go(kept, lone=idiom.polyphony == 1)
    return kept if idiom.breath_s is None else _breathing(kept, idiom.breath_s / beat_s, beat_s)


def _single(notes: Sequence[Note]) -> list[Note]:
    """Of notes that begin together the lowest stays."""
    kept: list[Note] = []
    for note in sorted(notes, key=lambda one: (one.beat, one.pitch)):
        if not kept or note.beat - kept[-1].beat > 1e-6:
            kept.append(note)
    return kept


def _repeatable(notes: Sequence[Note], idiom: Idiom, beat_s: float) -> list[Note]:
    """Neither a key sooner again than it comes back, nor runs faster than the player."""
    again, run = 1.0 / idiom.fastest_repeat_per_s, 1.0 / idiom.fastest_run_per_s
    kept: list[Note] = []
    last_of: dict[int, float] = {}
    for note in sorted(notes, key=lambda one: (one.beat, one.pitch)):
        at = note.beat * beat_s
        together = not kept or at - kept[-1].beat * beat_s < 1e-6
        rolled = kept and idiom.polyphony > 1 and note.pitch != kept[-1].pitch
        fits = together or rolled or at - kept[-1].beat * beat_s > run - 1e-3
        if fits and at - last_of.get(note.pitch, -1.0) > again - 1e-3:
            kept.append(note)
            last_of[note.pitch] = at
    return kept


def _let_go(notes: Sequence[Note], *, lone: bool) -> list[Note]:
    """A note ends where its own pitch, or with a ``lone`` voice any, is played next."""
    kept: list[Note] = []
    following: dict[int, float] = {}
    for note in reversed(notes):
        end = following.get(-1 if lone else note.pitch)
        kept.append(
            replace(note, beats=end - note.beat) if end is not None and end < note.beat + note.beats else note
        )
        following[-1 if lone else note.pitch] = note.beat
    return kept[::-1]


def _breathing(notes: Sequence[Note], breath: float, beat_s: float) -> list[Note]:
    """Without the notes that fall into the breaths a player has to take. ``breath``: beats."""
    kept: list[Note] = []
    since, until = 0.0, float("-inf")
    for note in notes:
        if not kept or note.beat - (kept[-1].beat + kept[-1].beats) >= _PAUSE_S / beat_s:
            since = note.beat
        if note.beat < until:
            continue
        if note.beat + note.beats - since > breath:
            until = note.beat + _BREATH_S / beat_s
            if kept and note.beat < kept[-1].beat + kept[-1].beats:
                kept[-1] = replace(kept[-1], beats=max(note.beat - kept[-1].beat, _SHORTEST_S / beat_s))
            since = until
            continue
        kept.append(note)
    return kept
