from __future__ import annotations

import numpy as np
import pytest

from metabgm.music.composer.sound.strike import Strike
from metabgm.music.composer.write.drift import EARLIEST_S
from metabgm.music.composer.write.performance import Performance
from metabgm.music.engine import Role
from tests.music.composer.write.performing import all_played, alone, performance


def strikes(text: str, seed: int = 0, role: Role = "base") -> list[Strike]:
    return [entry.strike for entry in all_played(performance(text, seed, role)).entries]


@pytest.mark.parametrize("seed", range(10))
def test_no_strike_hangs(seed: int) -> None:
    for role in ("base", "combat", "sting"):
        played = all_played(performance("strings, harp, choir and drums", seed, role))
        onsets = [entry.strike.onset_s for entry in played.entries]
        assert onsets == sorted(onsets)
        assert onsets[0] >= 0.0
        for entry in played.entries:
            assert entry.strike.held_s > 0.0
            assert entry.end_s < played.seconds
            assert 0.0 < entry.strike.gain < 300.0


def test_players_are_neither_together_nor_equal() -> None:
    of = performance("calm piano arpeggios")
    piano = [entry for entry in all_played(of).entries if entry.note.instrument.name == "piano"]
    off = [entry.strike.onset_s - of.clock.at(entry.note.beat) for entry in piano]
    assert np.std(off) > 0.004
    assert np.abs(off).max() < 0.15
    assert min(off) >= -EARLIEST_S
    assert len({round(entry.strike.gain, 4) for entry in piano}) > len(piano) // 2


def test_a_player_drifts_slowly() -> None:
    """Onsets near each other are off by nearly the same, far apart they are not."""
    near, far = [], []
    for seed in range(6):
        of = performance("calm piano arpeggios", seed)
        lead = [entry for entry in all_played(of).entries if entry.note.part == "lead"]
        off = np.array([entry.strike.onset_s - of.clock.at(entry.note.beat) for entry in lead])
        off -= off.mean()
        near.append(np.mean(off[:-1] * off[1:]) / np.mean(off**2))
        half = len(off) // 2
        far.append(np.mean(off[:half] * off[half : 2 * half]) / np.mean(off**2))
    assert np.mean(near) > 0.35
    assert np.mean(far) < 0.2


def test_words_move_the_dynamics() -> None:
    def velocities(text: str) -> float:
        return float(np.mean([strike.velocity for strike in strikes(text, 2)]))

    assert velocities("very loud forte piano") > velocities("quiet pianissimo piano") + 20


def test_swells_belong_to_long_notes() -> None:
    swelling = [strike for strike in strikes("slow strings, solo") if strike.swell is not None]
    assert swelling
    assert all(strike.held_s > 1.2 and strike.instrument.sustained for strike in swelling)
    peaks = {round(strike.swell.peak_s / strike.swell.end_s, 2) for strike in swelling if strike.swell}
    assert len(peaks) > 5


def test_vibrato_is_the_soloists() -> None:
    played = all_played(performance("slow solo violin over warm pads", 1)).entries
    lead = [entry.strike for entry in played if entry.note.part == "lead" and entry.strike.held_s > 1.0]
    assert lead
    assert all(strike.vibrato is not None for strike in lead)
    assert len({strike.vibrato.cents for strike in lead if strike.vibrato}) == len(lead)
    assert not any(strike.vibrato for strike in strikes("calm piano and marimba"))


def test_what_one_bar_plays_leaves_the_others_alone() -> None:
    of = performance("calm piano and strings", 3)
    bar = of.parameters.metre.beats
    others = tuple(note for note in of.score.notes if not 2 * bar <= note.beat < 3 * bar)
    thinned = Performance(alone(of.score, others, of.parameters), of.parameters, 3)
    for at in (5, 8, 11):
        assert [touch.onset_s for touch in thinned.bar(at)] == [touch.onset_s for touch in of.bar(at)]
    assert len(thinned.bar(2)) == 0


def test_lines_overlap_and_pedals_last_until_the_chord_changes() -> None:
    of = performance("slow flute melody, harp arpeggio", 4)
    entries = all_played(of).entries
    flute = [entry for entry in entries if entry.note.part == "lead" and entry.touch.place.joined]
    assert flute
    for entry in flute:
        written = of.clock.at(entry.note.beat + entry.note.beats) - of.clock.at(entry.note.beat)
        assert entry.strike.held_s > written
    harp = [entry for entry in entries if entry.note.part == "accompaniment"]
    held = [of.clock.at(entry.note.beat + entry.note.beats) - of.clock.at(entry.note.beat) for entry in harp]
    rung = [entry.strike.held_s for entry in harp]
    assert np.mean(rung) > 1.1 * np.mean(held)
    ends = [of.clock.at(span.beat + span.beats) for span in of.score.spans]
    for entry, written in zip(harp, held, strict=True):
        end = min(one for one in ends if one > of.clock.at(entry.note.beat) + 1e-6)
        assert entry.end_s <= max(end, entry.strike.onset_s + written) + 0.2
