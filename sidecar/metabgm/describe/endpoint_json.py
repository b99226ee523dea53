"""The chat-completions API as JSON: what is asked, and what an answer or a piece of one says.

Source: the OpenAI API reference, "Create chat completion", as llama.cpp, vLLM, Ollama and others serve it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import msgspec

from metabgm.describe.endpoint_error import EndpointError
from metabgm.describe.sampling import Sampling
from metabgm.describe.writer import Question

EXTRA_TOKENS = 24
"""The words that a local model is given as an opening, and a polite model's preamble."""

_SEED_BITS = 31
"""Some servers read the seed as a signed 32-bit number."""


class _Message(msgspec.Struct):
    content: str | None = None
    tool_calls: list[msgspec.Raw] | None = None


class _Choice(msgspec.Struct):
    delta: _Message | None = None
    message: _Message | None = None
    finish_reason: str | None = None


class _Reply(msgspec.Struct):
    choices: list[_Choice] | None = None
    error: Any = None


@dataclass(frozen=True)
class Piece:
    """``finish``: the reason that the server gives for having ended, else empty."""

    text: str = ""
    finish: str = ""
    asks_for_tool: bool = False


def request_body(
    model: str, question: Question, sampling: Sampling, seed: str, max_tokens: int
) -> dict[str, Any]:
    """The same arguments, the same body."""
    prompt = question.prompt
    messages = [{"role": "system", "content": prompt.task}]
    for asked, answered in prompt.examples:
        messages += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    messages.append({"role": "user", "content": question.text})
    return {
        "model": model,
        "messages": messages,
        "temperature": sampling.temperature,
        "max_tokens": max_tokens + EXTRA_TOKENS,
        "seed": seed_number(seed),
        "stream": True,
    }


def seed_number(seed: str) -> int:
    """0..2**31-1, the same on every platform."""
    return int.from_bytes(hashlib.sha256(seed.encode()).digest()[:4], "big") >> (32 - _SEED_BITS)


def read_piece(data: str | bytes) -> Piece:
    """One event's data, or a whole answer. Raises EndpointError."""
    try:
        reply = msgspec.json.decode(data, type=_Reply)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise EndpointError("sent what is no chat completion", str(error)) from None
    if reply.error:
        raise EndpointError("sent an error", _said(reply.error))
    if not reply.choices:
        return Piece()
    choice = reply.choices[0]
    message = choice.delta or choice.message or _Message()
    if "\ufffd" in (message.content or ""):
        raise EndpointError("sent bytes that are no UTF-8")
    return Piece(message.content or "", choice.finish_reason or "", bool(message.tool_calls))


def read_error(body: bytes) -> str:
    """The server's own words in the body of a refusal; may be anything."""
    try:
        value = msgspec.json.decode(body)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return body.decode("utf-8", errors="replace")
    return _said(value.get("error", value) if isinstance(value, dict) else value)


def _said(error: Any) -> str:
    if isinstance(error, dict) and isinstance(error.get("message"), str):
        return str(error["message"])
    return error if isinstance(error, str) else msgspec.json.encode(error).decode()
