"""Plays a recorded session again: the same decisions, and the same samples (law 6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from metabgm.director.actions import Action, PieceOrder, PrepareOpening, StartPiece
from metabgm.director.desk import Template
from metabgm.director.director import Director
from metabgm.music.engine import Anchor, Engine, Piece, Steering
from metabgm.server.compose_worker import brief_of
from metabgm.server.recording import (
    LINE_BYTES,
    RECORDING_VERSION,
    Decided,
    Header,
    Line,
    Sent,
    Steered,
    decisions_as_json,
    sample_digest,
)


class RecordingError(Exception):
    """One line: file, line and what is wrong with it."""


@dataclass
class Replay:
    """What came of it. ``differences``: one line for each; empty when everything is the same."""

    decisions: list[tuple[float, dict[str, Any]]] = field(default_factory=list)
    tracks: int = 0
    frames: int = 0
    differences: list[str] = field(default_factory=list)


def replay(path: Path, engine: Engine, template: Template) -> Replay:
    """Feeds the recorded inputs to a new director and renders the recorded tracks anew.

    Raises RecordingError.
    """
    lines = read_recording(path)
    header = next(lines, None)
    if not isinstance(header, Header):
        raise RecordingError(f"{path}: line 1: expected the header of a recording")
    if header.version != RECORDING_VERSION:
        raise RecordingError(f"{path}: line 1: version {header.version}, expected {RECORDING_VERSION}")
    if header.engine != engine.name:
        raise RecordingError(f"{path}: line 1: recorded with engine {header.engine}, this is {engine.name}")
    director = Director(header.settings, header.seed, template)
    result, orders = Replay(), dict[int, PieceOrder]()
    planned, steerings = PlannedPieces(engine, orders), dict[int, Steering]()
    for line in lines:
        if isinstance(line, Decided):
            actions = director.handle(line.at, line.given)
            for order in _orders_in(actions):
                orders[order.order] = order
                steerings.setdefault(order.order, Steering((0, order.controls)))
            _compare(line, actions, result)
        elif isinstance(line, Steered):
            steerings.setdefault(line.order, Steering()).add(line.frame, line.controls)
        elif isinstance(line, Sent):
            _render(line, planned, steerings, result)
    return result


def read_recording(path: Path) -> Iterator[Line]:
    """Line by line; a last line that was cut off by a kill is left out. Raises RecordingError."""
    decoder = msgspec.json.Decoder(Line)
    try:
        with path.open("rb") as file:
            for number, text in enumerate(iter(lambda: file.readline(LINE_BYTES + 1), b""), start=1):
                if len(text) > LINE_BYTES:
                    raise RecordingError(f"{path}: line {number}: longer than {LINE_BYTES} bytes")
                try:
                    yield decoder.decode(text)
                except (msgspec.DecodeError, UnicodeDecodeError) as error:
                    if not text.endswith(b"\n"):
                        return
                    raise RecordingError(f"{path}: line {number}: {error}") from None
    except OSError as error:
        raise RecordingError(f"{path}: {error.strerror}") from None


class PlannedPieces:
    """Plans each order's piece once, with the anchor it had.

    ``orders``: by number, filled as they are decided.
    """

    def __init__(self, engine: Engine, orders: dict[int, PieceOrder]) -> None:
        self._engine = engine
        self._orders = orders
        self._anchors: dict[int, Anchor] = {}

    def piece(self, order: PieceOrder, anchor: int | None) -> Piece:
        """``anchor``: the order whose piece it grew from."""
        if anchor is not None and anchor not in self._anchors:
            grown_from = self._orders[anchor]
            self._anchors[anchor] = self.piece(grown_from, grown_from.anchor).anchor()
        piece = self._engine.compose(brief_of(order, None if anchor is None else self._anchors[anchor]))
        self._anchors[order.order] = piece.anchor()
        return piece

    def order(self, number: int) -> PieceOrder | None:
        """None where no decision has ordered it yet."""
        return self._orders.get(number)


def _orders_in(actions: list[Action]) -> Iterator[PieceOrder]:
    for action in actions:
        if isinstance(action, (StartPiece, PrepareOpening)):
            yield action.order


def _compare(line: Decided, actions: list[Action], result: Replay) -> None:
    again = decisions_as_json(actions)
    result.decisions.extend((line.at, decision) for decision in again)
    if again != line.decisions:
        result.differences.append(f"at {line.at:.3f} s: decided {again}, recorded {line.decisions}")


def _render(line: Sent, planned: PlannedPieces, steerings: dict[int, Steering], result: Replay) -> None:
    result.tracks += 1
    order = planned.order(line.order)
    if order is None:
        result.differences.append(f"track {line.track}: no decision orders piece {line.order}")
        return
    digest, missing = sample_digest(), line.frames
    for chunk in planned.piece(order, line.anchor).chunks(steerings[line.order]):
        digest.update(np.ascontiguousarray(chunk[:missing], dtype="<f4").data)
        missing -= min(missing, len(chunk))
        if missing == 0:
            break
    result.frames += line.frames - missing
    if missing or digest.hexdigest() != line.digest:
        result.differences.append(f"track {line.track}: other samples than recorded")
