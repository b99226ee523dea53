"""A cadence now: how a piece that is told to end comes home from wherever it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from metabgm.music.composer.plan.parameters import Parameters
from metabgm.music.composer.sound.instruments import Instrument
from metabgm.music.composer.theory.cadences import ending_chords
from metabgm.music.composer.theory.chords import Chord
from metabgm.music.composer.theory.voice_leading import parallel
from metabgm.music.composer.write.clock import Clock, closing_clock
from metabgm.music.composer.write.idioms import idiom
from metabgm.music.composer.write.score import Note, Part, Span
from metabgm.music.engine import Role

_APPROACH_BEATS, _APPROACH_S = (1.0, 2.0), 0.7  # a beat, or two where they are shorter than this
_FINAL_S: dict[Role, float] = {"base": 3.0, "combat": 1.8, "sting": 1.2}
_APPROACH_LEVEL, _FINAL_LEVEL = 0.5, 0.45
_STROKE_LEVEL = 0.85
_FIGURE_NOTES = 4
_NEAR = 3  # tones of the chord that a voice of the bed may go to
_LACKS_ROOT, _LACKS_THIRD, _DOUBLED, _CROSSED, _PARALLEL = 6, 4, 9, 9, 40
_LONGEST_LEAP = 5  # semitones of a melody's last step
_ROOT_BELOW = 10  # semitones at least from a melody that is alone to the root under it


@dataclass(frozen=True)
class Ending:
    """``notes`` over ``spans``, on beats that go on where the score was left.

    ``seconds``: when the last chord is let go.
    """

    notes: tuple[Note, ...]
    spans: tuple[Span, ...]
    clock: Clock
    seconds: float


def ending(
    parameters: Parameters, chord: Chord, company: Sequence[Note], *, beat: float, seconds: float
) -> Ending:
    """One or two chords to the tonic triad, from ``beat`` on, which comes at ``seconds``. Pure.

    ``chord``: what sounds. ``company``: the notes of the last bars, in the order of their beats: who played
    them plays on.
    """
    beat_s = 60.0 / parameters.bpm
    approach = _APPROACH_BEATS[0 if beat_s >= _APPROACH_S else 1]
    *approaching, home = ending_chords(parameters.key, chord)
    spans = [Span(beat + turn * approach, approach, one) for turn, one in enumerate(approaching)]
    spans.append(Span(beat + len(spans) * approach, _FINAL_S[parameters.role] / beat_s, home))
    end = spans[-1].beat + spans[-1].beats
    notes = _played(_players(company, beat), spans)
    if parameters.role == "combat":
        notes += _stroke(company, spans[-1])
    notes.sort(key=lambda note: (note.beat, note.part, note.pitch))
    clock = closing_clock(beat, seconds, end - beat, parameters.bpm)
    return Ending(tuple(notes), tuple(spans), clock, clock.at(end))


@dataclass(frozen=True)
class _Player:
    """``notes``: what it plays as the score is left, the highest first."""

    part: Part
    instrument: Instrument
    notes: tuple[Note, ...]
    alone: bool

    @property
    def pitches(self) -> tuple[int, ...]:
        """The pitches that it comes from."""
        return tuple(note.pitch for note in self.notes)

    def chords(self, spans: Sequence[Span], ground: Sequence[int]) -> list[tuple[int, ...]]:
        """Its pitches over each span, the highest first.

        ``ground``: the lowest voice of all, before the ending and over each span; empty where it is this
        player's own.
        """
        found = [self.pitches]
        for at, span in enumerate(spans):
            under = (ground[at], ground[at + 1]) if ground else None
            final = at == len(spans) - 1
            found.append(self._chord(found[-1], span.chord, under, final=final))
        return found[1:]

    def _chord(
        self, before: tuple[int, ...], chord: Chord, under: tuple[int, int] | None, *, final: bool
    ) -> tuple[int, ...]:
        if self.part == "bed":
            return _led(before, chord, self.instrument, under)
        if self.part == "bass":
            return (_nearest(before[-1], (chord.root,), self.instrument),)
        if self.part == "accompaniment":
            return _spread(before, chord, self.instrument)
        top = _melodic(before[0], chord, self.instrument, under, closes=final and self.part == "lead")
        return (top, *_under(top, chord, self.instrument)) if self.alone else (top,)

    def sounding(self, spans: Sequence[Span], chords: Sequence[tuple[int, ...]]) -> list[Note]:
        """Its notes of the ending."""
        levels = [_APPROACH_LEVEL] * (len(spans) - 1) + [_FINAL_LEVEL]
        return [
            Note(span.beat, span.beats, pitch, level, self.part, self.instrument, voice)
            for span, level, pitches in zip(spans, levels, chords, strict=True)
            for voice, pitch in enumerate(pitches)
        ]


def _played(players: Sequence[_Player], spans: Sequence[Span]) -> list[Note]:
    """Everyone's notes: those above keep clear of parallels with the lowest voice."""
    lowest = next((who for part in ("bass", "bed") for who in players if who.part == part), None)
    if lowest is None:
        return [note for who in players for note in who.sounding(spans, who.chords(spans, ()))]
    own = lowest.chords(spans, ())
    ground = [lowest.pitches[-1], *(pitches[-1] for pitches in own)]
    notes: list[Note] = []
    for who in players:
        notes += who.sounding(spans, own if who is lowest else who.chords(spans, ground))
    return notes


