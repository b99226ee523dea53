"""The secret that lets a mod in: only programs of the same user can read it."""

from __future__ import annotations

import re
import secrets

# 256 bits, beyond guessing; URL-safe base64 writes them in 43 characters.
_BYTES = 32
_FILE = re.compile(r"([A-Za-z0-9_-]{43})\n")


def new_token() -> str:
    """43 URL-safe characters."""
    return secrets.token_urlsafe(_BYTES)


def file_content(token: str) -> str:
    """What the token file holds."""
    return token + "\n"


def token_in(content: str) -> str | None:
    """The token of a token file's content; None when it is anything else."""
    found = _FILE.fullmatch(content)
    return None if found is None else found[1]
