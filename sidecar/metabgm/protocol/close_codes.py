"""Numbers a WebSocket closes with (PROTOCOL.md, "Close codes")."""

from __future__ import annotations

from enum import IntEnum


class CloseCode(IntEnum):
    """1000 to 2999 are WebSocket's own, 4000 to 4999 this protocol's."""

    GOING_AWAY = 1001
    FRAME_TOO_LARGE = 1009
    NOT_IDENTIFIED = 4000
    OTHER_PROTOCOL = 4001
    MALFORMED = 4002
    TEXT_FRAME = 4003
    TOO_MANY_CLIENTS = 4004
    FLOOD = 4005
    IDLE = 4006
    READER_STOPPED = 4007
