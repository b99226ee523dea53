"""Palettes (palettes.tsv): players for the layers that the words leave open, by mood."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from metabgm.music.composer.randomness import pick, weighted
from metabgm.music.composer.sound.instruments import Layer

LAYERS: tuple[Layer, ...] = ("lead", "counter", "accompaniment", "bed", "bass", "sparkle")
_WIDTH = 0.3  # distance of moods at which a palette is seldom taken
_NOBODY = "-"


@dataclass(frozen=True)
class Palette:
    """``valence``, ``arousal``: where it is at home. ``players``: alternatives by layer, "-" for nobody."""

    valence: float
    arousal: float
    players: dict[Layer, tuple[str, ...]]


@cache
def palettes() -> tuple[Palette, ...]:
    """All of them."""
    text = files(__package__).joinpath("palettes.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(
        Palette(
            float(valence),
            float(arousal),
            {layer: tuple(cell.split("|")) for layer, cell in zip(LAYERS, cells, strict=True)},
        )
        for valence, arousal, *cells in rows
    )


def palette(
    rng: np.random.Generator, valence: float, arousal: float, without: Collection[str]
) -> dict[Layer, str]:
    """A player for each layer that isn't silent, near the mood, none of them in ``without``.

    Nobody plays two of lead, counter and sparkle.
    """
    near = [
        (
            one,
            float(np.exp(-((valence - one.valence) ** 2 + (arousal - one.arousal) ** 2) / _WIDTH**2)) + 1e-6,
        )
        for one in palettes()
    ]
    chosen = weighted(rng, near)
    found: dict[Layer, str] = {}
    for layer in LAYERS:
        heard = {found[other] for other in ("lead", "counter") if other in found}
        taken = heard if layer in ("counter", "sparkle") else set[str]()
        able = [name for name in chosen.players[layer] if name not in without and name not in taken]
        name = pick(rng, able) if able else _NOBODY
        if name != _NOBODY:
            found[layer] = name
    return found
