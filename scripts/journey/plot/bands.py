"""Coloured bands: where the player is, the hour, the weather, the fights."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from journey.log import JourneyLog
from journey.plot.lettering import Lettering, pixels_a_second, write
from journey.plot.palette import ACCENT, BACKGROUND, DANGER, HOUR, PANEL, TEXT, WEATHER, place_colour
from journey.records import Sent, Whereabouts
from journey.sightings import sightings
from metabgm.describe.lands import key_words

LABEL_SIZES = (13.0, 11.0, 9.5)
_PADDING_PX = 8.0
_DEATH = {"color": TEXT, "markersize": 13, "markeredgecolor": BACKGROUND}


@dataclass(frozen=True)
class Stretch:
    """Seconds in which the same holds."""

    begin: float
    end: float
    label: str
    colour: str


@dataclass(frozen=True)
class _Band:
    name: str
    label: Callable[[Whereabouts], str]
    colour: Callable[[Whereabouts], str]


BANDS = (
    _Band("place", lambda at: key_words(at.biome), lambda at: place_colour(at.biome, at.dimension)),
    _Band("hour", lambda at: at.time.lower(), lambda at: HOUR.get(at.time, PANEL)),
    _Band("weather", lambda at: at.weather.lower(), lambda at: WEATHER.get(at.weather, PANEL)),
    _Band("fight", lambda _: "", lambda at: DANGER if at.combat else PANEL),
)


def draw_bands(axes: Any, log: JourneyLog, lettering: Lettering) -> None:
    """One row for each band, the place on top; blows and deaths are marked in the fights' row."""
    axes.set_ylim(len(BANDS), 0)
    axes.set_yticks([row + 0.5 for row in range(len(BANDS))], [band.name for band in BANDS])
    for row, band in enumerate(BANDS):
        for stretch in stretches(sightings(log), band.label, band.colour, log.seconds):
            _draw_stretch(axes, row, stretch, lettering)
    _mark_blows(axes, log, row=len(BANDS) - 1)


def stretches(
    seen: list[Whereabouts],
    label: Callable[[Whereabouts], str],
    colour: Callable[[Whereabouts], str],
    seconds: float,
) -> list[Stretch]:
    """Neighbours that look the same become one; the last lasts until ``seconds``."""
    merged: list[Stretch] = []
    for at, following in zip(seen, [*seen[1:], None], strict=True):
        begin = at.at_ms / 1000
        end = seconds if following is None else following.at_ms / 1000
        last = merged[-1] if merged else None
        if last is not None and (last.label, last.colour) == (label(at), colour(at)):
            merged[-1] = Stretch(last.begin, end, last.label, last.colour)
        elif end > begin:
            merged.append(Stretch(begin, end, label(at), colour(at)))
    return merged


def _draw_stretch(axes: Any, row: int, stretch: Stretch, lettering: Lettering) -> None:
    length = stretch.end - stretch.begin
    axes.barh(
        row + 0.5,
        length,
        left=stretch.begin,
        height=0.9,
        color=stretch.colour,
        edgecolor=BACKGROUND,
        linewidth=1,
    )
    room = length * pixels_a_second(axes) - _PADDING_PX
    fitting = (size for size in LABEL_SIZES if lettering.width(stretch.label, size) <= room)
    size = next(fitting, LABEL_SIZES[-1])
    text = "\n".join(lettering.wrap(stretch.label, room, size, most_lines=2))
    write(axes, stretch.begin + length / 2, row + 0.5, text, size, ha="center", va="center", linespacing=1.0)


def _mark_blows(axes: Any, log: JourneyLog, row: int) -> None:
    events = [sent for sent in log.of(Sent) if sent.type == "event"]
    blows = [event.time_ms / 1000 for event in events if event.kind == "hurt" and event.detail]
    deaths = [event.time_ms / 1000 for event in events if event.kind == "death"]
    axes.plot(blows, [row + 0.66] * len(blows), "^", color=ACCENT, markersize=9, label="blow", zorder=4)
    axes.plot(deaths, [row + 0.5] * len(deaths), "X", **_DEATH, label="death", zorder=5)
