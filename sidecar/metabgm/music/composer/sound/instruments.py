"""The instruments of the composer (instruments.tsv) and its percussion."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from metabgm.music.composer.sound.soundfont import DRUM_BANK

Layer = Literal["lead", "counter", "accompaniment", "bed", "bass", "sparkle"]


@dataclass(frozen=True)
class Instrument:
    """``low``, ``high``: MIDI range. ``attack_s``, ``ring_s``: softest onset, ringing after a note, seconds.

    ``sustained``: sounds as long as it is held. ``pan``: -1 left to 1 right. ``send``: linear gain into the
    reverb.
    """

    name: str
    bank: int
    program: int
    sustained: bool
    low: int
    high: int
    layers: tuple[Layer, ...]
    attack_s: float
    ring_s: float
    pan: float
    send: float

    @property
    def title(self) -> str:
        """As a player reads it."""
        return self.name.replace("_", " ")


def gain(decibels: float) -> float:
    """Linear gain."""
    return float(10.0 ** (decibels / 20.0))


@cache
def instruments() -> dict[str, Instrument]:
    """The pitched instruments by name."""
    text = files(__package__).joinpath("instruments.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0]: _instrument(row) for row in rows}


def _instrument(row: list[str]) -> Instrument:
    name, program, kind, low, high, layers, attack_ms, ring_ms, pan, send_db = row
    return Instrument(
        name=name,
        bank=0,
        program=int(program),
        sustained=kind == "sustained",
        low=int(low),
        high=int(high),
        layers=tuple(layers.split()),  # type: ignore[arg-type]  # a test holds the table against Layer
        attack_s=float(attack_ms) / 1000.0,
        ring_s=float(ring_ms) / 1000.0,
        pan=float(pan),
        send=gain(float(send_db)),
    )


def _struck(name: str, bank: int, program: int, *, pan: float, send_db: float, ring_s: float) -> Instrument:
    return Instrument(name, bank, program, False, 27, 87, (), 0.001, ring_s, pan, gain(send_db))


PERCUSSION: dict[str, Instrument] = {
    one.name: one
    for one in (
        _struck("drum kit", DRUM_BANK, 0, pan=0.0, send_db=-16, ring_s=0.4),
        _struck("brush kit", DRUM_BANK, 40, pan=0.05, send_db=-14, ring_s=0.4),
        _struck("electronic kit", DRUM_BANK, 25, pan=0.0, send_db=-16, ring_s=0.4),
        _struck("taiko", 0, 116, pan=-0.1, send_db=-9, ring_s=1.5),
        _struck("timpani", 0, 47, pan=0.15, send_db=-8, ring_s=1.5),
    )
}
