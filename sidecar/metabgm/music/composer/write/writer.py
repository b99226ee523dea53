"""Writes a piece: parameters to score."""

from __future__ import annotations

from operator import attrgetter

from metabgm.music.composer.plan.parameters import Parameters
from metabgm.music.composer.randomness import stream
from metabgm.music.composer.write.accompaniment import accompaniment
from metabgm.music.composer.write.bass import bass
from metabgm.music.composer.write.bed import bed
from metabgm.music.composer.write.echoes import echoes
from metabgm.music.composer.write.form import bars_for, sections
from metabgm.music.composer.write.harmony import spans as harmony
from metabgm.music.composer.write.inflection import inflected
from metabgm.music.composer.write.lines import lines
from metabgm.music.composer.write.rhythm import percussion
from metabgm.music.composer.write.score import Note, Score, Section, Span
from metabgm.music.composer.write.setting import setting
from metabgm.music.composer.write.stings import sting

_BRIDGE_S = 3.0  # how long a piece leans on the chord it shares with the piece before


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
        *bed(parameters, seed, plan, chord_spans),
        *melody,
        *accompaniment(parameters, seed, plan, chord_spans, melody),
        *bass(parameters, seed, plan, chord_spans),
        *percussion(parameters, seed, plan, chord_spans),
    ]
    notes += echoes(notes, parameters, chord_spans)
    notes.sort(key=attrgetter("beat", "part", "pitch"))
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
        kept=parameters.asked | ({"percussion"} if parameters.percussion else set()),
        bar_s=bar_s,
        seed=seed,
    )


def _melody(
    parameters: Parameters, seed: int, plan: tuple[Section, ...], spans: tuple[Span, ...]
) -> list[Note]:
    return lines(parameters, seed, plan, spans)
