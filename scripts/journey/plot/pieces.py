"""The pieces as bars, one lane a deck: fades are slopes, and each tells why it plays and what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from journey.envelopes import Envelope, envelopes, lanes
from journey.log import JourneyLog
from journey.plot.lettering import Lettering, pixels_a_second, write
from journey.plot.palette import ACCENT, DANGER, LINE, MUTED, STING, TEXT, place_colour
from journey.story import happenings, situation_at

TITLE_SIZE, TEXT_SIZE = 13.0, 11.0
_LINE_PX = 19.0
_MOST_TITLE_LINES = 2
_PADDING_PX = 8.0
_BAR_HEIGHT = 0.92
_LEAST_TEXT_PX, _ENOUGH_TEXT_PX, _MOST_TEXT_PX = 60.0, 140.0, 420.0


@dataclass(frozen=True)
class Bar:
    """A piece with what is written on it."""

    envelope: Envelope
    reason: str
    colour: str


def bars(log: JourneyLog) -> list[Bar]:
    """In order of their start."""
    reasons = [happening.what.replace("minecraft:", "").replace("_", " ") for happening in happenings(log)]
    pieces = envelopes(log)
    return [Bar(piece, reason, _colour(log, piece)) for piece, reason in zip(pieces, reasons, strict=True)]


def draw_pieces(axes: Any, log: JourneyLog, lettering: Lettering) -> None:
    """Lanes from top to bottom: base, sting, combat."""
    by_piece = {bar.envelope.track: bar for bar in bars(log)}
    pieces = [bar.envelope for bar in by_piece.values()]
    rows = [
        (role, lane)
        for role in ("base", "sting", "combat")
        for lane in lanes([piece for piece in pieces if piece.role == role])
    ]
    axes.set_ylim(max(1, len(rows)), 0)
    axes.set_yticks([row + 0.5 for row in range(len(rows))], [role for role, _ in rows])
    if not rows:
        axes.text(
            0.5, 0.5, "no piece was heard", transform=axes.transAxes, ha="center", color=MUTED, fontsize=18
        )
    for row, (_, lane) in enumerate(rows):
        axes.axhline(row + 1, color=LINE, linewidth=1)
        for piece, following in zip(lane, [*lane[1:], None], strict=True):
            bar = by_piece[piece.track]
            _draw_slopes(axes, row, bar)
            until = log.seconds if following is None else following.begins
            _write_on(axes, row, bar, until, lettering)


def _draw_slopes(axes: Any, row: int, bar: Bar) -> None:
    seconds = [second for second, _ in bar.envelope.points]
    floor = row + (1 + _BAR_HEIGHT) / 2
    tops = [floor - _BAR_HEIGHT * gain for _, gain in bar.envelope.points]
    axes.fill_between(seconds, floor, tops, color=bar.colour, linewidth=0, zorder=2)
    axes.plot(seconds, tops, color=TEXT, linewidth=1, alpha=0.7, zorder=3)


def _write_on(axes: Any, row: int, bar: Bar, until: float, lettering: Lettering) -> None:
    begin, room = _room_for_text(bar.envelope, until, pixels_a_second(axes))
    if room < _LEAST_TEXT_PX:
        return
    height = abs(axes.get_window_extent().height / (axes.get_ylim()[0] - axes.get_ylim()[1]))
    lines = int(height * _BAR_HEIGHT / _LINE_PX)
    title = lettering.wrap(bar.envelope.title, room, TITLE_SIZE, _MOST_TITLE_LINES, bold=True)
    rest = max(0, lines - 1 - len(title))
    written = [
        (lettering.cut(bar.reason, room, TEXT_SIZE), TEXT_SIZE, ACCENT, "normal"),
        *((line, TITLE_SIZE, TEXT, "bold") for line in title),
        *(
            (line, TEXT_SIZE, TEXT, "normal")
            for line in lettering.wrap(bar.envelope.description, room, TEXT_SIZE, rest)
        ),
    ]
    top = row + (1 - _BAR_HEIGHT) / 2
    for number, (text, size, colour, weight) in enumerate(written):
        y = top + (number + 0.62) * _LINE_PX / height
        write(axes, begin, y, text, size, colour=colour, weight=weight, va="center_baseline", zorder=4)


def _room_for_text(piece: Envelope, until: float, scale: float) -> tuple[float, float]:
    """Second and pixels: on the bar, else behind it, else across both; the lane is free until then."""
    begin, end = piece.plateau
    for first, last in ((begin, end), (piece.ends, until), (begin, until)):
        room = (last - first) * scale - 2 * _PADDING_PX
        if room >= _ENOUGH_TEXT_PX:
            break
    return first + _PADDING_PX / scale, min(room, _MOST_TEXT_PX)


def _colour(log: JourneyLog, piece: Envelope) -> str:
    if piece.role != "base":
        return DANGER if piece.role == "combat" else STING
    started = next(one for one in log.started if one.track == piece.track)
    situation = situation_at(log, started.cause.time_ms)
    return place_colour(situation.biome, situation.dimension)
