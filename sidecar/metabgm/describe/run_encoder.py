"""Texts between special tokens as tokens."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer


class RunEncoder:
    """Encodes a run of text as it would be encoded within the whole, but never to a special token."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        """Changes ``tokenizer``."""
        tokenizer.encode_special_tokens = True
        # A tokenizer's file may say how texts were cut for training.
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer = tokenizer
        # Typed text may well be unknown.
        unknown = getattr(tokenizer.model, "unk_token", None)
        added = tokenizer.get_added_tokens_decoder().items()
        special = {index: str(token.content) for index, token in added if token.special}
        self.special_ids = frozenset(index for index, text in special.items() if text != unknown)
        self._special = any_of(special.values())
        self._prefixing_first = list(_prefixing_first(tokenizer.pre_tokenizer))

    def tokens(self, text: str, *, at_start: bool) -> list[str]:
        """``at_start``: whether nothing comes before ``text``, not even a special token."""
        whole = self._encode(text, at_start=at_start)
        if self.special_ids.isdisjoint(whole.ids):
            return list(whole.tokens)
        # In some vocabularies the pieces of a special token's text merge to that token.
        cuts = [0, *(typed.start() + 1 for typed in self._special.finditer(text)), len(text)]
        pieces = [
            self._encode(text[begin:end], at_start=at_start and begin == 0)
            for begin, end in itertools.pairwise(cuts)
        ]
        tokens = [pair for piece in pieces for pair in zip(piece.ids, piece.tokens, strict=True)]
        return [token for index, token in tokens if index not in self.special_ids]

    def _encode(self, text: str, *, at_start: bool) -> Encoding:
        for metaspace in self._prefixing_first:
            # By itself it would take every run for the first.
            metaspace.prepend_scheme = "first" if at_start else "never"
        return self._tokenizer.encode(text, add_special_tokens=False)


def any_of(texts: Iterable[str]) -> re.Pattern[str]:
    """Where several match the longest does, as tokenizers have it; without ``texts`` none does."""
    alternatives = "|".join(re.escape(text) for text in sorted(texts, key=len, reverse=True))
    return re.compile(f"({alternatives or '(?!)'})")


def _prefixing_first(pre_tokenizer: Any) -> Iterator[Any]:
    """What puts SentencePiece's ``▁`` before the first run only."""
    from tokenizers.pre_tokenizers import Metaspace, Sequence  # noqa: PLC0415  (slow to import)

    if isinstance(pre_tokenizer, Sequence):
        steps: Any = pre_tokenizer
        for step in steps:
            yield from _prefixing_first(step)
    elif isinstance(pre_tokenizer, Metaspace) and pre_tokenizer.prepend_scheme == "first":
        yield pre_tokenizer
