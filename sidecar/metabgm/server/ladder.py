"""The describer's ladder: the language model once it is there, the template until then (law 4)."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from metabgm.describe.texts import DescribeCancelledError, Describer, DescribeRequest, Texts
from metabgm.protocol.messages_to_mod import TextsStep

log = logging.getLogger(__name__)

LOADING = "the language model is loading"


class DescriberLadder:
    """A describer that always answers. ``on_change`` runs on whatever thread changed the step."""

    def __init__(self, template: Describer) -> None:
        self._template = template
        self._llama: Describer | None = None
        self._lock = threading.Lock()
        self._reason = LOADING
        self._loading: dict[str, float] = {}
        self.on_change: Callable[[], None] = lambda: None

    @property
    def name(self) -> str:
        """Of the step in use."""
        return (self._llama or self._template).name

    @property
    def step(self) -> TextsStep:
        """Of the protocol's ladder."""
        return "llama" if self._llama is not None else "template"

    @property
    def reason(self) -> str:
        """Why it is not the top step; empty when it is."""
        return self._reason

    @property
    def loading(self) -> dict[str, float]:
        """What still loads -> fraction 0..1."""
        with self._lock:
            return dict(self._loading)

    def progress(self, what: str, fraction: float) -> None:
        """The model comes nearer; whole percents are told on."""
        with self._lock:
            before = self._loading.get(what, -1.0)
            self._loading = {what: min(1.0, max(0.0, fraction))}
            told_already = int(before * 100) == int(fraction * 100)
        if not told_already:
            self.on_change()

    def climb(self, llama: Describer) -> None:
        """The model is loaded."""
        with self._lock:
            self._llama, self._reason, self._loading = llama, "", {}
        self.on_change()

    def stay_down(self, reason: str) -> None:
        """There will be no model: ``reason`` is one line for the player."""
        with self._lock:
            self._llama, self._reason, self._loading = None, reason, {}
        self.on_change()

    def describe(self, request: DescribeRequest, cancelled: Callable[[], bool]) -> Texts:
        """Falls to the template for good when the model itself fails."""
        llama = self._llama
        if llama is not None:
            try:
                return llama.describe(request, cancelled)
            except DescribeCancelledError:
                raise
            except Exception as error:
                log.exception("the language model failed")
                self.stay_down(f"the language model failed ({type(error).__name__}: {error})")
        return self._template.describe(request, cancelled)
