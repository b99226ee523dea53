"""The process that renders a foreign chat template: JSON of a ``Rendering`` in, of its results out.

It limits itself, because Jinja's sandbox keeps a template from reaching out but not from running on.
"""

from __future__ import annotations

import contextlib
import datetime
import importlib
import json
import random
import sys
from collections.abc import Callable
from typing import Any

TODAY = datetime.datetime(2024, 7, 26)
"""The date for templates that print one: the one Llama 3.1's template has where it knows no other."""

MOST_RENDERED = 10_000
"""Characters. Default system prompts have up to 2,000; the text around the turns goes into the manifest."""

_CPU_S = 2
"""Known templates take 0.01 s, Jinja's import up to 1 s on a slow machine."""

_ADDRESS_SPACE = 512 * 1024 * 1024
"""Bytes. Python and Jinja take 100 MB of it."""

_LONGEST_REASON = 200


def main() -> int:
    _limit_itself()
    # Some filters draw lots.
    random.seed(0)
    json.dump(render(**json.load(sys.stdin)), sys.stdout)
    return 0


def render(
    template: str, conversations: list[list[dict[str, str]]], bos: str, eos: str
) -> list[dict[str, str]]:
    """One map for each conversation: ``text``, or ``trouble`` in one line."""
    try:
        compiled = _environment().from_string(template)
    # Foreign code may fail in any way: syntax, recursion, memory, too deep for Python's own compiler.
    except Exception as error:
        return [{"trouble": _reason(error)}] * len(conversations)
    results = []
    for messages in conversations:
        try:
            text = _text(
                compiled.generate(
                    messages=messages,
                    add_generation_prompt=True,
                    bos_token=bos,
                    eos_token=eos,
                    tools=None,
                    documents=None,
                )
            )
            results.append({"text": text})
        except Exception as error:
            results.append({"trouble": _reason(error)})
    return results


def _text(parts: Any) -> str:
    text = ""
    for part in parts:
        text += part
        if len(text) > MOST_RENDERED:
            raise ValueError(f"it renders more than {MOST_RENDERED} characters")
    # A lone surrogate could neither be kept nor encoded as tokens.
    text.encode()
    return text


def _reason(error: Exception) -> str:
    told = " ".join(f"{type(error).__name__} {error}".split())
    return told[:_LONGEST_REASON]


def _environment() -> Any:
    """As transformers documents it for chat templates."""
    # The process that converts imports this module's limits, and Jinja only here.
    from jinja2 import TemplateError, nodes  # noqa: PLC0415
    from jinja2.ext import Extension, loopcontrols  # noqa: PLC0415
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415

    class Generation(Extension):
        """``{% generation %}`` marks for training what the model said; its content stays."""

        tags = {"generation"}  # noqa: RUF012

        def parse(self, parser: Any) -> nodes.Node:
            line = next(parser.stream).lineno
            body = parser.parse_statements(("name:endgeneration",), drop_needle=True)
            return nodes.Scope(body, lineno=line)

    def raise_exception(message: str) -> None:
        raise TemplateError(message)

    environment = ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=[Generation, loopcontrols]
    )
    environment.filters["tojson"] = _tojson
    environment.globals["raise_exception"] = raise_exception
    environment.globals["strftime_now"] = TODAY.strftime
    return environment


def _tojson(value: Any, indent: int | None = None) -> str:
    """Jinja's own escapes HTML."""
    return json.dumps(value, ensure_ascii=False, indent=indent)


def _limit_itself() -> None:
    try:
        resource: Any = importlib.import_module("resource")
    except ImportError:
        # Windows: there the caller's time limit is the only one.
        return
    set_limit: Callable[[int, tuple[int, int]], None] = resource.setrlimit
    set_limit(resource.RLIMIT_CORE, (0, 0))
    set_limit(resource.RLIMIT_CPU, (_CPU_S, _CPU_S + 1))
    # macOS has the name but not the limit.
    with contextlib.suppress(ValueError, OSError):
        set_limit(resource.RLIMIT_AS, (_ADDRESS_SPACE, _ADDRESS_SPACE))


if __name__ == "__main__":
    sys.exit(main())
