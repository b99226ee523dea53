"""The decoder's network on OpenVINO, with the cache of one piece."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import openvino as ov

from metabgm.music.musicgen.networks.weights import Array
from metabgm.music.musicgen.ov.compiled import fault
from metabgm.music.musicgen.runtime import Codes, Logits, RuntimeFaultError

AT_ONCE = 5
"""Steps of a call: 40 ms on two cores (8 are 54), within which it can't be interrupted."""

_STATES_AT_ONCE = 8


class OpenVinoCachedDecoder:
    """A ``CachedDecoder`` on a request of its own."""

    def __init__(self, request: Any, held: Mapping[str, Array], rows: int) -> None:
        """``request`` of the decoder's graph; ``held``: its inputs that are the same in every call."""
        self._request = request
        self._interrupted = False
        self._kept: Array = np.empty((0, 0, 0, 0, 0), np.float32)
        model = request.get_compiled_model()
        self.codebooks = int(model.output("logits").partial_shape[1].get_length())
        self.codes = int(model.output("logits").partial_shape[2].get_length())
        self.width = int(model.input("positions").partial_shape[1].get_length())
        # Held here: the request looks into the arrays and doesn't keep them alive.
        self._held = {**held, "beams": np.arange(rows, dtype=np.int32)}
        for name, array in self._held.items():
            request.set_tensor(name, ov.Tensor(array, shared_memory=True))

    def append(self, steps: Codes, positions: Array, prefix: Array | None) -> Logits:
        """As ``CachedDecoder.append``."""
        before = 0 if prefix is None else prefix.shape[1]
        logits = self._call(steps[:, :AT_ONCE], positions[: before + AT_ONCE], prefix)
        for first in range(AT_ONCE, steps.shape[1], AT_ONCE):
            some = positions[before + first : before + first + AT_ONCE]
            none = None if prefix is None else prefix[:, :0]
            logits = self._call(steps[:, first : first + AT_ONCE], some, none)
        return logits

    def _call(self, steps: Codes, positions: Array, prefix: Array | None) -> Logits:
        inputs = {"tokens": np.ascontiguousarray(steps), "positions": positions}
        if prefix is not None:
            inputs["prefix"] = np.ascontiguousarray(prefix)
        self._check()
        try:
            logits: Logits = self._request.infer(inputs)["logits"]
        except (RuntimeError, MemoryError) as error:
            raise fault("decoder", error) from error
        return logits

    def keep(self, first: int, last: int) -> None:
        """As ``CachedDecoder.keep``."""
        if first == last == 0:
            self._request.reset_state()
            return
        states = self._request.query_state()
        # Several are read before one is written: what is written in between lies where the next would be read
        # to, and memory grows by a cache in float32.
        for some in (states[at : at + _STATES_AT_ONCE] for at in range(0, len(states), _STATES_AT_ONCE)):
            self._check()
            for place, state in enumerate(some):
                self._take(place, state.state.data, first, last)
            for place, state in enumerate(some):
                # A state copies what it is given, but holds on to the tensor.
                state.state = ov.Tensor(self._kept[place], shared_memory=True)

    def _take(self, place: int, past: Array, first: int, last: int) -> None:
        shape = (_STATES_AT_ONCE, *past.shape[:2], first + last, past.shape[3])
        if self._kept.shape != shape:
            self._kept = np.empty(shape, np.float32)
        self._kept[place, :, :, :first] = past[:, :, :first]
        self._kept[place, :, :, first:] = past[:, :, past.shape[2] - last :]

    def interrupt(self) -> None:
        """As ``CachedDecoder.interrupt``: before the next call of the graph, or the next part of the cache.

        Never within a call. OpenVINO can do that, but the requests of a graph share the shapes of its nodes:
        the next one's first call then fails or, worse, makes something else of its tokens.
        """
        self._interrupted = True

    def _check(self) -> None:
        if self._interrupted:
            raise RuntimeFaultError("decoder: interrupted")
