"""How many frames the mod still has room for, track by track (design law 3)."""

from __future__ import annotations

from dataclasses import dataclass

from metabgm.protocol.outcomes import FieldError


@dataclass
class _Account:
    room: int
    spent: int = 0


class CreditLedger:
    """Every track's buffer in the mod holds ``buffer_frames`` frames."""

    def __init__(self, buffer_frames: int) -> None:
        self._buffer_frames = buffer_frames
        self._accounts: dict[int, _Account] = {}

    def open(self, track: int) -> None:
        """A new track: its whole buffer is free."""
        self._accounts[track] = _Account(room=self._buffer_frames)

    def close(self, track: int) -> None:
        """The track ended; whatever is granted to it from now on is ignored."""
        self._accounts.pop(track, None)

    def room(self, track: int) -> int:
        """Frames that may be sent now; 0 for a track that is not open."""
        account = self._accounts.get(track)
        return 0 if account is None else account.room

    def spend(self, track: int, frames: int) -> None:
        """``frames`` were sent. Raises KeyError for a track not open, ValueError beyond its room."""
        account = self._accounts[track]
        if frames > account.room:
            raise ValueError(f"{frames} frames for track {track}, which has room for {account.room}")
        account.room -= frames
        account.spent += frames

    def grant(self, track: int, frames: int) -> FieldError | None:
        """``frames`` of room came free. Beyond one buffer the room stays at one buffer, with an error."""
        account = self._accounts.get(track)
        if account is None:
            return None
        outstanding = self._buffer_frames - account.room
        account.room = min(self._buffer_frames, account.room + frames)
        if frames <= outstanding:
            return None
        return FieldError("credit.overdrawn", "credit.frames", str(frames), f"at most {outstanding}")

    def played(self, track: int) -> int:
        """Frames that the mod took out of its buffer so far. Raises KeyError for a track not open."""
        account = self._accounts[track]
        return account.spent - (self._buffer_frames - account.room)
