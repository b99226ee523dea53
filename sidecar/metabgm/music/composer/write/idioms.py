"""How each instrument is played (idioms.tsv): what a hand, a bow or a breath can do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from metabgm.music.composer.plan.textures import FigureTexture


@dataclass(frozen=True)
class Idiom:
    """``polyphony``: notes at once. ``low``, ``high``: comfortable MIDI range inside the instrument's own.

    ``fastest_repeat_per_s``: the same note again, notes a second; ``fastest_run_per_s``: neighbouring ones.
    ``reach``: semitones between the outer notes of a chord struck at once. ``breath_s``: longest stretch
    without a breath, None for endless. ``vibrato_cents``, ``vibrato_hz``: depth to either side and rate, 0
    for none. ``pedal``: dampers are lifted from chord to chord. ``rings``: a note goes on after it was let
    go. ``figures``: the figures that lie well, best first.
    """

    polyphony: int
    low: int
    high: int
    fastest_repeat_per_s: float
    fastest_run_per_s: float
    reach: int
    breath_s: float | None
    vibrato_cents: float
    vibrato_hz: float
    pedal: bool
    rings: bool
    figures: tuple[FigureTexture, ...]


_STRUCK = Idiom(2, 27, 87, 12.0, 12.0, 60, None, 0.0, 0.0, False, True, ())


def idiom(name: str) -> Idiom:
    """Of a pitched instrument; every other name is taken for something struck that rings."""
    return _idioms().get(name, _STRUCK)


@cache
def _idioms() -> dict[str, Idiom]:
    text = files(__package__).joinpath("idioms.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0]: _idiom(row) for row in rows}


def _idiom(row: list[str]) -> Idiom:
    _, polyphony, low, high, repeat, run, reach, breath, cents, hertz, pedal, rings, figures = row
    return Idiom(
        polyphony=int(polyphony),
        low=int(low),
        high=int(high),
        fastest_repeat_per_s=float(repeat),
        fastest_run_per_s=float(run),
        reach=int(reach),
        breath_s=None if breath == "-" else float(breath),
        vibrato_cents=float(cents),
        vibrato_hz=float(hertz),
        pedal=pedal != "-",
        rings=rings != "-",
        figures=tuple(figures.split()),  # type: ignore[arg-type]  # a test holds the table against FigureTexture
    )
