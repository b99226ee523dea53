"""What the words dwell on: how loud, how fast, and which layers they speak of."""

from __future__ import annotations

from collections.abc import Iterable

from metabgm.music.composer.plan import usual
from metabgm.music.composer.plan.cast import Cast
from metabgm.music.composer.plan.textures import FIGURE_TEXTURES
from metabgm.music.composer.sound.instruments import Instrument, Layer
from metabgm.music.composer.words.reading import Reading


def force(reading: Reading) -> float:
    """-1..1, how loud the words want it: pieces are equally loud, so that it is heard in what is played."""
    return 0.0 if reading.dynamics is None else 2.0 * reading.dynamics - 1.0


def pace(reading: Reading, arousal: float) -> float:
    """-1..1, how much moves: half as the mood has it, half as the tempo has it that the words ask for."""
    if reading.tempo is None:
        return arousal
    return (arousal + usual.arousal(sum(reading.tempo) / 2.0)) / 2.0


def asked(reading: Reading, cast: Cast) -> frozenset[Layer]:
    """Lead and accompaniment where the words name a player or the figure.

    Not a lead that the words want sparse, nor an accompaniment by the lead alone: they may rest.
    """
    sparse = bool({"density", "silence"} & set(reading.sources))
    beside = [player for player in cast.accompaniment if player not in cast.lead]
    spoken_of: dict[Layer, bool] = {
        "lead": not sparse and _named(reading, cast.lead),
        "accompaniment": _named(reading, beside)
        or any(texture in FIGURE_TEXTURES for texture in reading.textures),
    }
    return frozenset(layer for layer, yes in spoken_of.items() if yes)


def _named(reading: Reading, players: Iterable[Instrument]) -> bool:
    return any(player.name in reading.instruments for player in players)
