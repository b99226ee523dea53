"""What writes: a language model, here or elsewhere, as the pipeline sees it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from metabgm.describe.sampling import Sampling


class WriterError(Exception):
    """The writer cannot answer at all, now or for good: one line that says why."""


@dataclass(frozen=True)
class Prompt:
    """The part that is the same for every scene. ``examples``: (question, answer)."""

    task: str
    examples: tuple[tuple[str, str], ...]

    def texts(self) -> list[str]:
        """Everything that an answer could echo."""
        return [self.task, *(text for example in self.examples for text in example)]


@dataclass(frozen=True)
class Question:
    """``opening``: the words that the answer begins with, without a space at their end, may be empty."""

    prompt: Prompt
    text: str
    opening: str = ""


@dataclass(frozen=True)
class Answer:
    """``text``: opening included. ``complete``: the writer or ``stop`` ended it, not the token limit."""

    text: str
    complete: bool


class Writer(Protocol):
    """One thread at a time."""

    @property
    def name(self) -> str:
        """As the player sees it."""

    @property
    def identity(self) -> str:
        """Name and digest of what writes: texts of one identity are of a kind."""

    @property
    def takes_openings(self) -> bool:
        """Whether an answer can be made to begin with given words; else ``Question.opening`` is empty."""

    @property
    def tuned(self) -> bool:
        """Whether it was trained for the two stages: it needs neither examples nor openings."""

    def prepare(self, prompts: Sequence[Prompt]) -> None:
        """Computes ahead what later questions with these prompts share. May do nothing."""

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
        """``stop`` sees the text so far, opening included, after each token; True ends the answer there.

        Raises DescribeCancelledError soon after ``cancelled`` answers True, WriterError.
        """
