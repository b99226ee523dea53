"""A chat LLaMA: static prompts cached, answers seeded, cancellable between tokens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from metabgm.describe.answer_in_progress import AnswerInProgress
from metabgm.describe.chat_prompt import ChatPrompt, EncodedQuestion
from metabgm.describe.decoder import ComputeType, Decoder, give_back_freed_memory
from metabgm.describe.sampling import Sampling, SeededChooser
from metabgm.describe.texts import DescribeCancelledError
from metabgm.describe.vocabulary import Vocabulary
from metabgm.describe.writer import Answer, Prompt, Question, WriterError
from metabgm.models.errors import ModelError
from metabgm.models.manifest import TOKENIZER_NAME, WORDS_NAME, ModelFolder, Quantization

_GREEDY = Sampling(temperature=1.0, top_k=1, forks=0)
_COMPUTE_TYPES: dict[Quantization, ComputeType] = {
    "int8": "int8",
    "int8_float32": "int8_float32",
    "float16": "default",
    "other": "default",
}


_PREPARED_MAX_WEIGHTS = 2_000_000_000
"""The prompts of a larger model are computed when each is first used."""


class Llama:
    """A model of any chat form, a ``Writer``. One thread at a time."""

    def __init__(self, folder: ModelFolder, *, threads: int = 1) -> None:
        """Loads the weights, 200 MB for the model in the box.

        Raises ModelError if the folder's files are no usable model.
        """
        # A sidecar on the template does without it.
        from tokenizers import Tokenizer  # noqa: PLC0415

        self._folder = folder
        self._context = folder.model.context
        try:
            tokenizer = Tokenizer.from_file(str(folder.path / TOKENIZER_NAME))
            self._prompt = ChatPrompt(tokenizer, folder.model.chat)
            self._vocabulary = _vocabulary_of(folder)
            compute_type = _COMPUTE_TYPES[folder.model.quantization]
            self._decoder = Decoder(folder.path, threads=threads, compute_type=compute_type)
        # tokenizers raises plain Exception for a damaged file.
        except Exception as error:
            what = f"model {folder.name} does not load ({error})"
            raise ModelError(f"{what}; remove {folder.path} to have it made again") from error

    @property
    def name(self) -> str:
        return self._folder.name

    @property
    def identity(self) -> str:
        return f"{self._folder.name}@{self._folder.model.source_sha256[:12]}"

    @property
    def takes_openings(self) -> bool:
        return True

    @property
    def tuned(self) -> bool:
        return self._folder.model.tuned

    def close(self) -> None:
        """Frees the model; an answer in work ends with DescribeCancelledError, as does any later one."""
        self._decoder.close()

    def prepare(self, prompts: Sequence[Prompt]) -> None:
        """Computes the states of static prompts ahead of their first use: 1 ms and 138 kB a token for the
        model in the box, 50 and 8 times that for one of 7 billion weights.

        Does nothing for a model so large that it would take minutes. Raises DescribeCancelledError,
        WriterError.
        """
        if self._folder.model.parameters > _PREPARED_MAX_WEIGHTS:
            return
        for prompt in prompts:
            question = self._encode(Question(prompt, ""))
            self._decode(question, [], 1, _GREEDY, lambda _step: False, logits=False)
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

        An answer ends before ``max_tokens`` where the model's context is full.
        """
        encoded = self._encode(question)
        limit = max_tokens if self._context is None else min(max_tokens, self._context - len(encoded))
        chooser = SeededChooser(sampling, seed)
        text = self._prompt.answer_text(encoded, question.opening)
        known = self._vocabulary if sampling.taught_words else None
        known = known and known.with_words_of(f"{question.text} {question.opening}")
        answer = AnswerInProgress(text, self._prompt, chooser, known, stop=stop, cancelled=cancelled)
        while not answer.ended and len(answer.ids) < limit:
            if cancelled():
                raise DescribeCancelledError
            answer.forked = False
            left = limit - len(answer.ids)
            self._decode(encoded, answer.ids, left, sampling, answer.take, logits=answer.chooses)
            if answer.cancelled:
                raise DescribeCancelledError
            if not answer.forked:
                break
        give_back_freed_memory()
        return Answer(str(text).strip(), answer.ended)

    def _encode(self, question: Question) -> EncodedQuestion:
        encoded = self._prompt.encode(question)
        if self._context is not None and len(encoded) >= self._context:
            tokens = f"the prompt has {len(encoded)} tokens"
            raise WriterError(f"{tokens}; it must be shorter than {self.name}'s context of {self._context}")
        return encoded

    def _decode(
        self,
        question: EncodedQuestion,
        ids: Sequence[int],
        limit: int,
        sampling: Sampling,
        take: Callable[[Any], bool],
        *,
        logits: bool,
    ) -> None:
        self._decoder.decode(
            [*question.rest, *map(self._prompt.token, ids)],
            static=question.static,
            limit=limit,
            repetition_penalty=sampling.repetition_penalty,
            no_repeat=sampling.no_repeat,
            end_tokens=self._prompt.ends,
            logits=logits,
            take=take,
        )


def _vocabulary_of(folder: ModelFolder) -> Vocabulary | None:
    if WORDS_NAME not in folder.files:
        return None
    return Vocabulary((folder.path / WORDS_NAME).read_text(encoding="utf-8").split())
