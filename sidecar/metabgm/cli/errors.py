"""Errors that end a command with one line."""

from __future__ import annotations


class CommandError(Exception):
    """It could not be done: exit code 1."""


class InputError(Exception):
    """What was given is wrong: names it, its value and what was expected. Exit code 2."""
