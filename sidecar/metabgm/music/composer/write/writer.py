"""Writes a piece: parameters to score."""

from __future__ import annotations

from metabgm.music.composer.plan.parameters import Parameters
from metabgm.music.composer.randomness import stream
from metabgm.music.composer.sound.instruments import Instrument
from metabgm.music.composer.theory import chords
from metabgm.music.composer.write import beds
from metabgm.music.composer.write.accompaniment import accompaniment
from metabgm.music.composer.write.echoes import echoes
from metabgm.music.composer.write.form import bars_for, sections
from metabgm.music.composer.write.harmony import setting
from metabgm.music.composer.write.harmony import spans as harmony
from metabgm.music.composer.write.inflection import inflected
from metabgm.music.composer.write.lines import lines
from metabgm.music.composer.write.rhythm import percussion
from metabgm.music.composer.write.score import Note, Score, Section, Span
from metabgm.music.composer.write.stings import sting

_BRIDGE_S = 3.0  # how long a piece leans on the chord it shares with the piece before
_BED_VOICES = 4
_LONGEST_HELD_S = 8.0  # a sustained note is renewed after it


def write(parameters: Parameters, seed: int) -> Score:
    """Pure: the same parameters and seed give the same score."""
    if parameters.role == "sting":
        return sting(parameters, seed)
    metre, beat_s = parameters.metre, 60.0 / parameters.bpm
    bars = bars_for(parameters.seconds, metre.beats * beat_s, parameters.role)
    plan = _plan(parameters, bars, seed)
    chord_spans = harmony(stream(seed, "harmony"), setting(stream(seed, "style"), parameters), plan)
    melody = inflected(_melody(parameters, seed, plan, chord_spans), parameters.key, chord_spans)
    notes = [
        *_bed(parameters, seed, chord_spans, _LONGEST_HELD_S / beat_s),
        *melody,
        *accompaniment(parameters, seed, plan, chord_spans, melody),
        *_bass(parameters, seed, plan, chord_spans, _LONGEST_HELD_S / beat_s),
        *percussion(parameters, seed, plan, chord_spans),
    ]
    notes += echoes(notes, parameters, chord_spans)
    notes.sort(key=lambda note: (note.beat, note.part, note.pitch))
    return Score(tuple(notes), bars * metre.beats, plan, chord_spans)


def _plan(parameters: Parameters, bars: int, seed: int) -> tuple[Section, ...]:
    bar_s = parameters.metre.beats * 60.0 / parameters.bpm
    bridged = parameters.role == "base" and parameters.kinship.bridge is not None
    return sections(
        bars,
        parameters.role,
        build=parameters.build,
        fade=parameters.fade,
        silence=parameters.silence,
        bridge_bars=min(max(round(_BRIDGE_S / bar_s), 1), 2) if bridged else 0,
        bed=bool(parameters.cast.bed),
        bar_s=bar_s,
        seed=seed,
    )


def _bed(parameters: Parameters, seed: int, spans: tuple[Span, ...], longest_beats: float) -> list[Note]:
    notes: list[Note] = []
    for at, instrument in enumerate(parameters.cast.bed[:2]):
        low, high = _bed_range(instrument, at, parameters.register)
        if parameters.bed_texture == "drone":
            end = spans[-1].beat + spans[-1].beats
            notes += beds.drone(0.0, end, parameters.key, instrument, longest_beats=longest_beats)
            continue
        voicings = chords.lead([span.chord for span in spans], voices=_BED_VOICES - at, low=low, high=high)
        if parameters.bed_texture == "chorale" and at == 0:
            rng = stream(seed, "chorale")
            chorale = beds.chorale(
                rng, spans, voicings, key=parameters.key, metre=parameters.metre, instrument=instrument
            )
            notes += [_no_longer(note, longest_beats) for note in chorale]
        else:
            notes += beds.pad(spans, voicings, instrument, longest_beats=longest_beats)
    return notes


def _bed_range(instrument: Instrument, at: int, register: float) -> tuple[int, int]:
    low = int(max(instrument.low, 48 + 5 * register + 10 * at))
    low = min(low, instrument.high - 24)
    return max(low, instrument.low), min(instrument.high, max(low, instrument.low) + 26)


def _no_longer(note: Note, beats: float) -> Note:
    return Note(note.beat, min(note.beats, beats), note.pitch, note.level, note.part, note.instrument)


def _melody(
    parameters: Parameters, seed: int, plan: tuple[Section, ...], spans: tuple[Span, ...]
) -> list[Note]:
    return lines(parameters, seed, plan, spans)


def _cut(span: Span, begin: float, end: float) -> Span:
    first, last = max(span.beat, begin), min(span.beat + span.beats, end)
    return Span(first, last - first, span.chord)


def _bass(
    parameters: Parameters,
    seed: int,
    plan: tuple[Section, ...],
    spans: tuple[Span, ...],
    longest_beats: float,
) -> list[Note]:
    notes: list[Note] = []
    for at, section in enumerate(plan):
        instrument = parameters.cast.turn("bass", at)
        if instrument is None or "bass" not in section.parts:
            continue
        begin = section.first_bar * parameters.metre.beats
        end = begin + section.bars * parameters.metre.beats
        inside = [
            _cut(span, begin, end) for span in spans if span.beat < end and begin < span.beat + span.beats
        ]
        last = section is plan[-1]
        notes += beds.bass(
            stream(seed, "bass", at),
            inside,
            parameters.metre,
            instrument,
            driving=parameters.role == "combat" and not last,
            longest_beats=longest_beats,
        )
    return notes
