"""What can go wrong with the library. None of it stops the music: the sidecar goes on without."""

from __future__ import annotations


class LibraryError(Exception):
    """One line: which file cannot be used, and why. It may be better later."""


class DamagedError(LibraryError):
    """The file's content is not a library as this program makes it."""
