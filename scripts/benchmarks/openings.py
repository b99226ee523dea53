"""When a piece is heard: the first second of what was composed for it, looked for in what came out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from metabgm.cli.engines import engine_named
from metabgm.director.actions import Cause, PieceOrder, PrepareOpening, StartPiece
from metabgm.director.director import Director
from metabgm.music.engine import Steering
from metabgm.server.instant_texts import instant_texts
from metabgm.server.planned_pieces import PlannedPieces
from metabgm.server.recording import Decided, Header, Sent
from metabgm.server.replay import RecordingError, read_recording

Mono = npt.NDArray[np.float64]

RATE = 48_000
OPENING_FRAMES = RATE
# Above what any other music reaches by chance over a second, far below what the piece itself reaches.
LEAST_LIKENESS = 0.25


@dataclass(frozen=True)
class Opening:
    """A piece that was streamed. ``frames``: the first second of it, mono, as its fade lets it in."""

    track: int
    role: str
    cause: Cause
    frames: Mono


def openings(record: Path) -> Iterator[Opening]:
    """Of each track of a recorded session. Raises RecordingError."""
    lines = list(read_recording(record))
    header = lines[0]
    if not isinstance(header, Header):
        raise RecordingError(f"{record}: line 1: expected the header of a recording")
    director = Director(header.settings, header.seed, instant_texts)
    started: dict[int, StartPiece] = {}
    orders: dict[int, PieceOrder] = {}
    for line in lines:
        if isinstance(line, Decided):
            for action in director.handle(line.at, line.given):
                if isinstance(action, StartPiece):
                    started[action.track] = action
                if isinstance(action, (StartPiece, PrepareOpening)):
                    orders[action.order.order] = action.order
    sent = [line for line in lines if isinstance(line, Sent)]
    pieces = PlannedPieces(engine_named, orders, {}, sent)
    for line in sent:
        yield _opening(started[line.track], pieces)


def _opening(start: StartPiece, pieces: PlannedPieces) -> Opening:
    order = start.order
    made, chunks = 0, []
    for chunk in pieces.piece(order).chunks(Steering((0, order.controls))):
        chunks.append(chunk)
        made += len(chunk)
        if made >= OPENING_FRAMES:
            break
    mono = np.concatenate(chunks)[:OPENING_FRAMES].mean(axis=1, dtype=np.float64)
    fade_frames = max(1, start.transition.fade_in_ms * RATE // 1000)
    fade = np.sin(np.minimum(np.arange(len(mono)) / fade_frames, 1.0) * np.pi / 2)
    return Opening(start.track, order.role, start.cause, mono * fade)


def first_frame(opening: Opening, mix: Mono, begin: int, end: int) -> int | None:
    """Where in ``mix`` (mono) the piece begins, looked for in begin..end.

    None where it is not heard clearly.
    """
    length = len(opening.frames)
    heard = mix[max(0, begin) : end + length]
    if len(heard) < length or not opening.frames.any():
        return None
    alike = likeness(heard, opening.frames)
    best = int(alike.argmax())
    return max(0, begin) + best if alike[best] >= LEAST_LIKENESS else None


def likeness(mix: Mono, part: Mono) -> Mono:
    """Of ``part`` to each stretch of ``mix`` of its length: 1 where it is the same but for its level."""
    energy = np.concatenate([[0.0], np.cumsum(mix**2)])
    loudness = np.sqrt(np.maximum(energy[len(part) :] - energy[: -len(part)], 1e-12))
    alike: Mono = _sliding_products(mix, part) / (loudness * np.sqrt((part**2).sum()))
    return alike


def _sliding_products(long: Mono, short: Mono) -> Mono:
    """Of ``short`` with each stretch of ``long`` of its length."""
    size = 1 << (len(long) - 1).bit_length()
    products = np.fft.irfft(np.fft.rfft(long, size) * np.fft.rfft(short, size).conj(), size)
    return products[: len(long) - len(short) + 1]
