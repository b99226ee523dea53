"""The sidecar's end of a session as a state machine: no socket, no clock, no music."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from metabgm import __version__
from metabgm.protocol.close_codes import CloseCode
from metabgm.protocol.codec import to_message
from metabgm.protocol.identify import AudioMade, other_protocol, unusable_audio
from metabgm.protocol.limits import LIMITS, Limits
from metabgm.protocol.messages_from_mod import FROM_MOD, FromMod, Identify
from metabgm.protocol.messages_to_mod import ErrorMessage, Hello
from metabgm.protocol.outcomes import FieldError, FrameError, Ignored
from metabgm.protocol.rate import TokenBucket
from metabgm.protocol.unpack import unpack
from metabgm.protocol.version import PROTOCOL_VERSION

# The player's log should tell of a flood, not be one.
RATE_ERRORS_PER_SECOND = 1


@dataclass(frozen=True)
class Deliver:
    """A valid message; the first one is always ``Identify`` and is to be answered with ``ready``."""

    message: FromMod


@dataclass(frozen=True)
class Reply:
    """To be sent to the mod."""

    message: ErrorMessage


@dataclass(frozen=True)
class Close:
    """The WebSocket is to be closed; nothing that still comes is heard."""

    code: CloseCode
    reason: str


Output = Deliver | Reply | Close


class _State(Enum):
    AWAITING_IDENTIFY = auto()
    OPEN = auto()
    CLOSED = auto()


class SidecarProtocol:
    """``now``, everywhere: seconds of one monotonic clock.

    ``limits``: those of rate and time count here; sizes are the codec's.
    """

    def __init__(self, now: float, made: AudioMade | None = None, limits: Limits = LIMITS) -> None:
        self._made = made or AudioMade()
        self._limits = limits
        self._state = _State.AWAITING_IDENTIFY
        self._opened_at = now
        self._heard_at = now
        rate = limits.messages_per_second
        self._rate = TokenBucket(rate, limits.messages_burst, now)
        self._flood = TokenBucket(rate, limits.flood_messages, now)
        self._rate_errors = TokenBucket(RATE_ERRORS_PER_SECOND, 1, now)

    def opening(self) -> Hello:
        """The sidecar speaks first."""
        return Hello(protocol=PROTOCOL_VERSION, sidecar=__version__, limits=self._limits.by_name())

    def receive(self, frame: bytes | str, now: float) -> list[Output]:
        """What to do about a frame, in order. Never raises, whatever the frame."""
        if self._state is _State.CLOSED:
            return []
        self._heard_at = now
        if isinstance(frame, str):
            return [self._close(CloseCode.TEXT_FRAME, "a text frame; every frame is binary")]
        if not self._rate.take(now):
            return self._drop(now)
        return self._read(frame)

    def deadline(self, now: float) -> Close | None:
        """The end of a session that has waited too long for ``identify``, or for anything at all."""
        if (
            self._state is _State.AWAITING_IDENTIFY
            and now >= self._opened_at + self._limits.identify_ms / 1000
        ):
            return self._close(CloseCode.NOT_IDENTIFIED, f"no identify within {self._limits.identify_ms} ms")
        if self._state is _State.OPEN and now >= self._heard_at + self._limits.idle_ms / 1000:
            return self._close(CloseCode.IDLE, f"nothing was heard for {self._limits.idle_ms} ms")
        return None

    def _read(self, frame: bytes) -> list[Output]:
        tree = unpack(frame, LIMITS.frame_to_sidecar_bytes)
        if isinstance(tree, FrameError):
            return [self._close(tree.code, tree.reason)]
        name = tree.get("type")
        unexpected = self._unexpected(name) if isinstance(name, str) and name in FROM_MOD else None
        if unexpected is not None:
            return [Reply(unexpected.message())]
        update = other_protocol(tree) if name == "identify" else None
        if update is not None:
            return [self._close(CloseCode.OTHER_PROTOCOL, update)]
        message = to_message(tree, FROM_MOD)
        if isinstance(message, Ignored):
            return []
        if isinstance(message, Identify):
            message = unusable_audio(message.audio, self._made) or message
        if isinstance(message, FieldError):
            return [Reply(message.message())]
        self._state = _State.OPEN
        return [Deliver(message)]

    def _unexpected(self, name: str) -> FieldError | None:
        if self._state is _State.AWAITING_IDENTIFY and name != "identify":
            return FieldError("state.unexpected", "", name, "identify")
        if self._state is _State.OPEN and name == "identify":
            return FieldError("state.unexpected", "", name, "any other message: the session is open")
        return None

    def _drop(self, now: float) -> list[Output]:
        if not self._flood.take(now):
            return [self._close(CloseCode.FLOOD, "messages far above the rate for too long")]
        if not self._rate_errors.take(now):
            return []
        most = f"at most {self._limits.messages_per_second} messages a second; what is above is dropped"
        return [Reply(ErrorMessage(code="rate.exceeded", path="", value="", expected=most))]

    def _close(self, code: CloseCode, reason: str) -> Close:
        self._state = _State.CLOSED
        return Close(code, reason)
