"""Plays a recorded session again: the same decisions, and the same samples (law 6)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from metabgm.director.actions import Action, PieceOrder, PrepareOpening, StartPiece
from metabgm.director.desk import Template
from metabgm.director.director import Director
from metabgm.music.engine import Engine, EngineName, Steering
from metabgm.server.planned_pieces import PlannedPieces
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


Engines = Callable[[EngineName, str], Engine]
"""The engine of that name; with MusicGen's comes the name of the model that the recording was made with."""


def replay(path: Path, engines: Engines, template: Template) -> Replay:
    """Feeds the recorded inputs to a new director and renders the recorded tracks anew.

    Raises RecordingError.
    """
    lines = read_recording(path)
    header = next(lines, None)
    if not isinstance(header, Header):
        raise RecordingError(f"{path}: line 1: expected the header of a recording")
    if header.version != RECORDING_VERSION:
        raise RecordingError(f"{path}: line 1: version {header.version}, expected {RECORDING_VERSION}")
    director = Director(header.settings, header.seed, template)
    result, orders, steerings = Replay(), dict[int, PieceOrder](), dict[int, Steering]()
    sent = []
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
            sent.append(line)
    planned = PlannedPieces(lambda name: engines(name, header.musicgen or ""), orders, steerings, sent)
    for line in sent:
        _render(line, planned, result)
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


def _orders_in(actions: list[Action]) -> Iterator[PieceOrder]:
    for action in actions:
        if isinstance(action, (StartPiece, PrepareOpening)):
            yield action.order


def _compare(line: Decided, actions: list[Action], result: Replay) -> None:
    again = decisions_as_json(actions)
    result.decisions.extend((line.at, decision) for decision in again)
    if again != line.decisions:
        result.differences.append(f"at {line.at:.3f} s: decided {again}, recorded {line.decisions}")


def _render(line: Sent, planned: PlannedPieces, result: Replay) -> None:
    result.tracks += 1
    chunks = planned.chunks(line.order)
    if chunks is None:
        result.differences.append(f"track {line.track}: no decision orders piece {line.order}")
        return
    digest, missing = sample_digest(), line.frames
    for chunk in chunks:
        digest.update(np.ascontiguousarray(chunk[:missing], dtype="<f4").data)
        missing -= min(missing, len(chunk))
        if missing == 0:
            break
    result.frames += line.frames - missing
    if missing or digest.hexdigest() != line.digest:
        result.differences.append(f"track {line.track}: other samples than recorded")
