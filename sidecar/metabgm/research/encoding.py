"""Examples as the tokens that the program itself asks with, and where the answer in them begins."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from metabgm.describe.chat_prompt import ChatPrompt
from metabgm.describe.writer import Prompt, Question
from metabgm.models.chat_turns import ChatTurns
from metabgm.research.examples import Example

if TYPE_CHECKING:
    from tokenizers import Tokenizer


@dataclass(frozen=True)
class TrainingText:
    """``ids``: question and answer, with the token that ends it. The loss counts from ``answer_from`` on."""

    ids: tuple[int, ...]
    answer_from: int


class Encoder:
    """Of one model: its tokenizer and its chat turns."""

    def __init__(self, tokenizer: Tokenizer, chat: ChatTurns) -> None:
        """Takes ``tokenizer`` over. Raises ModelError if no token would end an answer."""
        self._tokenizer = tokenizer
        self._prompt = ChatPrompt(tokenizer, chat)

    def encode(self, example: Example) -> TrainingText:
        """The answer begins where the tokens of question and answer part from those of the question alone."""
        prompt = Prompt(example.instruction, ())
        asked = self._ids(Question(prompt, example.input))
        answered = self._ids(Question(prompt, example.input, example.output))
        begin = sum(1 for _ in takewhile(lambda both: both[0] == both[1], zip(asked, answered, strict=False)))
        return TrainingText((*answered, self._id(self._prompt.ends[0])), begin)

    def _ids(self, question: Question) -> list[int]:
        encoded = self._prompt.encode(question)
        return [self._id(token) for token in (*encoded.static, *encoded.rest)]

    def _id(self, token: str) -> int:
        index = self._tokenizer.token_to_id(token)
        assert index is not None, token
        return int(index)
