"""What can go wrong between the user's cache and a model that is ready to load."""

from __future__ import annotations

import errno

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class ModelError(Exception):
    """One line for the user: what is wrong with which model, and what to do about it."""


def says_no_room(error: OSError) -> bool:
    """Whether the disk is full, a quota is used up, or the process may not write a file that large."""
    return error.errno in _NO_ROOM
