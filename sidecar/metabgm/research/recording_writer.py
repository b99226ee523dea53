"""A writer that keeps what it was asked and what it wrote, before any guard saw it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from metabgm.describe.sampling import Sampling
from metabgm.describe.writer import Answer, Prompt, Question, Writer


class RecordingWriter:
    """A ``Writer``. ``questions`` and ``answers``: all so far, in order."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self.questions: list[Question] = []
        self.answers: list[Answer] = []

    @property
    def name(self) -> str:
        return self._writer.name

    @property
    def identity(self) -> str:
        return self._writer.identity

    @property
    def takes_openings(self) -> bool:
        return self._writer.takes_openings

    @property
    def tuned(self) -> bool:
        return self._writer.tuned

    def prepare(self, prompts: Sequence[Prompt]) -> None:
        self._writer.prepare(prompts)

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
        """As ``Writer.write``."""
        answer = self._writer.write(
            question,
            sampling=sampling,
            seed=seed,
            max_tokens=max_tokens,
            stop=stop,
            cancelled=cancelled,
        )
        self.questions.append(question)
        self.answers.append(answer)
        return answer
