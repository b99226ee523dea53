"""The instruments of the composer (instruments.tsv) and its percussion."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from metabgm.music.composer.sound.soundfont import DRUM_BANK

Layer = Literal["lead", "counter", "accompaniment", "bed", "bass", "sparkle"]
# Where an instrument's sound comes from: the bank in use, what is computed, or the latter unless a bank
# was added.
Source = Literal["bank", "own", "bank,own"]


@dataclass(frozen=True)
class Instrument:
    """``bank``, ``program``: its preset in a General MIDI bank. ``low``, ``high``: MIDI range.

    ``sustained``: sounds as long as it is held. ``attack_s``, ``ring_s``: softest onset, ringing after a
    note, seconds. ``pan``: -1 left to 1 right. ``send``: linear gain into the reverb.
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
    source: Source = "bank"

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
    name, program, kind, low, high, layers, attack_ms, ring_ms, pan, send_db, source = row
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
        source=source,  # type: ignore[arg-type]  # a test holds the table against Source
    )


def _struck(
    name: str,
    bank: int,
    program: int,
    *,
    pan: float,
    send_db: float,
    ring_s: float,
    source: Source = "bank",
    keys: tuple[int, int] = (27, 87),
) -> Instrument:
    return Instrument(name, bank, program, False, *keys, (), 0.001, ring_s, pan, gain(send_db), source)


# Where a computed one has no preset in a General MIDI bank, its program is the nearest there is.
PERCUSSION: dict[str, Instrument] = {
    one.name: one
    for one in (
        _struck("drum kit", DRUM_BANK, 0, pan=0.0, send_db=-16, ring_s=0.4),
        _struck("brush kit", DRUM_BANK, 40, pan=0.05, send_db=-14, ring_s=0.4),
        _struck("electronic kit", DRUM_BANK, 25, pan=0.0, send_db=-16, ring_s=0.4),
        _struck("taiko", 0, 116, pan=-0.1, send_db=-9, ring_s=1.5, source="bank,own"),
        _struck("timpani", 0, 47, pan=0.15, send_db=-8, ring_s=1.5, source="bank,own", keys=(36, 62)),
        _struck("frame drum", 0, 117, pan=-0.15, send_db=-10, ring_s=0.6, source="own", keys=(34, 62)),
        _struck("shaker", 0, 121, pan=0.3, send_db=-14, ring_s=0.2, source="own", keys=(60, 80)),
        _struck("gong", 0, 119, pan=-0.2, send_db=-8, ring_s=3.0, source="own", keys=(36, 60)),
        _struck("cymbal swell", 0, 119, pan=0.25, send_db=-9, ring_s=1.5, source="own", keys=(48, 72)),
        _struck("heartbeat", 0, 116, pan=0.0, send_db=-12, ring_s=0.5, source="own", keys=(30, 50)),
    )
}
