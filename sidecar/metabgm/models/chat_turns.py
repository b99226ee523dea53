"""The text around what is said in a chat, and the forms of it that LLaMA checkpoints use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ChatTurns:
    """Literal text, special tokens included, in the order of a conversation::

        begin TASK to_question Q to_answer A to_next_question Q to_answer A ...
        to_next_question Q to_last_answer

    ``form``: the name of a known form, or ``own``. ``ends``: the tokens that end an answer.
    """

    form: str
    begin: str
    to_question: str
    to_answer: str
    to_next_question: str
    to_last_answer: str
    ends: tuple[str, ...]


CHATML = ChatTurns(
    form="chatml",
    begin="<|im_start|>system\n",
    to_question="<|im_end|>\n<|im_start|>user\n",
    to_answer="<|im_end|>\n<|im_start|>assistant\n",
    to_next_question="<|im_end|>\n<|im_start|>user\n",
    to_last_answer="<|im_end|>\n<|im_start|>assistant\n",
    ends=("<|im_end|>",),
)
"""OpenAI's ChatML, as SmolLM2 uses it."""

LLAMA2 = ChatTurns(
    form="llama2",
    begin="<s>[INST] <<SYS>>\n",
    to_question="\n<</SYS>>\n\n",
    to_answer=" [/INST] ",
    to_next_question=" </s><s>[INST] ",
    to_last_answer=" [/INST]",
    ends=("</s>",),
)
"""LLaMA-2-Chat: the task stands inside the first question."""

LLAMA3 = ChatTurns(
    form="llama3",
    begin="<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\n",
    to_question="<|eot_id|><|start_header_id|>user<|end_header_id|>\n\n",
    to_answer="<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n",
    to_next_question="<|eot_id|><|start_header_id|>user<|end_header_id|>\n\n",
    to_last_answer="<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n",
    ends=("<|eot_id|>",),
)
"""Llama-3-Instruct."""

ZEPHYR = ChatTurns(
    form="zephyr",
    begin="<|system|>\n",
    to_question="</s>\n<|user|>\n",
    to_answer="</s>\n<|assistant|>\n",
    to_next_question="</s>\n<|user|>\n",
    to_last_answer="</s>\n<|assistant|>\n",
    ends=("</s>",),
)
"""TinyLlama-Chat and Zephyr: the roles are plain text."""

KNOWN_FORMS = {turns.form: turns for turns in (CHATML, LLAMA2, LLAMA3, ZEPHYR)}
