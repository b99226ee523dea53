"""From a touch to a strike: the balance of the parts, how bright and how loud, how it begins and ends."""

from __future__ import annotations

from metabgm.music.composer.plan.parameters import Parameters
from metabgm.music.composer.sound.instruments import gain
from metabgm.music.composer.sound.loudness import HARD, MIDDLE, SOFT, strength
from metabgm.music.composer.sound.strike import Strike
from metabgm.music.composer.write.expression import swell, vibrato
from metabgm.music.composer.write.score import Note, Part
from metabgm.music.composer.write.touch import Touch
from metabgm.music.engine import Controls, Role

# Level of each part in the mix, dB, for a note of level 0.5. A bed sounds all the time, with several
# voices, so each of its notes is much softer than a melody note, which dies away.
_PART_DB: dict[Part, float] = {
    "lead": 0.0,
    "counter": -4.0,
    "accompaniment": -5.5,
    "bed": -15.0,
    "bass": -9.0,
    "sparkle": -9.0,
    "percussion": -7.0,
}
_SUSTAINED_LEAD_DB = -4.5
# What combat brings forward, dB: all that is struck on the beat.
_COMBAT_DB: dict[Part, float] = {"percussion": 4.0, "accompaniment": 3.0, "bass": 1.5, "bed": -2.0}
_RANGE_DB = 16.0  # from level 0 to level 1
_WEAKEST = 1e-4  # instruments whose note is weaker than this at gain 1 (-80 dB) have no sample there
_BRIGHTER = 0.35  # of the level, from intensity 0 to 1: players touch harder, the fader makes it louder
_SOFT_BELOW, _HARD_FROM = 0.38, 0.62
_SOFTER_ATTACK = 0.8  # of a sustained note's attack, from neutral to wholly warm
_BED_ATTACK_S, _BED_RING_S = 0.7, 2.4


def strike(touch: Touch, parameters: Parameters, controls: Controls) -> Strike | None:
    """None where the instrument has no sample at the note's pitch."""
    note = touch.note
    hardness = touch.level + _BRIGHTER * (controls.intensity - 0.5)
    velocity = SOFT if hardness < _SOFT_BELOW else MIDDLE if hardness < _HARD_FROM else HARD
    weight = strength(note.instrument, note.pitch, velocity)
    if weight < _WEAKEST:
        return None
    attack_s, ring_s = _shape(touch, parameters.role)
    if note.instrument.sustained:
        attack_s *= 1.0 + _SOFTER_ATTACK * max(0.0, 2.0 * controls.warmth - 1.0)
    return Strike(
        onset_s=touch.onset_s,
        held_s=max(touch.held_s, attack_s + 0.03),
        ring_s=ring_s,
        attack_s=attack_s,
        pitch=note.pitch,
        velocity=velocity,
        gain=gain(_part_db(note, parameters.role) + _RANGE_DB * (touch.level - 0.5)) / weight,
        instrument=note.instrument,
        swell=swell(touch, asked=parameters.swell),
        vibrato=vibrato(touch),
    )


def _part_db(note: Note, role: Role) -> float:
    decibels = _PART_DB[note.part]
    if note.part in ("lead", "counter") and note.instrument.sustained:
        decibels += _SUSTAINED_LEAD_DB
    if role == "combat":
        decibels += _COMBAT_DB.get(note.part, 0.0)
    return decibels


def _shape(touch: Touch, role: Role) -> tuple[float, float]:
    """Attack and ring in seconds: beds come and go slowly, short notes of slow instruments don't."""
    instrument = touch.note.instrument
    if touch.note.part == "bed":
        calm = 1.0 if role == "base" else 0.35
        return max(instrument.attack_s, _BED_ATTACK_S * calm), max(instrument.ring_s, _BED_RING_S * calm)
    if instrument.sustained:
        return min(instrument.attack_s, 0.3 * touch.held_s), min(instrument.ring_s, 0.2 + touch.held_s)
    return instrument.attack_s, instrument.ring_s
