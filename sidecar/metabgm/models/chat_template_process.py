"""Renders chat templates in a process of their own, which is ended when it takes too long."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from metabgm.models.errors import ModelError

_MOST_CHARACTERS = 100_000
"""The longest known templates, with tools and all, have 20,000."""

_WALL_S = 10.0
"""The process limits its own computing to 2 s where the platform can; this is for where it cannot."""

Message = dict[str, str]
"""``role`` (system, user, assistant) and ``content``."""


@dataclass(frozen=True)
class Rendered:
    """``text``, or ``trouble`` in one line: what the template or Jinja had against the conversation."""

    text: str = ""
    trouble: str = ""


def render_conversations(
    template: str, conversations: Sequence[Sequence[Message]], *, bos: str, eos: str
) -> list[Rendered]:
    """Each conversation with the beginning of an answer at its end.

    Takes 0.2 s, at most 10 s. Raises ModelError if the template is too large or doesn't come to an end.
    """
    if len(template) > _MOST_CHARACTERS:
        raise ModelError(
            f"its chat template has {len(template)} characters; expected at most {_MOST_CHARACTERS}"
        )
    request = {"template": template, "conversations": conversations, "bos": bos, "eos": eos}
    try:
        worker = subprocess.run(
            [sys.executable, "-m", "metabgm.models.chat_template_worker"],
            input=json.dumps(request),
            capture_output=True,
            encoding="ascii",
            errors="replace",
            timeout=_WALL_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ModelError(f"its chat template does not end within {_WALL_S:.0f} s") from None
    if worker.returncode < 0:
        signal = f"signal {-worker.returncode}"
        raise ModelError(f"its chat template takes too long or too much memory (its process got {signal})")
    if worker.returncode != 0:
        last = (worker.stderr.strip().splitlines() or [f"exit {worker.returncode}"])[-1]
        raise ModelError(f"its chat template cannot be rendered: {last}")
    return [Rendered(**result) for result in json.loads(worker.stdout)]
