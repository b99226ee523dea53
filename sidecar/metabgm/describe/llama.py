"""A chat LLaMA: static prompts cached, answers seeded, cancellable between tokens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from metabgm.describe.decoder import Decoder, give_back_freed_memory
from metabgm.describe.sampling import Sampling, SeededChooser
from metabgm.describe.texts import DescribeCancelledError
from metabgm.describe.writer import Answer, Prompt, Question
from metabgm.models.errors import ModelError
from metabgm.models.manifest import TOKENIZER_NAME, ModelFolder

_TURN_BEGIN = "<|im_start|>"
_TURN_END = "<|im_end|>"
_END_TOKENS = (_TURN_END, "<|endoftext|>")
_GREEDY = Sampling(temperature=1.0, top_k=1, forks=0)

StaticPrompt = tuple[str, ...]


class Llama:
    """A model that speaks in ChatML turns. One thread at a time."""

    def __init__(self, folder: ModelFolder, *, threads: int = 1) -> None:
        """Loads about 200 MB. Raises ModelError if the folder's files are no usable model."""
        # A sidecar on the template does without it.
        from tokenizers import Tokenizer  # noqa: PLC0415

        self._folder = folder
        self._static: dict[Prompt, StaticPrompt] = {}
        try:
            self._tokenizer = Tokenizer.from_file(str(folder.path / TOKENIZER_NAME))
            self._decoder = Decoder(folder.path, threads=threads)
        # tokenizers raises plain Exception for a damaged file.
        except Exception as error:
            what = f"model {folder.name} does not load ({error})"
            raise ModelError(f"{what}; remove {folder.path} to have it made again") from error
        # A special token that somebody typed is text.
        self._tokenizer.encode_special_tokens = True
        self._end_ids = {self._tokenizer.token_to_id(token) for token in _END_TOKENS}

    @property
    def name(self) -> str:
        return self._folder.name

    @property
    def identity(self) -> str:
        return f"{self._folder.name}@{self._folder.model.source_sha256[:12]}"

    @property
    def takes_openings(self) -> bool:
        return True

    def close(self) -> None:
        """Frees the model; an answer in work ends with DescribeCancelledError, as does any later one."""
        self._decoder.close()

    def prepare(self, prompts: Sequence[Prompt]) -> None:
        """Computes the states of static prompts ahead of their first use, about 1 ms and 138 kB a token."""
        for prompt in prompts:
            self._decode(Question(prompt, ""), [], 1, _GREEDY, lambda _step: False)
        give_back_freed_memory()

    def write(
        self,
        question: Question,
        *,
        sampling: Sampling,
        seed: str,
        max_tokens: int,
        stop: Callable[[str], bool],
        cancelled: Callable[[], bool],
    ) -> Answer:
        """As ``Writer.write``; equal arguments give equal answers, whatever was asked in between.

        Raises DescribeCancelledError.
        """
        chooser = SeededChooser(sampling, seed)
        answer = _AnswerInProgress(self._tokenizer, question.opening, chooser, stop, cancelled)
        while not answer.ended and len(answer.ids) < max_tokens:
            if cancelled():
                raise DescribeCancelledError
            answer.forked = False
            self._decode(question, answer.ids, max_tokens - len(answer.ids), sampling, answer.take)
            if answer.cancelled:
                raise DescribeCancelledError
            if answer.ids and answer.ids[-1] in self._end_ids:
                answer.ids.pop()
                answer.ended = True
            elif not answer.forked:
                break
        give_back_freed_memory()
        return Answer(answer.text().strip(), answer.ended)

    def _decode(
        self, question: Question, ids: list[int], limit: int, sampling: Sampling, take: Callable[[Any], bool]
    ) -> None:
        prompt = [*self._turn("user", question.text), _TURN_BEGIN]
        prompt += self._encode(f"assistant\n{question.opening}")
        prompt += [str(self._tokenizer.id_to_token(index)) for index in ids]
        self._decoder.decode(
            prompt,
            static=self._static_prompt(question.prompt),
            limit=limit,
            repetition_penalty=sampling.repetition_penalty,
            no_repeat=sampling.no_repeat,
            end_tokens=_END_TOKENS,
            take=take,
        )

    def _static_prompt(self, prompt: Prompt) -> StaticPrompt:
        if prompt not in self._static:
            tokens = self._turn("system", prompt.task)
            for question, answer in prompt.examples:
                tokens += self._turn("user", question) + self._turn("assistant", answer)
            self._static[prompt] = tuple(tokens)
        return self._static[prompt]

    def _turn(self, role: str, text: str) -> list[str]:
        return [_TURN_BEGIN, *self._encode(f"{role}\n{text}"), _TURN_END, *self._encode("\n")]

    def _encode(self, text: str) -> list[str]:
        return list(self._tokenizer.encode(text).tokens)


class _AnswerInProgress:
    """Takes the likeliest tokens as they come, and stops the decoder where the chooser wants another one."""

    def __init__(
        self,
        tokenizer: Any,
        opening: str,
        chooser: SeededChooser,
        stop: Callable[[str], bool],
        cancelled: Callable[[], bool],
    ) -> None:
        self.ids: list[int] = []
        self.ended = self.forked = self.cancelled = False
        self._tokenizer, self._opening, self._chooser = tokenizer, opening, chooser
        self._stop, self._ask_cancelled = stop, cancelled

    def text(self) -> str:
        return self._opening + str(self._tokenizer.decode(self.ids))

    def take(self, step: Any) -> bool:
        if self._ask_cancelled():
            self.cancelled = True
            return True
        token = int(step.token_id)
        if not self._chooser.exhausted:
            token = self._chooser.draw(np.asarray(step.logits)[0], token)
        self.ids.append(token)
        self.forked = token != step.token_id
        self.ended = self._stop(self.text())
        return self.forked or self.ended
