"""What is wrong with a dataset."""

from __future__ import annotations


class DatasetError(Exception):
    """One line: ``file:line: field: value, expected ...``."""
