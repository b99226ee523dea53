"""Second lines: doubled, in canon, or free against the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from metabgm.music.composer.randomness import chance
from metabgm.music.composer.sound.instruments import Instrument
from metabgm.music.composer.theory.keys import Key
from metabgm.music.composer.theory.metre import Metre
from metabgm.music.composer.write.compass import Compass
from metabgm.music.composer.write.idioms import idiom
from metabgm.music.composer.write.line import Tone, fit
from metabgm.music.composer.write.score import Note, Section, Span

_LEVEL = 0.36
_SOFTER = 0.08  # of a doubling or an imitation, than what it doubles
_FIFTH = 4  # scale steps
_MOVING, _ENTERING = 0.65, 0.85  # chance of a note where the first line holds, of one on a downbeat


def octaves(lead: Sequence[Note], player: Instrument, *, from_intensity: float) -> list[Note]:
    """The lead an octave lower, or higher where that does not lie well for the player."""
    ease = idiom(player.name)
    if not lead:
        return []
    middle = sum(note.pitch for note in lead) / len(lead)
    lower, upper = middle - 12 - ease.low, ease.high - middle - 12
    shift = -12 if lower >= min(6.0, upper) else 12
    return [
        replace(
            note,
            pitch=note.pitch + shift,
            level=note.level - _SOFTER,
            part="counter",
            instrument=player,
            voice=1,
            from_intensity=max(note.from_intensity, from_intensity),
        )
        for note in lead
        if ease.low <= note.pitch + shift <= ease.high
    ]


def canon(
    rng: np.random.Generator,
    lead: Sequence[Note],
    *,
    section: Section,
    spans: Sequence[Span],
    metre: Metre,
    room: Compass,
    player: Instrument,
    bars_later: int,
) -> list[Note]:
    """The lead of a section once more, ``bars_later`` bars later: an octave or a fifth below it, wherever
    more of its intervals can be kept.
    """
    end = (section.first_bar + section.bars) * metre.beats
    delay = bars_later * metre.beats
    followed = [note for note in lead if note.beat + delay < end - 0.5]
    degrees = [degree(room.key, note.pitch, room.zero) for note in followed]
    moves = [after - before for before, after in pairwise(degrees)]
    found: list[tuple[int, list[Note]]] = []
    for steps_down in (len(room.key.mode.steps), _FIFTH):
        tones = [
            Tone(
                note.beat + delay,
                min(note.beats, end - note.beat - delay),
                None if at == 0 else moves[at - 1],
                degrees[at] - steps_down,
                other=sounding(lead, note.beat + delay),
            )
            for at, note in enumerate(followed)
        ]
        line = fit(rng, tones, room, spans, metre, below=True)
        sung = [after - before for before, after in pairwise(line)]
        kept = sum(move == wished for move, wished in zip(sung, moves, strict=True))
        found.append((kept, _played(line, tones, room, player)))
    return max(found, key=lambda one: one[0])[1]


def free(
    rng: np.random.Generator,
    lead: Sequence[Note],
    *,
    section: Section,
    spans: Sequence[Span],
    metre: Metre,
    room: Compass,
    player: Instrument,
    resting: float,
) -> list[Note]:
    """A line of its own below the lead: it moves where the lead holds. ``resting`` 0..1: bars left out."""
    onsets: list[float] = []
    stops: list[float] = []
    for bar in range(section.first_bar, section.first_bar + section.bars):
        begin = bar * metre.beats
        if chance(rng, resting):
            continue
        for beat in np.arange(begin, begin + metre.beats - 0.5, 1.0):
            busy = any(beat - 1e-6 <= note.beat < beat + 1.0 - 1e-6 for note in lead)
            wanted = chance(rng, _ENTERING) if beat == begin else not busy and chance(rng, _MOVING)
            if wanted:
                onsets.append(float(beat))
                stops.append(begin + metre.beats)
    following = [*onsets[1:], np.inf][: len(stops)]
    bounds = [min(stop, after) for stop, after in zip(stops, following, strict=True)]
    middle = float(np.median(room.degrees))
    tones = [
        Tone(beat, bound - beat, None, middle, other=sounding(lead, beat))
        for beat, bound in zip(onsets, bounds, strict=True)
    ]
    return _played(fit(rng, tones, room, spans, metre, below=True), tones, room, player)


def sounding(notes: Sequence[Note], beat: float) -> int | None:
    """The pitch of a line at a beat, None where it rests."""
    return next((n.pitch for n in reversed(notes) if n.beat <= beat + 1e-6 < n.beat + n.beats), None)


def degree(key: Key, pitch: int, zero: int) -> int:
    """The scale degree of a pitch of ``key``'s melodic scale, counted from the tonic at ``zero``."""
    octaves_up, within = divmod(pitch - zero, 12)
    return octaves_up * len(key.mode.steps) + key.mode.steps.index(within)


def _played(line: Sequence[int], tones: Sequence[Tone], room: Compass, player: Instrument) -> list[Note]:
    return [
        Note(tone.beat, 0.96 * tone.beats, int(room.pitches[index]), _LEVEL, "counter", player)
        for tone, index in zip(tones, line, strict=True)
    ]