def _players(company: Sequence[Note], beat: float) -> list[_Player]:
    """Everyone of the last bars but the drums and what only sparkles."""
    groups: dict[tuple[Part, str], list[Note]] = {}
    for note in company:
        if note.part not in ("percussion", "sparkle"):
            groups.setdefault((note.part, note.instrument.name), []).append(note)
    alone = all(part in ("lead", "counter") for part, _ in groups)
    return [
        _Player(part, notes[0].instrument, _now(part, notes, beat), alone and part == "lead")
        for (part, _), notes in groups.items()
    ]


def _now(part: Part, notes: Sequence[Note], beat: float) -> tuple[Note, ...]:
    """What still sounds, or else what came last; of a figure all that it played in a bar or two."""
    if part != "accompaniment":
        sounding = [note for note in notes if note.beat + note.beats > beat]
        notes = sounding or [note for note in notes if note.beat == notes[-1].beat]
    by_pitch = {note.pitch: note for note in notes}
    return tuple(by_pitch[pitch] for pitch in sorted(by_pitch, reverse=True))


def _led(
    pitches: Sequence[int], chord: Chord, instrument: Instrument, under: tuple[int, int] | None
) -> tuple[int, ...]:
    """Every voice a small step into the chord, root and third somewhere, no parallels of the outer ones."""
    third = _third(chord)
    options = [_near(pitch, chord.tones, instrument)[:_NEAR] for pitch in pitches[:_FIGURE_NOTES]]

    def cost(choice: tuple[int, ...]) -> int:
        classes = {pitch % 12 for pitch in choice}
        moved = sum(abs(new - old) for new, old in zip(choice, pitches, strict=False))
        crossed = sum(upper < lower for upper, lower in pairwise(choice))
        doubled = len(choice) - len(set(choice))
        lacking = _LACKS_ROOT * (chord.root not in classes) + _LACKS_THIRD * (third not in classes)
        low = under or (pitches[len(choice) - 1], choice[-1])
        outer = len(choice) > 1 and parallel(low, (pitches[0], choice[0]))
        return moved + lacking + _DOUBLED * doubled + _CROSSED * crossed + _PARALLEL * outer

    best: tuple[int, ...] = min(product(*options), key=cost)
    return tuple(dict.fromkeys(best))


def _spread(pitches: Sequence[int], chord: Chord, instrument: Instrument) -> tuple[int, ...]:
    """A chord within the compass of the figure, not closer than thirds."""
    inside = [pitch for pitch in range(max(pitches), min(pitches) - 1, -1) if pitch % 12 in chord.tones]
    taken: list[int] = []
    for pitch in inside or [_nearest(pitches[0], chord.tones, instrument)]:
        if not taken or taken[-1] - pitch >= 3:
            taken.append(pitch)
    return tuple(taken[: min(_FIGURE_NOTES, idiom(instrument.name).polyphony)])


def _melodic(
    pitch: int, chord: Chord, instrument: Instrument, under: tuple[int, int] | None, *, closes: bool
) -> int:
    """The nearest tone; at the close the tonic where a step or a small leap reaches it, or else the third.

    What makes parallels with the lowest voice comes last.
    """
    options = _near(pitch, (chord.root, _third(chord)) if closes else chord.tones, instrument)
    if closes:
        options.sort(key=lambda one: (abs(one - pitch) > _LONGEST_LEAP, one % 12 != chord.root))
    clear = [one for one in options if under is None or not parallel(under, (pitch, one))]
    return (clear or options)[0]


def _third(chord: Chord) -> int:
    return next((tone for tone in chord.tones if (tone - chord.root) % 12 in (3, 4)), chord.root)


def _under(pitch: int, chord: Chord, instrument: Instrument) -> tuple[int, ...]:
    """What a player who is alone puts under a note: another tone and the root, where it can play chords."""
    if idiom(instrument.name).polyphony < _FIGURE_NOTES:
        return ()
    lower = [one for one in range(pitch - 3, instrument.low - 1, -1) if one % 12 in chord.tones]
    root = next((one for one in lower if one % 12 == chord.root and pitch - one >= _ROOT_BELOW), None)
    between = [one for one in lower if root is not None and one - root >= 3]
    inner = next((one for one in between if one % 12 not in (pitch % 12, chord.root)), None)
    return tuple(one for one in (inner, root) if one is not None)


def _near(pitch: int, tones: Sequence[int], instrument: Instrument) -> list[int]:
    low, high = min(instrument.low, pitch), max(instrument.high, pitch)
    found = [one for one in range(max(low, pitch - 12), min(high, pitch + 12) + 1) if one % 12 in tones]
    return sorted(found, key=lambda one: (abs(one - pitch), one))


def _nearest(pitch: int, tones: Sequence[int], instrument: Instrument) -> int:
    return _near(pitch, tones, instrument)[0]


def _stroke(company: Sequence[Note], span: Span) -> list[Note]:
    """One last stroke of the deepest drum."""
    drums = [note for note in company if note.part == "percussion"]
    if not drums:
        return []
    deepest = min(drums, key=lambda note: note.pitch)
    return [Note(span.beat, 1.0, deepest.pitch, _STROKE_LEVEL, "percussion", deepest.instrument)]
