"""Stings: a few seconds of music that say that something happened, made of the motif's head."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from metabgm.music.composer.plan.parameters import USUAL_SECONDS, Parameters
from metabgm.music.composer.plan.textures import Gesture
from metabgm.music.composer.randomness import stream
from metabgm.music.composer.theory.chords import Chord, numeral, triad
from metabgm.music.composer.theory.keys import Mode
from metabgm.music.composer.write.gestures import GESTURES
from metabgm.music.composer.write.score import Score, Section, Span
from metabgm.music.composer.write.stage import Stage

SHORTEST_S, LONGEST_S = 2.5, 5.0  # without the tail
_USUAL_S: dict[Gesture, float] = {"rise": 3.6, "fall": 4.2, "toll": 4.6, "fanfare": 3.2, "rumble": 4.2}
# Where the tonic is reached, as a share of the sting.
_ARRIVALS: dict[Gesture, float] = {"rise": 0.45, "fall": 0.6, "toll": 0.0, "fanfare": 0.35, "rumble": 0.7}
_APPROACHES = {"lydian": "2", "mixolydian": "7", "dorian": "4", "minor": "7", "minor pentatonic": "7"}
_DARK_APPROACHES = {"phrygian": "2", "phrygian dominant": "2", "locrian": "2", "hirajoshi": "6"}


def sting(parameters: Parameters, seed: int) -> Score:
    """The sting of ``parameters.gesture``: 2.5 to 5 s before its tail, in one section."""
    rng = stream(seed, "sting")
    gesture = parameters.gesture
    beat_s = 60.0 / parameters.bpm
    beats = _beats(_USUAL_S[gesture] * parameters.seconds / USUAL_SECONDS["sting"], beat_s)
    arrival = round(_ARRIVALS[gesture] * beats * 2.0) / 2.0
    spans = _spans(parameters, arrival, beats)
    stage = Stage(parameters, rng, spans, arrival=arrival, beats=beats)
    notes = GESTURES[gesture](stage)
    bars = int(np.ceil(beats / parameters.metre.beats - 1e-6))
    playing = frozenset(note.part for note in notes)
    return Score(
        notes,
        iter([[]]),
        beats=beats,
        bar_beats=parameters.metre.beats,
        sections=(Section("sting", "A", 0, 0, bars, 0.7, playing),),
        spans=tuple(spans),
    )


def _beats(seconds: float, beat_s: float) -> float:
    """Whole beats nearest to a length, or half ones where a beat is long."""
    step = 1.0 if beat_s < 0.7 else 0.5
    wished = min(max(seconds, SHORTEST_S), LONGEST_S)
    beats = max(2.0, round(wished / beat_s / step) * step)
    while beats * beat_s > LONGEST_S and beats > 2.0:
        beats -= step
    while beats * beat_s < SHORTEST_S:
        beats += step
    return beats


def _spans(parameters: Parameters, arrival: float, beats: float) -> Sequence[Span]:
    home = triad(parameters.key, 0)
    if arrival <= 0.0:
        return (Span(0.0, beats, home),)
    return (Span(0.0, arrival, _approach(parameters)), Span(arrival, beats - arrival, home))


def _approach(parameters: Parameters) -> Chord:
    """The chord that leads home: the fourth degree where it rises, the tonic itself where it rumbles.

    A sting that is heard over the piece it grows from, or over the start of the next one, which opens with
    the same bridge, keeps to the tonic triad.
    """
    home = triad(parameters.key, 0)
    if parameters.gesture == "rumble" or parameters.kinship.bridge == home:
        return home
    if parameters.gesture == "fanfare":
        return numeral(parameters.key, _leading(parameters.key.mode))
    return triad(parameters.key, 3 if parameters.gesture == "rise" else 5)


def _leading(mode: Mode) -> str:
    return {**_APPROACHES, **_DARK_APPROACHES}.get(mode.name, "5")
