"""The describer's ladder (law 4): the endpoint if any, the local model once it is there, the template."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from metabgm.describe.texts import DescribeCancelledError, Describer, DescribeRequest, Texts
from metabgm.describe.writer import WriterError
from metabgm.protocol.messages_to_mod import TextsStep
from metabgm.server.endpoint_rest import EndpointRest

log = logging.getLogger(__name__)

LOADING = "the language model is loading"

Rung = tuple[TextsStep, Describer]
_SHOWN = {"endpoint": "the endpoint", "llama": "the language model"}


class DescriberLadder:
    """A describer that always answers. ``on_change`` runs on whatever thread changed the step."""

    def __init__(
        self,
        template: Describer,
        endpoint: Describer | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``clock``: seconds, never falling."""
        self._template, self._endpoint = template, endpoint
        self._clock = clock
        self._lock = threading.Lock()
        self._rest = EndpointRest()
        self._endpoint_reason = ""
        self._llama_reason = LOADING
        self._loading: dict[str, float] = {}
        self._llama: Describer | None = None
        self.on_change: Callable[[], None] = lambda: None

    @property
    def name(self) -> str:
        """Of the step in use."""
        return self._in_use()[1].name

    @property
    def identity(self) -> str:
        """Of the step in use."""
        return self._in_use()[1].identity

    @property
    def step(self) -> TextsStep:
        """Of the protocol's ladder."""
        return self._in_use()[0]

    @property
    def reason(self) -> str:
        """Why it is not the top step; empty when it is."""
        with self._lock:
            if self._endpoint is not None and not self._rest.taken:
                return ""
            return "; ".join(reason for reason in (self._endpoint_reason, self._llama_reason) if reason)

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

    def climb(self, llama: Describer, reason: str = "") -> None:
        """The local model is loaded. ``reason``: why it is not the one that was wanted."""
        with self._lock:
            self._llama, self._llama_reason, self._loading = llama, reason, {}
        self.on_change()

    def stay_down(self, reason: str) -> None:
        """There will be no local model: ``reason`` is one line for the player."""
        with self._lock:
            self._llama, self._llama_reason, self._loading = None, reason, {}
        self.on_change()

    def describe(self, request: DescribeRequest, cancelled: Callable[[], bool]) -> Texts:
        """A step that fails leaves the next one what is left of the patience.

        The endpoint then rests for a while, the local model for good.
        """
        began, patience_s = self._clock(), request.patience_s
        for step, describer in self._rungs(urgent=patience_s is not None):
            try:
                texts = describer.describe(request, cancelled)
            except DescribeCancelledError:
                raise
            except Exception as error:
                self._failed(step, error)
            else:
                self._succeeded(step)
                return texts
            if patience_s is not None:
                left_s = max(0.0, patience_s - (self._clock() - began))
                request = replace(request, patience_s=left_s)
        return self._template.describe(request, cancelled)

    def _in_use(self) -> Rung:
        with self._lock:
            if self._endpoint is not None and not self._rest.taken:
                return "endpoint", self._endpoint
            return ("llama", self._llama) if self._llama is not None else ("template", self._template)

    def _rungs(self, *, urgent: bool) -> Iterator[Rung]:
        """Those that a request may be spent on, above the template."""
        if self._endpoint is not None and self._rest.may_try(self._clock(), urgent=urgent):
            yield "endpoint", self._endpoint
        llama = self._llama
        if llama is not None:
            yield "llama", llama

    def _failed(self, step: TextsStep, error: Exception) -> None:
        expected = isinstance(error, WriterError)
        line = str(error) if expected else f"{type(error).__name__}: {error}"
        log.warning("%s failed: %s", _SHOWN[step], line, exc_info=None if expected else error)
        if step == "llama":
            self.stay_down(f"the language model failed ({line})")
            return
        with self._lock:
            rest_s = self._rest.begin(self._clock())
            self._endpoint_reason = f"{line}; next try in {rest_s:.0f} s"
        self.on_change()

    def _succeeded(self, step: TextsStep) -> None:
        if step != "endpoint" or not self._rest.taken:
            return
        with self._lock:
            self._rest.end()
            self._endpoint_reason = ""
        log.info("the endpoint answers again")
        self.on_change()
