"""A session on disk: every input of the director with its time, every decision, every track's digest.

One JSON object a line, its kind under ``line``. The first is the header; then one for each input with its
decisions, for each steer with the frame that it acts from, and for each track that has ended.
"""

from __future__ import annotations

from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path
from typing import IO, Any

import msgspec

from metabgm import __version__
from metabgm.director.actions import Action
from metabgm.director.inputs import AnyInput, Tick
from metabgm.director.settings import DirectorSettings
from metabgm.music.engine import Controls

RECORDING_VERSION = 4
# A scene is under 8 KiB, texts under 4 and their music, which a decision repeats, under 11 in base64.
# Anything longer is not one of ours.
LINE_BYTES = 65_536


class Header(msgspec.Struct, frozen=True, kw_only=True, tag="header", tag_field="line"):
    """What the session was started with. ``musicgen``: the model's name, "": the only one; None: no model."""

    version: int
    sidecar: str
    musicgen: str | None
    seed: int
    settings: DirectorSettings


class Decided(msgspec.Struct, frozen=True, kw_only=True, tag="decided", tag_field="line"):
    """One input and what the director made of it. ``at``: seconds on the session's clock."""

    at: float
    given: AnyInput
    decisions: list[dict[str, Any]]


class Sent(msgspec.Struct, frozen=True, kw_only=True, tag="sent", tag_field="line"):
    """A track that was streamed: so many frames of the order's piece, grown from ``anchor``'s piece.

    ``anchor_frames``: how far that was composed when this one was planned; ``anchor_sound``: how many of
    these frames were listened to. ``digest``: BLAKE2b-128 of the float32 little-endian stereo samples, in
    hexadecimal.
    """

    track: int
    order: int
    anchor: int | None
    frames: int
    digest: str
    anchor_frames: int = 0
    anchor_sound: int = 0


class Steered(msgspec.Struct, frozen=True, kw_only=True, tag="steered", tag_field="line"):
    """From ``frame`` on the order's piece followed the controls."""

    order: int
    frame: int
    controls: Controls


Line = Header | Decided | Steered | Sent


def sample_digest() -> blake2b:
    """Of float32 little-endian stereo samples."""
    return blake2b(digest_size=16)


def decisions_as_json(actions: list[Action]) -> list[dict[str, Any]]:
    """Actions as they are read back from a recording, with their kind."""
    decisions: list[dict[str, Any]] = msgspec.json.decode(
        msgspec.json.encode([{"action": type(action).__name__, **asdict(action)} for action in actions])
    )
    return decisions


class Recorder:
    """Writes line by line, so that a killed sidecar leaves a usable recording."""

    def __init__(self, path: Path, *, musicgen: str | None, seed: int, settings: DirectorSettings) -> None:
        self._file: IO[bytes] = path.open("wb")
        self._write(
            Header(
                version=RECORDING_VERSION,
                sidecar=__version__,
                musicgen=musicgen,
                seed=seed,
                settings=settings,
            )
        )

    def decided(self, at: float, given: AnyInput, actions: list[Action]) -> None:
        """Ticks without decisions are left out: they change nothing."""
        if actions or not isinstance(given, Tick):
            self._write(Decided(at=at, given=given, decisions=decisions_as_json(actions)))

    def steered(self, order: int, frame: int, controls: Controls) -> None:
        """A piece was steered."""
        self._write(Steered(order=order, frame=frame, controls=controls))

    def sent(self, sent: Sent) -> None:
        """A track has ended."""
        self._write(sent)

    def close(self) -> None:
        """The session is over."""
        self._file.close()

    def _write(self, line: Line) -> None:
        self._file.write(msgspec.json.encode(line) + b"\n")
        self._file.flush()
