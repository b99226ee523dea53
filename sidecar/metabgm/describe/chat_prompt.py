"""A question as the tokens that a chat model was trained to see, and where the static part of them ends."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from metabgm.describe.answer_text import AnswerText
from metabgm.describe.run_encoder import RunEncoder, any_of
from metabgm.describe.writer import Question
from metabgm.models.chat_turns import ChatTurns
from metabgm.models.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import AddedToken, Tokenizer

_SPACES = "Ġ▁"
"""How byte-level BPE and SentencePiece write the space before a token."""


@dataclass(frozen=True)
class EncodedQuestion:
    """``static``: the same for all questions with one prompt, may be empty. ``rest``: all that follows."""

    static: tuple[str, ...]
    rest: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.static) + len(self.rest)


class ChatPrompt:
    """Encodes as the model's own chat template and tokenizer do together, except that what somebody typed is
    always text. Every added token that marks turns is special here, whatever the tokenizer calls it.
    """

    def __init__(self, tokenizer: Tokenizer, chat: ChatTurns) -> None:
        """Takes ``tokenizer`` over and changes it. Raises ModelError if no token would end an answer."""
        self._tokenizer, self._chat = tokenizer, chat
        self.ends = tuple(token for token in chat.ends if tokenizer.token_to_id(token) is not None)
        if not self.ends:
            raise ModelError(f"its tokenizer has no token {' or '.join(chat.ends)} to end an answer")
        self._marks = _make_marks_special(tokenizer, chat)
        self._mark = any_of(self._marks)
        self._encoder = RunEncoder(tokenizer)
        ends = {tokenizer.token_to_id(token) for token in self.ends}
        self._last_ids = ends | self._encoder.special_ids

    def encode(self, question: Question) -> EncodedQuestion:
        """With an opening the answer begins as those of the examples do."""
        chat, runs = self._chat, _Runs(self._mark)
        to_question = chat.to_question
        runs.add(chat.begin, question.prompt.task)
        for example, answer in question.prompt.examples:
            runs.add(to_question, example)
            runs.add(chat.to_answer, answer)
            to_question = chat.to_next_question
        runs.add(to_question, question.text)
        static_marks = len(runs.marks)
        runs.add(chat.to_answer if question.opening else chat.to_last_answer, question.opening)
        static, rest = list[str](), list[str]()
        for index in range(len(runs.texts)):
            if index > 0:
                (static if index <= static_marks else rest).append(runs.marks[index - 1])
            (static if index < static_marks else rest).extend(self._run(runs, index))
        return EncodedQuestion(tuple(static), tuple(rest))

    def answer_text(self, encoded: EncodedQuestion, opening: str) -> AnswerText:
        """The text of the answer to ``encoded``, so far ``opening``."""
        last_run = itertools.takewhile(lambda token: token not in self._marks, reversed(encoded.rest))
        ids = [int(self._tokenizer.token_to_id(token) or 0) for token in last_run]
        return AnswerText(self._tokenizer, opening, ids[::-1])

    def token(self, index: int) -> str:
        """``index``: an id for which ``ends_answer`` is False."""
        return str(self._tokenizer.id_to_token(index))

    def spellings(self, index: int) -> set[int]:
        """Ids of the same token with or without a capital and a space before it, itself among them."""
        token = self.token(index)
        bare = token.lstrip(_SPACES)
        forms = (space + form for space in ("", *_SPACES) for form in (bare.lower(), bare.capitalize()))
        found = (self._tokenizer.token_to_id(form) for form in forms)
        return {index, *(int(other) for other in found if other is not None)}

    def ends_answer(self, index: int) -> bool:
        """Any special token does, for whatever it begins is no answer, and so does an id without a token."""
        return index in self._last_ids or self._tokenizer.id_to_token(index) is None

    def _run(self, runs: _Runs, index: int) -> list[str]:
        """Some special tokens are made to swallow the white space beside them."""
        text = runs.texts[index]
        if index > 0 and self._marks[runs.marks[index - 1]].rstrip:
            text = text.lstrip()
        if index < len(runs.marks) and self._marks[runs.marks[index]].lstrip:
            text = text.rstrip()
        return self._encoder.tokens(text, at_start=index == 0) if text else []


class _Runs:
    """Texts and the special tokens between them. Tokens reach from a literal into what was typed, so both are
    one text.
    """

    def __init__(self, mark: re.Pattern[str]) -> None:
        self._mark = mark
        self.texts, self.marks = [""], list[str]()

    def add(self, literal: str, typed: str) -> None:
        first, *others = self._mark.split(literal)
        self.texts[-1] += first
        self.marks += others[::2]
        self.texts += others[1::2]
        self.texts[-1] += typed


def _make_marks_special(tokenizer: Tokenizer, chat: ChatTurns) -> dict[str, AddedToken]:
    from tokenizers import AddedToken  # noqa: PLC0415  (slow to import)

    literals = (chat.begin, chat.to_question, chat.to_answer, chat.to_next_question, chat.to_last_answer)
    marks = {
        # Runs of spaces or lines that are tokens are text.
        str(added.content): added
        for added in tokenizer.get_added_tokens_decoder().values()
        if (added.special or not added.content.isspace()) and any(added.content in text for text in literals)
    }
    tokenizer.add_special_tokens(
        [
            AddedToken(text, special=True, normalized=False, lstrip=mark.lstrip, rstrip=mark.rstrip)
            for text, mark in marks.items()
            if not mark.special
        ]
    )
    return marks
