"""Draws a piece as a piano roll: notes by part, sections and chords, and how loud it is. Needs matplotlib."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from metabgm.music.composer import ComposedPiece
from metabgm.music.composer.theory.chords import Chord, scale_over
from metabgm.music.composer.theory.keys import Key
from metabgm.music.composer.write.played import Played
from metabgm.music.composer.write.score import Part, Span
from metabgm.music.meter import FLOOR_DB, WINDOW_S

# Colours that the colour-blind tell apart (Okabe and Ito); the melody in the strongest.
_COLOURS: dict[Part, str] = {
    "lead": "#d55e00",
    "counter": "#cc79a7",
    "accompaniment": "#0072b2",
    "bed": "#8fb8a8",
    "bass": "#555555",
    "sparkle": "#e69f00",
    "percussion": "#000000",
}
_INCHES_A_SECOND, _NARROWEST, _WIDEST = 0.16, 9.0, 60.0
_LEAST_APART_S = 2.2  # chord names closer than this would run into each other


def draw(path: Path, piece: ComposedPiece, played: Played, levels: list[float]) -> None:
    """A PNG. ``levels``: dBFS of every 0.4 s, as ``Meter`` gives them.

    The file appears whole or not at all. Raises OSError where the folder can't be written.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with mpl.rc_context({"font.size": 9}):
            _figure(piece, played, levels).savefig(part, format="png", dpi=110)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _figure(piece: ComposedPiece, played: Played, levels: list[float]) -> Figure:
    width = min(max(_INCHES_A_SECOND * played.seconds, _NARROWEST), _WIDEST)
    figure = Figure(figsize=(width, 5.6), layout="constrained")
    FigureCanvasAgg(figure)
    roll, loudness = figure.subplots(2, 1, sharex=True, height_ratios=(5, 1))
    _notes(roll, played)
    _form(roll, piece, played)
    roll.set_ylabel("MIDI pitch")
    roll.set_title(f"{piece.title}, {piece.plan.bpm:.0f} bpm, {piece.plan.metre.name}", loc="left", pad=30)
    times = (np.arange(len(levels)) + 0.5) * WINDOW_S
    loudness.fill_between(times, FLOOR_DB, levels, color="#bbbbbb", linewidth=0)
    loudness.set(ylim=(FLOOR_DB, 0.0), xlim=(0.0, played.seconds), ylabel="dBFS", xlabel="seconds")
    return figure


def _notes(axes: Any, played: Played) -> None:
    for part, colour in _COLOURS.items():
        entries = [entry for entry in played.entries if entry.note.part == part]
        if not entries:
            continue
        lines = [
            [
                (entry.strike.onset_s, entry.note.pitch),
                (max(entry.end_s, entry.strike.onset_s + 0.06), entry.note.pitch),
            ]
            for entry in entries
        ]
        opacity = [0.35 + 0.6 * entry.touch.level for entry in entries]
        width = 2.0 if part == "bed" else 3.0
        axes.add_collection(LineCollection(lines, colors=colour, linewidths=width, alpha=opacity, label=part))
    parts = dict.fromkeys(entry.note.part for entry in played.entries)
    handles = [
        Line2D([], [], color=_COLOURS[part], linewidth=3, label=part) for part in _COLOURS if part in parts
    ]
    axes.legend(handles=handles, loc="upper right", ncols=len(handles), framealpha=0.8)
    pitches = [entry.note.pitch for entry in played.entries] or [60]
    axes.set_ylim(min(pitches) - 3, max(pitches) + 7)


def _form(axes: Any, piece: ComposedPiece, played: Played) -> None:
    """Sections as lines with names, chords above the frame."""
    clock, bar = piece.performance.clock, piece.plan.metre.beats
    left = played.seconds
    spans = [(clock.at(span.beat), span) for span in piece.score.spans]
    if played.ending is not None:
        left = played.ending.clock.at(played.ending.spans[0].beat)
        spans = [(at, span) for at, span in spans if at < left]
        spans += [(played.ending.clock.at(span.beat), span) for span in played.ending.spans]
    marks = [(clock.at(section.first_bar * bar), section.name) for section in piece.score.sections]
    for at, name in [*((at, name) for at, name in marks if at < left), (left, "ending")]:
        if at < played.seconds:
            axes.axvline(at, color="#999999", linewidth=0.8, zorder=0)
            _write_above(axes, at, name, 15, weight="bold")
    _chords(axes, spans, piece.plan.key)


def _chords(axes: Any, spans: list[tuple[float, Span]], key: Key) -> None:
    """Where there is no room for all names, the last chord keeps its own: it is where the music goes."""
    following = float("inf")
    for at, span in reversed(spans):
        if following - at >= _LEAST_APART_S:
            _write_above(axes, at, chord_name(span.chord, key), 3, color="#555555")
            following = at


def _write_above(axes: Any, at: float, text: str, points: int, **style: str) -> None:
    axes.annotate(
        text,
        (at, 1.0),
        xycoords=("data", "axes fraction"),
        xytext=(3, points),
        textcoords="offset points",
        **style,
    )


def chord_name(chord: Chord, key: Key) -> str:
    """For example ``Dm``, ``F/A``, ``C#°``, ``Gsus4``, a fifth without third as ``D5``.

    A chord that leaves its diminished fifth out is diminished all the same.
    """
    above = {(tone - chord.root) % 12 for tone in chord.tones}
    perfect = (chord.root + 7) % 12 in scale_over(key, chord)
    if 3 in above:
        quality = "m" if perfect else "°"
    elif 4 in above:
        quality = "" if perfect else "+"
    else:
        quality = "sus2" if 2 in above else "sus4" if 5 in above else "5" if 7 in above else ""
    home = chord.within or key
    low = "" if chord.low is None else f"/{home.spelling(chord.low)}"
    return home.spelling(chord.root) + quality + low
