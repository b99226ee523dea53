"""Writes what a piece plays as a Standard MIDI File: notes as they are timed, tempo as it is taken."""

from __future__ import annotations

import secrets
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import ceil, sqrt
from pathlib import Path

import mido

from metabgm.music.composer import ComposedPiece
from metabgm.music.composer.sound.instruments import Instrument
from metabgm.music.composer.sound.loudness import strength
from metabgm.music.composer.sound.soundfont import DRUM_BANK
from metabgm.music.composer.sound.strike import Strike
from metabgm.music.composer.theory.metre import Metre
from metabgm.music.composer.write.played import Played
from metabgm.music.composer.write.player import Entry

TICKS = 480  # in a quarter note
DRUM_CHANNEL = 9  # counted from 0: MIDI's channel 10
_CHANNELS = tuple(channel for channel in range(16) if channel != DRUM_CHANNEL)
_CLOSE = 1e-6
# A synthesizer's gain goes with the square of the velocity (General MIDI 2); a melody note of usual
# loudness gets 90.
_USUAL_VELOCITY = 90.0
_PAN = 10  # controller


def write_midi(path: Path, piece: ComposedPiece, played: Played) -> None:
    """``played``: of the same piece. One track for each instrument, drum kits on channel 10.

    The file appears whole or not at all. Raises OSError where the folder can't be written.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        midi(piece, played).save(part)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def midi(piece: ComposedPiece, played: Played) -> mido.MidiFile:
    """In memory: a track with tempo, metre and sections, then the instruments by their first note."""
    file = mido.MidiFile(type=1, ticks_per_beat=TICKS)
    time = _Time(piece, played)
    file.tracks.append(_conductor(piece, played, time))
    players: dict[str, list[Entry]] = {}
    for entry in played.entries:
        players.setdefault(entry.note.instrument.name, []).append(entry)
    pitched = [name for name, entries in players.items() if entries[0].note.instrument.bank != DRUM_BANK]
    for name, entries in players.items():
        drums = name not in pitched
        channel = DRUM_CHANNEL if drums else _CHANNELS[pitched.index(name) % len(_CHANNELS)]
        shared = len(players) - len(pitched) > 1 if drums else len(pitched) > len(_CHANNELS)
        file.tracks.append(_track(entries, channel, time, shared=shared))
    return file


class _Time:
    """Seconds of the piece to ticks. ``beats``: (seconds, ticks, microseconds a quarter) of every beat."""

    def __init__(self, piece: ComposedPiece, played: Played) -> None:
        performance = piece.performance
        self.ticks_a_beat = TICKS * 3 // 2 if piece.plan.metre.division == 3 else TICKS
        end = performance.score.beats if played.ending is None else played.ending.spans[0].beat
        beats = [(performance.clock.at(beat), float(beat)) for beat in range(ceil(end - _CLOSE))]
        if played.ending is not None:
            clock, last = played.ending.clock, played.ending.spans[-1]
            closing = range(ceil(last.beat + last.beats - end))
            beats += [(clock.at(end + step), end + step) for step in closing]
            beats.append((played.ending.seconds, last.beat + last.beats))
        else:
            beats.append((performance.clock.at(end), end))
        self.beats: list[tuple[float, int, int]] = []
        for (here, beat), (after, next_beat) in pairwise(beats):
            quarters = (next_beat - beat) * self.ticks_a_beat / TICKS
            tempo = round(1e6 * (after - here) / quarters)
            self.beats.append((here, round(beat * self.ticks_a_beat), tempo))

    def ticks(self, seconds: float) -> int:
        """After the last beat its tempo goes on."""
        at = max(bisect_right(self.beats, seconds, key=lambda beat: beat[0]) - 1, 0)
        begin, ticks, tempo = self.beats[at]
        return max(0, ticks + round((seconds - begin) * 1e6 / tempo * TICKS))


def _conductor(piece: ComposedPiece, played: Played, time: _Time) -> mido.MidiTrack:
    bar = piece.plan.metre.beats * time.ticks_a_beat
    events = [(0, mido.MetaMessage("track_name", name=piece.title)), (0, _signature(piece.plan.metre))]
    events += [(ticks, mido.MetaMessage("set_tempo", tempo=tempo)) for _, ticks, tempo in time.beats]
    end = time.ticks(played.seconds)
    left = end if played.ending is None else time.ticks(played.ending.clock.at(played.ending.spans[0].beat))
    for section in piece.score.sections:
        if (begin := round(section.first_bar * bar)) < left:
            events.append((begin, mido.MetaMessage("marker", text=section.name)))
    if played.ending is not None:
        events.append((left, mido.MetaMessage("marker", text="ending")))
    return _in_order(events, end)


def _signature(metre: Metre) -> mido.MetaMessage:
    above, below = metre.name.split("/")
    return mido.MetaMessage("time_signature", numerator=int(above), denominator=int(below))


def _track(entries: Sequence[Entry], channel: int, time: _Time, *, shared: bool) -> mido.MidiTrack:
    """``shared``: other instruments use the channel too, so that every note names its program."""
    instrument = entries[0].note.instrument
    events = [
        (0, mido.MetaMessage("track_name", name=instrument.title)),
        (0, mido.Message("program_change", channel=channel, program=instrument.program)),
        (0, mido.Message("control_change", channel=channel, control=_PAN, value=_pan(instrument))),
    ]
    for entry, end_s in _apart(entries):
        begin, pitch = time.ticks(entry.strike.onset_s), entry.note.pitch
        end = time.ticks(end_s)
        if end <= begin:  # its pitch is struck again at once
            continue
        if shared:
            events.append(
                (begin, mido.Message("program_change", channel=channel, program=instrument.program))
            )
        velocity = _velocity(entry.strike)
        events.append((begin, mido.Message("note_on", channel=channel, note=pitch, velocity=velocity)))
        events.append((end, mido.Message("note_off", channel=channel, note=pitch)))
    return _in_order(events, max(tick for tick, _ in events))


def _apart(entries: Sequence[Entry]) -> Iterable[tuple[Entry, float]]:
    """Each with when it ends: before its pitch is struck again, as MIDI can't tell two of a pitch apart."""
    following: dict[int, float] = {}
    found = []
    for entry in reversed(entries):
        end_s = min(entry.end_s, following.get(entry.note.pitch, entry.end_s))
        found.append((entry, end_s))
        following[entry.note.pitch] = entry.strike.onset_s
    return reversed(found)


def _velocity(strike: Strike) -> int:
    loudness: float = strike.gain * strength(strike.instrument, strike.pitch, strike.velocity)
    return min(max(round(_USUAL_VELOCITY * sqrt(loudness)), 1), 127)


def _pan(instrument: Instrument) -> int:
    return round(64 + 63 * instrument.pan)


def _in_order(events: Iterable[tuple[int, mido.Message | mido.MetaMessage]], end: int) -> mido.MidiTrack:
    """Absolute ticks to a track of deltas; at the same tick notes end before others begin."""
    track, now = mido.MidiTrack(), 0
    for tick, message in sorted(events, key=lambda event: (event[0], event[1].type != "note_off")):
        track.append(message.copy(time=tick - now))
        now = tick
    track.append(mido.MetaMessage("end_of_track", time=max(0, end - now)))
    return track
