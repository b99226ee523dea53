"""Everything the director can decide. The session carries it out and decides nothing (law 1)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from metabgm.describe.texts import DescribeRequest, Texts
from metabgm.music.engine import Controls, EngineName, KeptMaterial, Place, Role

CauseKind = Literal["start", "scene", "event", "command", "continue"]


@dataclass(frozen=True)
class PieceOrder:
    """What a piece is made from. ``anchor``: the order whose piece it grows from.

    ``elements`` and ``steps``: the characterized scene behind the texts and how it came about. ``place``:
    whose room it sounds in. ``controls``: as it is steered from its first frame on. ``engine``: which makes
    it, on a machine that takes ``pace`` seconds for a second of its music (0: as good as none).
    """

    order: int
    role: Role
    texts: Texts
    seed: int
    seconds: float | None
    anchor: int | None
    elements: dict[str, dict[str, Any]]
    steps: tuple[dict[str, Any], ...]
    place: Place = "open"
    controls: Controls = field(default_factory=Controls)
    engine: EngineName = "composer"
    pace: float = 0.0


@dataclass(frozen=True)
class Transition:
    """As in the protocol's ``track``."""

    fade_in_ms: int
    fade_out_ms: int
    duck_db: float = 0.0
    curve: str = "equal_power"


@dataclass(frozen=True)
class Cause:
    """As in the protocol's ``track``: what made the piece start, on the mod's clock."""

    kind: CauseKind
    time_ms: int
    held_ms: int = 0
    prepared: bool = True


@dataclass(frozen=True)
class RequestTexts:
    """Describe a scene; ``urgent`` ones overtake what is prepared in idle time."""

    request: int
    describe: DescribeRequest
    urgent: bool


@dataclass(frozen=True)
class CancelTexts:
    """Nobody needs the answer any more."""

    request: int


@dataclass(frozen=True)
class JudgeTexts:
    """The player likes or dislikes texts that were written as ``describe`` asked."""

    describe: DescribeRequest
    texts: Texts
    liked: bool


@dataclass(frozen=True)
class KeepMusic:
    """Music was made from texts that were written as ``describe`` asked: keep it with them."""

    describe: DescribeRequest
    texts: Texts
    music: KeptMaterial


@dataclass(frozen=True)
class PrepareOpening:
    """Compose the first seconds of a piece that will probably be started; of a slow engine's, what gives it
    the head start that it needs, after which OpeningReady is awaited."""

    order: PieceOrder


@dataclass(frozen=True)
class DiscardOpening:
    """It will not be started."""

    order: int


@dataclass(frozen=True)
class StartPiece:
    """Compose and stream."""

    track: int
    order: PieceOrder
    transition: Transition
    cause: Cause


@dataclass(frozen=True)
class Steer:
    """From the next beat that isn't composed yet, the track follows these."""

    track: int
    controls: Controls


@dataclass(frozen=True)
class Fade:
    """As in the protocol."""

    track: int
    gain: float
    ms: int
    stop: bool


@dataclass(frozen=True)
class StopTrack:
    """Nothing of it is heard any more: compose no further."""

    track: int


@dataclass(frozen=True)
class Announce:
    """A line for the player; ``playing`` is false after a toggle."""

    message: str
    playing: bool


Action = (
    RequestTexts
    | CancelTexts
    | JudgeTexts
    | KeepMusic
    | PrepareOpening
    | DiscardOpening
    | StartPiece
    | Steer
    | Fade
    | StopTrack
    | Announce
)
