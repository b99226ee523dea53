"""What ends a journey early."""

from __future__ import annotations


class JourneyError(Exception):
    """One line; ``log_tail``: the last lines of the program that broke, may be empty."""

    def __init__(self, message: str, log_tail: str = "") -> None:
        super().__init__(message)
        self.log_tail = log_tail


def tail(text: str, lines: int = 15) -> str:
    """The last lines of a log."""
    return "\n".join(text.splitlines()[-lines:])
