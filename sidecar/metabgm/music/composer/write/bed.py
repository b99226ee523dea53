"""The bed: what sounds on under everything, in the texture that was planned."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from metabgm.music.composer.plan.parameters import Parameters
from metabgm.music.composer.plan.registers import band
from metabgm.music.composer.randomness import stream
from metabgm.music.composer.sound.instruments import Instrument
from metabgm.music.composer.theory.voice_leading import lead
from metabgm.music.composer.theory.voicing import Ensemble, ensemble
from metabgm.music.composer.write.bedding.chorale import chorale
from metabgm.music.composer.write.bedding.held import Holder, stretches
from metabgm.music.composer.write.bedding.pad import breathing, pad, waves
from metabgm.music.composer.write.bedding.still import drone, halo
from metabgm.music.composer.write.score import Note, Section, Span

LONGEST_HELD_S = 8.0  # a sustained note is renewed after it
_WAVE_S = 11.0
_PLAYERS = 2
_SECOND_FROM = 0.2  # intensity from which the second player joins
_VOICES = 4
_PAD_WIDTH, _CHORALE_BELOW, _CHORALE_ABOVE = 25, 3, 10  # semitones; a chorale reaches beyond the band


def bed(parameters: Parameters, seed: int, plan: Sequence[Section], spans: Sequence[Span]) -> list[Note]:
    """The notes of the bed in all sections that have one."""
    beat_s = 60.0 / parameters.bpm
    notes: list[Note] = []
    for player, instrument in enumerate(parameters.cast.bed[:_PLAYERS]):
        holder = Holder(instrument, LONGEST_HELD_S / beat_s, from_intensity=_SECOND_FROM if player else 0.0)
        for at, inside in enumerate(stretches(spans, plan, "bed", parameters.metre.beats)):
            rng = stream(seed, "bed", player, at)
            notes += _stretch(rng, parameters, inside, holder, player)
    return notes


def _stretch(
    rng: np.random.Generator, parameters: Parameters, spans: list[Span], holder: Holder, player: int
) -> list[Note]:
    texture = parameters.bed_texture
    if texture == "drone" and player == 0:
        return drone(spans, parameters.key, holder, rng)
    if texture == "halo" or (texture == "drone" and player):
        return halo(spans, holder, rng)
    strict = texture == "chorale" and player == 0
    group = _ensemble(holder.instrument, parameters.register, player, strict=strict)
    voicings = lead(rng, [span.chord for span in spans], group)
    if strict:
        return chorale(rng, spans, voicings, parameters.key, holder)
    if texture == "waves":
        shortest = _WAVE_S * parameters.bpm / 60.0
        return waves(rng, spans, voicings, holder, shortest=shortest)
    held = pad(spans, voicings, holder)
    return breathing(rng, held, spans, parameters.silence, parameters.metre.beats)


def _ensemble(instrument: Instrument, register: float, player: int, *, strict: bool) -> Ensemble:
    """Four voices of the first player, three of the second, in the bed's band or about it."""
    low, high = band("bed", instrument, register)
    if strict:
        low, high = max(instrument.low, low - _CHORALE_BELOW), min(instrument.high, high + _CHORALE_ABOVE)
    else:
        high = min(instrument.high, max(high, low + _PAD_WIDTH))
        low = max(instrument.low, min(low, high - _PAD_WIDTH))
    return ensemble(low, high, voices=_VOICES - player, strict=strict)
