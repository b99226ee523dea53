"""Writes a piece: parameters to score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

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
    held = [
        *bed(parameters, seed, plan, chord_spans),
        *melody,
        *bass(parameters, seed, plan, chord_spans),
    ]
    figures = _figures(parameters, seed, plan, chord_spans, melody)
    if not parameters.cast.bed:  # only who sees all notes can find the rests between them
        written = list(figures)
        held += echoes([*held, *chain(*written)], parameters, chord_spans)
        figures = iter(written)
    return Score(
        held,
        figures,
        beats=bars * metre.beats,
        bar_beats=metre.beats,
        sections=plan,
        spans=chord_spans,
    )


def _figures(
    parameters: Parameters,
    seed: int,
    plan: tuple[Section, ...],
    spans: tuple[Span, ...],
    melody: Sequence[Note],
) -> Iterator[list[Note]]:
    """The notes of one section after the other."""
    struck = percussion(parameters, seed, plan, spans)
    for figures, blows in zip(accompaniment(parameters, seed, plan, spans, melody), struck, strict=True):
        yield [*figures, *blows]


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
