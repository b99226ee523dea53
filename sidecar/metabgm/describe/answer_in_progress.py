"""An answer while its tokens come from the decoder."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from metabgm.describe.answer_text import AnswerText
from metabgm.describe.chat_prompt import ChatPrompt
from metabgm.describe.sampling import SeededChooser
from metabgm.describe.vocabulary import Vocabulary


class AnswerInProgress:
    """Takes the likeliest tokens as they come, and stops the decoder where another one is chosen.

    ``ended``: by the model or ``stop``; ``forked``: the last token is not the decoder's own.
    """

    def __init__(
        self,
        text: AnswerText,
        prompt: ChatPrompt,
        chooser: SeededChooser,
        vocabulary: Vocabulary | None,
        *,
        stop: Callable[[str], bool],
        cancelled: Callable[[], bool],
    ) -> None:
        self.ids: list[int] = []
        self.ended = self.forked = self.cancelled = False
        self._text, self._prompt, self._chooser, self._vocabulary = text, prompt, chooser, vocabulary
        self._written: set[int] = set()
        self._stop, self._ask_cancelled = stop, cancelled

    @property
    def chooses(self) -> bool:
        """Whether the next token may be another than the likeliest."""
        return self._vocabulary is not None or not self._chooser.exhausted

    def take(self, step: Any) -> bool:
        """``step``: CTranslate2's, with ``logits`` where ``chooses``. Whether the decoder is to stop."""
        if self._ask_cancelled():
            self.cancelled = True
            return True
        token = int(step.token_id)
        if self.chooses:
            token = self._chooser.draw(np.asarray(step.logits)[0], token, self._written, self._admits)
            if not self._admits(token):
                # After a word that is none nothing would be admitted any more, and asked about for long.
                self._vocabulary = None
        if self._prompt.ends_answer(token):
            self.ended = True
            return True
        self.ids.append(token)
        self._written |= self._prompt.spellings(token)
        self._text.add(token)
        self.forked = token != step.token_id
        self.ended = self._stop(str(self._text))
        return self.forked or self.ended

    def _admits(self, token: int) -> bool:
        if self._vocabulary is None:
            return True
        if self._prompt.ends_answer(token):
            return self._vocabulary.admits(str(self._text), complete=True)
        text = self._text.with_next(token)
        # Bytes of a character that is not whole could follow anything, and each other for ever.
        return text != str(self._text) and self._vocabulary.admits(text, complete=False)
