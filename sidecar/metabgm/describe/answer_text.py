"""The text of an answer while its tokens come, without decoding all of them again for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_WINDOW = 16
"""Tokens that are decoded together before their text is settled; a character has at most four."""

_REPLACEMENT = "\ufffd"


class AnswerText:
    """Tokens are decoded together with those before them, because SentencePiece takes the space off the first
    one. A character whose last bytes have not come does not show; special tokens never do.
    """

    def __init__(self, tokenizer: Tokenizer, opening: str, before: Sequence[int]) -> None:
        """``before``: ids of the text tokens that the prompt ends with, those of ``opening`` last."""
        self._tokenizer = tokenizer
        self._settled, self._unsettled = opening, ""
        self._new: list[int] = []
        self._context, self._context_length = self._shortest_context(before)

    def __str__(self) -> str:
        return self._settled + self._unsettled.rstrip(_REPLACEMENT)

    def add(self, index: int) -> None:
        """``index``: the next token's id."""
        self._new.append(index)
        self._unsettled = self._decode_new(self._new)
        if len(self._new) >= _WINDOW and not self._unsettled.endswith(_REPLACEMENT):
            self._settled += self._unsettled
            self._context, self._context_length = self._shortest_context([*self._context, *self._new])
            self._new, self._unsettled = [], ""

    def with_next(self, index: int) -> str:
        """The text as it would be with one more token."""
        return self._settled + self._decode_new([*self._new, index]).rstrip(_REPLACEMENT)

    def _decode_new(self, ids: Sequence[int]) -> str:
        return self._decode([*self._context, *ids])[self._context_length :]

    def _shortest_context(self, ids: Sequence[int]) -> tuple[list[int], int]:
        """The last of ``ids`` that are text by themselves, and that text's length."""
        for length in range(1, len(ids) + 1):
            text = self._decode(ids[-length:])
            if text and _REPLACEMENT not in text:
                return list(ids[-length:]), len(text)
        return list(ids), len(self._decode(ids))

    def _decode(self, ids: Sequence[int]) -> str:
        text: str = self._tokenizer.decode(list(ids), skip_special_tokens=True)
        return text
