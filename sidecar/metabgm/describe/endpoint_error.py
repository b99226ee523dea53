"""What can go wrong at an endpoint, and whether it may pass."""

from __future__ import annotations

import re

SAID_CHARACTERS = 200
"""Of the server's own words: enough for its reason, short enough for one line before the player."""


class EndpointError(Exception):
    """``what`` completes "the endpoint ..."; ``said``: the server's words or the library's, as they came.

    ``passing``: the same request may succeed soon. ``retry_after_s``: as the server wishes.
    """

    def __init__(
        self, what: str, said: str = "", *, passing: bool = False, retry_after_s: float | None = None
    ) -> None:
        super().__init__(what)
        self.what, self.said = what, said
        self.passing, self.retry_after_s = passing, retry_after_s

    def line(self, place: str, secret: str) -> str:
        """For the player and the log: ``secret`` is blotted out, whoever repeats it."""
        said = self.said.replace(secret, "***") if secret else self.said
        printable = "".join(letter if letter.isprintable() else " " for letter in said)
        shown = re.sub(r" {2,}", " ", printable).strip()[:SAID_CHARACTERS]
        return f"{place} {self.what}" + (f": {shown}" if shown else "")
