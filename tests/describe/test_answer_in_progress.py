from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from tokenizers import Tokenizer

from metabgm.describe.answer_in_progress import AnswerInProgress
from metabgm.describe.chat_prompt import ChatPrompt
from metabgm.describe.sampling import Sampling, SeededChooser
from metabgm.describe.vocabulary import Vocabulary
from metabgm.describe.writer import Prompt, Question
from metabgm.models.manifest import TOKENIZER_NAME, ModelFolder

_PROMPT = Prompt("task", ())


@pytest.fixture(scope="module")
def tokenizer(smollm2_folder: ModelFolder) -> Tokenizer:
    return Tokenizer.from_file(str(smollm2_folder.path / TOKENIZER_NAME))


@pytest.fixture
def begin(tokenizer: Tokenizer, smollm2_folder: ModelFolder) -> Callable[..., AnswerInProgress]:
    def begin(vocabulary: Vocabulary | None, forks: int = 99) -> AnswerInProgress:
        prompt = ChatPrompt(tokenizer, smollm2_folder.model.chat)
        text = prompt.answer_text(prompt.encode(Question(_PROMPT, "question")), "")
        chooser = SeededChooser(Sampling(temperature=0.01, top_k=1, forks=forks), "seed")
        return AnswerInProgress(
            text, prompt, chooser, vocabulary, stop=lambda _text: False, cancelled=lambda: False
        )

    return begin


def _step(tokenizer: Tokenizer, wanted: dict[str, float]) -> Any:
    logits = np.zeros((1, tokenizer.get_vocab_size()), np.float32)
    for token, value in wanted.items():
        logits[0, tokenizer.token_to_id(token)] = value
    return SimpleNamespace(token_id=int(logits[0].argmax()), logits=logits)


def _written(answer: AnswerInProgress, tokenizer: Tokenizer) -> list[str | None]:
    return [tokenizer.id_to_token(index) for index in answer.ids]


@pytest.mark.parametrize("forks", [0, 99])
def test_the_end_is_not_taken_within_a_word_nor_bytes_of_a_character(
    begin: Callable[..., AnswerInProgress], tokenizer: Tokenizer, forks: int
) -> None:
    answer = begin(Vocabulary(["edge", "edges"]), forks)
    answer.take(_step(tokenizer, {"ed": 9}))
    answer.take(_step(tokenizer, {"gy": 9, "g": 8}))
    answer.take(_step(tokenizer, {"<|im_end|>": 9, "Ľ": 8, "Į": 7, "y": 6, "e": 5}))
    assert _written(answer, tokenizer) == ["ed", "g", "e"]
    assert (answer.forked, answer.ended) == (True, False)
    answer.take(_step(tokenizer, {"<|im_end|>": 9, "Ľ": 8}))
    assert answer.ended
    assert len(answer.ids) == 3


def test_a_word_that_no_token_ends_is_left_as_it_comes(
    begin: Callable[..., AnswerInProgress], tokenizer: Tokenizer
) -> None:
    answer = begin(Vocabulary(["edgᚠ"]))
    for wanted in ("ed", "g", "y", "Ġzebra"):
        answer.take(_step(tokenizer, {wanted: 9}))
    assert _written(answer, tokenizer) == ["ed", "g", "y", "Ġzebra"]


def test_without_a_vocabulary_anything_goes(
    begin: Callable[..., AnswerInProgress], tokenizer: Tokenizer
) -> None:
    answer = begin(None)
    answer.take(_step(tokenizer, {"Ľ": 9, "e": 5}))
    answer.take(_step(tokenizer, {"<|im_end|>": 9}))
    assert (_written(answer, tokenizer), answer.ended) == (["Ľ"], True)
    assert answer.chooses
    assert not begin(None, 0).chooses
    assert begin(Vocabulary(()), 0).chooses
