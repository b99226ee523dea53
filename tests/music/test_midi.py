from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import mido
import pytest

from metabgm.music.composer import ComposedPiece, Composer
from metabgm.music.composer.sound.instruments import instruments
from metabgm.music.composer.write.played import Played
from metabgm.music.composer.write.player import Entry
from metabgm.music.engine import Brief, Controls, Role, Steering
from metabgm.music.midi import DRUM_CHANNEL, midi, write_midi

RATE = 48_000


def heard(file: mido.MidiFile) -> list[tuple[float, int, float]]:
    """Onset in seconds, pitch and length of every note, tempo changes followed."""
    now, sounding, found = 0.0, {}, []
    for message in file:
        now += message.time
        if message.type == "note_on":
            key = (message.channel, message.note)
            assert key not in sounding
            sounding[key] = now
        elif message.type == "note_off":
            begin = sounding.pop((message.channel, message.note))
            found.append((begin, message.note, now - begin))
    assert not sounding
    return sorted(found)


def told_apart(entries: Sequence[Entry]) -> list[Entry]:
    """Without those whose pitch their own player strikes again at once: in MIDI the two are one."""
    found: list[Entry] = []
    following: dict[tuple[str, int], float] = {}
    for entry in reversed(entries):
        key = (entry.note.instrument.name, entry.note.pitch)
        if following.get(key, float("inf")) - entry.strike.onset_s > 0.001:
            found.append(entry)
        following[key] = entry.strike.onset_s
    return found


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("calm strings and harp in 3/4", "base"),
        ("flute over pads in 6/8", "base"),
        ("piano in 7/8", "base"),
        ("rock drums and electric guitar", "combat"),
    ],
)
def test_the_notes_are_those_that_sound(composer: Composer, tmp_path: Path, text: str, role: Role) -> None:
    piece = composer.compose(Brief(text, 4, role, 30.0))
    for steering in (Steering(), Steering((5 * RATE, Controls(0.9)), (14 * RATE, Controls(ending=True)))):
        played = piece.played(steering)
        write_midi(tmp_path / "x.mid", piece, played)
        file = mido.MidiFile(tmp_path / "x.mid")
        notes = heard(file)
        entries = told_apart(played.entries)
        assert len(entries) > 0.95 * len(played.entries)
        onsets = sorted(entry.strike.onset_s for entry in entries)
        assert [begin for begin, _, _ in notes] == pytest.approx(onsets, abs=0.004)
        assert sorted(pitch for _, pitch, _ in notes) == sorted(one.note.pitch for one in entries)
        assert file.length == pytest.approx(played.seconds, abs=0.01)
        for begin, pitch, length in notes:
            held = [
                one.strike.held_s
                for one in played.entries
                if one.note.pitch == pitch and abs(one.strike.onset_s - begin) < 0.005
            ]
            assert length <= max(held) + 0.01


def test_tempo_metre_and_sections(composer: Composer) -> None:
    piece = composer.compose(Brief("calm piano in 6/8 at 60 bpm", 1, "base", 40.0))
    conductor = midi(piece, piece.played()).tracks[0]
    assert conductor.name == piece.title
    signature = next(message for message in conductor if message.type == "time_signature")
    assert (signature.numerator, signature.denominator) == (6, 8)
    tempi = [message.tempo for message in conductor if message.type == "set_tempo"]
    assert len(tempi) == piece.score.beats
    # The beat is a dotted quarter.
    assert sum(tempi[: len(tempi) // 2]) / (len(tempi) // 2) * 1.5 == pytest.approx(1e6, rel=0.05)
    assert len(set(tempi)) > 10
    markers = [message.text for message in conductor if message.type == "marker"]
    assert markers == [section.name for section in piece.score.sections]


def test_programs_and_channels(composer: Composer) -> None:
    piece = composer.compose(Brief("rock drums, piano and electric bass, fast", 2, "combat", 20.0))
    played = piece.played()
    names = {entry.note.instrument.title: entry.note.instrument for entry in played.entries}
    channels = {}
    for track in midi(piece, played).tracks[1:]:
        program = next(message for message in track if message.type == "program_change")
        assert program.program == names[track.name].program
        (channels[track.name],) = {message.channel for message in track if not message.is_meta}
    assert set(channels) == set(names)
    kits = {name for name, instrument in names.items() if instrument.bank == 128}
    assert kits
    assert {name for name, channel in channels.items() if channel == DRUM_CHANNEL} == kits
    assert len(set(channels.values())) == len(channels)


def test_more_instruments_than_channels_name_their_program_at_every_note(composer: Composer) -> None:
    piece = composer.compose(Brief("calm piano", 2, "base", 20.0))
    file = midi(piece, _crowd(piece, 20))
    assert len(file.tracks) == 21
    program = dict.fromkeys(range(16), -1)
    programs = {one.title: one.program for one in instruments().values()}
    owner = {
        (message.channel, message.note): track.name
        for track in file.tracks[1:]
        for message in track
        if message.type == "note_on"
    }
    count = 0
    for message in mido.merge_tracks(file.tracks):
        if message.type == "program_change":
            program[message.channel] = message.program
        elif message.type == "note_on":
            count += 1
            assert program[message.channel] == programs[owner[message.channel, message.note]]
    assert count == 20
    assert DRUM_CHANNEL not in {channel for channel, _ in owner}


def _crowd(piece: ComposedPiece, count: int) -> Played:
    """Every instrument plays a note of its own."""
    played = piece.played()
    first = played.entries[0]
    entries = []
    for at, instrument in enumerate(list(instruments().values())[:count]):
        note = replace(first.note, instrument=instrument, pitch=40 + at)
        strike = first.strike._replace(instrument=instrument, pitch=40 + at, onset_s=0.5 * at)
        entries.append(Entry(first.touch._replace(note=note), strike))
    return Played(tuple(entries), played.seconds, None)


def test_a_folder_that_is_not_there_leaves_nothing(composer: Composer, tmp_path: Path) -> None:
    piece = composer.compose(Brief("calm piano", 2, "sting"))
    with pytest.raises(FileNotFoundError):
        write_midi(tmp_path / "none" / "x.mid", piece, piece.played())
