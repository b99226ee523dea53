"""The descriptions of descriptions.tsv, and how their music is held to them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from metabgm.music.composer.plan.parameters import Parameters, decide
from metabgm.music.composer.words.reader import read
from metabgm.music.composer.words.reading import Reading
from metabgm.music.composer.write.score import Note
from metabgm.music.composer.write.writer import write
from metabgm.music.engine import Brief

SEEDS = range(3)
SECONDS = 60.0
TEMPO_SLACK = 0.1


@dataclass(frozen=True)
class Expected:
    """What a listener would hold the music to. ``instruments``: of each group one must sound."""

    text: str
    split: Literal["tuning", "kept"]
    tempo: tuple[float, float] | None
    mode: str | None
    instruments: tuple[frozenset[str], ...]
    drums: bool


def corpus(split: str) -> list[Expected]:
    """The rows of a split."""
    text = Path(__file__).with_name("descriptions.tsv").read_text(encoding="utf-8")
    lines = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return [_expected(cells) for cells in lines if cells[1] == split]


def _expected(cells: list[str]) -> Expected:
    text, split, tempo, mode, instruments, drums = cells
    low, _, high = tempo.partition("-")
    return Expected(
        text=text,
        split="kept" if split == "kept" else "tuning",
        tempo=(float(low), float(high)) if low else None,
        mode=None if mode == "-" else mode,
        instruments=()
        if instruments == "-"
        else tuple(frozenset(group.split("/")) for group in instruments.split(", ")),
        drums=drums == "yes",
    )


@dataclass(frozen=True)
class Made:
    """What was made of a description; ``notes`` are those that sound at intensity 0.5."""

    reading: Reading
    parameters: Parameters
    notes: tuple[Note, ...]


def make(text: str, seed: int) -> Made:
    """The piece of a seed."""
    reading = read(text)
    parameters = decide(Brief(text, seed, seconds=SECONDS), reading)
    score = write(parameters, seed)
    sounding = (note for note in score.notes if note.from_intensity <= 0.5 < note.below_intensity)
    return Made(reading, parameters, tuple(sounding))


def faults(expected: Expected, made: Made) -> list[str]:
    """Where the music isn't what the words say, from its notes."""
    found: list[str] = []
    bpm, mode = made.parameters.bpm, made.parameters.key.mode
    if expected.tempo is not None:
        low, high = expected.tempo
        if not low * (1.0 - TEMPO_SLACK) <= bpm <= high * (1.0 + TEMPO_SLACK):
            found.append(f"{bpm:.0f} bpm, expected {low:.0f} to {high:.0f}")
    if expected.mode is not None and not _fits(expected.mode, mode.name, minor=mode.minor):
        found.append(f"{mode.name}, expected {expected.mode}")
    playing = {note.instrument.name for note in made.notes if note.part != "percussion"}
    found += [f"no {'/'.join(sorted(group))}" for group in expected.instruments if not group & playing]
    drums = any(note.part == "percussion" for note in made.notes)
    if drums != expected.drums:
        found.append("no drums" if expected.drums else "drums")
    return found


def _fits(expected: str, name: str, *, minor: bool) -> bool:
    if expected == "major":
        return not minor
    return minor if expected == "minor" else name == expected
