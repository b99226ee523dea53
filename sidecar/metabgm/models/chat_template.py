"""Reads out of a model's own chat template what it puts around the texts of a conversation."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from metabgm.models.chat_template_process import Rendered, render_conversations
from metabgm.models.chat_turns import CHATML, KNOWN_FORMS, LLAMA2, LLAMA3, ChatTurns
from metabgm.models.errors import ModelError

_EXAMPLES = range(4)
"""0 to 3: so everything between turns has been seen where it comes first, again, and last."""

_AFTER_TASK = "\n\n"
"""Between a task and the first question where the model knows no system role."""

_SHOWN = 60
"""Characters of a literal that an error line quotes."""


@dataclass(frozen=True)
class _Turn:
    role: str
    what: str

    @property
    def content(self) -> str:
        """Shows when a template changes case, escapes, or joins lines."""
        return f'Zq7 "&"\n{self.what} Zq7'


def read_template(template: str, *, bos: str, eos: str, special: Collection[str]) -> ChatTurns:
    """``bos``, ``eos``: the tokens that the template knows as such. ``special``: all special tokens' texts.

    A model that refuses the system role, or whose template doesn't put the task first and as it is, gets it
    before the first question. A template that prints the date gets 26 July 2024, always. ``ends``: the first
    special token after an answer, and ``eos``. Takes 0.2 s, at most 10 s.

    Raises ModelError: the template is no Jinja, refuses a conversation, takes too long or too much memory,
    changes, doubles or drops what is said, or puts something else around it from turn to turn.
    """
    conversations = [_conversation(examples, task=task) for task in (True, False) for examples in _EXAMPLES]
    messages = [[{"role": turn.role, "content": turn.content} for turn in turns] for turns in conversations]
    rendered = list(
        zip(conversations, render_conversations(template, messages, bos=bos, eos=eos), strict=True)
    )
    with_task, without_task = rendered[: len(_EXAMPLES)], rendered[len(_EXAMPLES) :]
    try:
        literals = _literals(with_task)
    except ModelError as odd:
        try:
            literals = {"to_question": _AFTER_TASK} | _literals(without_task)
        except ModelError as still_odd:
            refused = bool(with_task[0][1].trouble)
            raise (still_odd if refused else odd) from None
    ends = _ends(literals["to_next_question"], eos, special)
    turns = ChatTurns(form="own", ends=ends, **literals)
    for form, known in KNOWN_FORMS.items():
        if replace(turns, form=form, ends=known.ends) == known:
            return replace(turns, form=form)
    return turns


def known_turns(special: Collection[str], *, sentencepiece: bool) -> ChatTurns | None:
    """The form of a checkpoint without a template, by its special tokens; None if they tell nothing.

    ``sentencepiece``: whether its vocabulary is of that kind, as LLaMA-2's is. A token of the form that the
    checkpoint lacks is left out where the form makes sense without it.
    """
    if {"<|im_start|>", "<|im_end|>"} <= set(special):
        return _ended_too_by("<|endoftext|>", CHATML, special)
    if {"<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"} <= set(special):
        bos = "<|begin_of_text|>"
        begin = LLAMA3.begin if bos in special else LLAMA3.begin.removeprefix(bos)
        return _ended_too_by("<|end_of_text|>", replace(LLAMA3, begin=begin), special)
    if sentencepiece and {"<s>", "</s>"} <= set(special):
        return LLAMA2
    return None


def _ended_too_by(token: str, turns: ChatTurns, special: Collection[str]) -> ChatTurns:
    return replace(turns, ends=(*turns.ends, token)) if token in special else turns


def _conversation(examples: int, *, task: bool) -> list[_Turn]:
    turns = [_Turn("system", "the task")] if task else []
    for number in range(1, examples + 1):
        turns += [_Turn("user", f"question {number}"), _Turn("assistant", f"answer {number}")]
    return [*turns, _Turn("user", f"question {examples + 1}")]


def _literals(conversations: Sequence[tuple[list[_Turn], Rendered]]) -> dict[str, str]:
    """By the names of ``ChatTurns``, ``to_question`` only where there is a task."""
    seen: dict[str, str] = {}
    for turns, rendered in conversations:
        if rendered.trouble:
            raise ModelError(f"its chat template refuses a conversation: {rendered.trouble}")
        for name, literal in _named_literals(turns, rendered.text):
            if seen.setdefault(name, literal) != literal:
                differing = f"{_short(seen[name])} and {_short(literal)}"
                raise ModelError(f"its chat template is not the same throughout: {name} is {differing}")
    return seen


def _named_literals(turns: list[_Turn], text: str) -> list[tuple[str, str]]:
    to_this = {"system": "begin", "user": "to_next_question", "assistant": "to_answer"}
    literals, position = [], 0
    for index, turn in enumerate(turns):
        at = _only_place(turn, text, position)
        name = to_this[turn.role]
        if index == 0:
            name = "begin"
        elif turns[index - 1].role == "system":
            name = "to_question"
        literals.append((name, text[position:at]))
        position = at + len(turn.content)
    return [*literals, ("to_last_answer", text[position:])]


def _only_place(turn: _Turn, text: str, position: int) -> int:
    times = text.count(turn.content)
    if times != 1:
        wrong = f"says {turn.what} {times} times" if times else f"leaves out or changes {turn.what}"
        raise ModelError(f"its chat template {wrong}")
    at = text.find(turn.content, position)
    if at < 0:
        raise ModelError(f"its chat template puts {turn.what} before what was said earlier")
    return at


def _ends(after_answer: str, eos: str, special: Collection[str]) -> tuple[str, ...]:
    places = {token: after_answer.find(token) for token in special if token and token in after_answer}
    # Of two that begin at the same place the longer one is meant.
    first = min(places, key=lambda token: (places[token], -len(token)), default=eos)
    return tuple(dict.fromkeys([first, eos]))


def _short(literal: str) -> str:
    shown = repr(literal)
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}..."
