"""A steered piece as a whole: all that its player does, from the first note to the last."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from metabgm.music.composer.write.ending import Ending
from metabgm.music.composer.write.performance import Performance
from metabgm.music.composer.write.player import Entry, Player
from metabgm.music.engine import Steering


@dataclass(frozen=True)
class Played:
    """``entries`` in the order of their onsets, as long as each is held. ``seconds``: with the tail.

    ``ending``: the cadence that the game asked for, None where the piece came to its own end.
    """

    entries: tuple[Entry, ...]
    seconds: float
    ending: Ending | None


def played(performance: Performance, steering: Steering, rate: int, margin: int) -> Played:
    """The whole steered piece. ``rate``, ``margin``: as a ``Player`` takes them."""
    player = Player(performance, steering, rate, margin)
    cues = player.play(inf)
    let_go = {id(release.strike): release.seconds for release in cues.releases}
    entries = tuple(_until(entry, let_go.get(id(entry.strike), inf)) for entry in cues.starts)
    return Played(entries, player.seconds, player.ending)


def _until(entry: Entry, seconds: float) -> Entry:
    held_s = min(entry.strike.held_s, seconds - entry.strike.onset_s)
    return Entry(entry.touch, entry.strike._replace(held_s=held_s))
