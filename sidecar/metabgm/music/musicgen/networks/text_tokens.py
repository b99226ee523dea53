"""A description as the text encoder's tokens."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from metabgm.music.musicgen.runtime import RuntimeFaultError

TOKENIZER = "tokenizer.json"
MOST_TEXT_TOKENS = 512
"""T5 was trained on so many; more costs time with each step and says nothing more."""
_END = "</s>"


class TextTokens:
    """The tokenizer in a model's folder. Raises RuntimeFaultError."""

    def __init__(self, folder: Path) -> None:
        path = folder / TOKENIZER
        try:
            self._tokenizer = Tokenizer.from_file(str(path))
        except Exception as error:  # tokenizers raises nothing more special
            raise RuntimeFaultError(f"{path}: no tokenizer can be read from it ({error})") from error
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._end: int | None = self._tokenizer.token_to_id(_END)

    def ids(self, text: str) -> NDArray[np.int64]:
        """Of shape (1 to MOST_TEXT_TOKENS,), the end token last.

        Tokens beyond the vocabulary's are unknown ones, never an error.
        """
        ids = self._tokenizer.encode(text).ids[:MOST_TEXT_TOKENS]
        if self._end is not None and (not ids or ids[-1] != self._end):
            ids = [*ids[: MOST_TEXT_TOKENS - 1], self._end]
        return np.array(ids, np.int64)
