"""One piece's run of the decoder, with its cache."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import openvino as ov

from metabgm.music.musicgen.networks.decoder_positions import sinusoids
from metabgm.music.musicgen.networks.weights import Array
from metabgm.music.musicgen.ov.compiled import fault
from metabgm.music.musicgen.runtime import Codes, Logits

PRIMED_A_CALL = 8
"""States of a prefix, for the reason that a prompt is read in such portions."""


class DecoderRun:
    """A ``Decoding`` on a request of its own.

    Positions count on when the cache is cut and start again when it is emptied, with ``keep_last(0)``:
    to be done before they pass those the model was trained on. A melody model's prefix always stays.
    """

    def __init__(
        self, request: Any, held: Mapping[str, Array], rows: int, prefix: Array | None = None
    ) -> None:
        """``request`` of the decoder's graph; ``held``: its inputs that are the same in every call.

        ``prefix``: (rows, n, width), what goes before the music; None where the graph has no such input.
        """
        self._request, self._rows, self._prefix = request, rows, prefix
        self._position = self._length = self._primed = 0
        model = request.get_compiled_model()
        self._codebooks = int(model.output("logits").partial_shape[1].get_length())
        self._codes = int(model.output("logits").partial_shape[2].get_length())
        self._width = int(model.input("positions").partial_shape[1].get_length())
        # Held here: the request looks into the arrays and doesn't keep them alive.
        self._held = {**held, "beams": np.arange(rows, dtype=np.int32)}
        for name, array in self._held.items():
            request.set_tensor(name, ov.Tensor(array, shared_memory=True))

    @property
    def rows(self) -> int:
        """1 without classifier-free guidance, 2 with it."""
        return self._rows

    @property
    def length(self) -> int:
        """Steps in the cache."""
        return self._length

    def feed(self, steps: Codes) -> Logits:
        """As ``Decoding.feed``; tokens 0..codes, ``codes`` being the padding one."""
        if steps.ndim != 2 or steps.shape[0] != self._codebooks or not steps.shape[1]:
            raise ValueError(f"steps: shape {steps.shape}, expected ({self._codebooks}, 1 or more)")
        if steps.min() < 0 or steps.max() > self._codes:
            raise ValueError(f"steps: tokens {steps.min()}..{steps.max()}, expected 0..{self._codes}")
        while self.prime():
            pass
        logits = self._infer(steps, 0)
        self._length += steps.shape[1]
        return logits

    def prime(self) -> bool:
        """As ``Primed.prime``."""
        if self._primed == self._before:
            return False
        count = min(PRIMED_A_CALL, self._before - self._primed)
        self._infer(np.zeros((self._codebooks, 0), np.int64), count)
        self._primed += count
        return self._primed < self._before

    @property
    def _before(self) -> int:
        return 0 if self._prefix is None else self._prefix.shape[1]

    def _infer(self, steps: Codes, states: int) -> Logits:
        """``states``: how many more of the prefix."""
        count = states + steps.shape[1]
        inputs = {
            "tokens": np.ascontiguousarray(steps, np.int64),
            "positions": sinusoids(self._position, count, self._width),
        }
        if self._prefix is not None:
            more = self._prefix[:, self._primed : self._primed + states]
            inputs["prefix"] = np.ascontiguousarray(more)
        try:
            logits: Logits = self._request.infer(inputs)["logits"]
        except (RuntimeError, MemoryError) as error:
            raise fault("decoder", error) from error
        self._position += count
        return logits

    def keep_last(self, steps: int) -> None:
        """As ``Decoding.keep_last``: 0..length."""
        if not 0 <= steps <= self._length:
            raise ValueError(f"steps: {steps}, expected 0..{self._length}")
        if steps == self._length:
            return
        if steps == 0:
            self._position = self._primed
        if steps == self._primed == 0:
            self._request.reset_state()
        else:
            for state in self._request.query_state():
                # A copy: a view would keep, and show, all that is forgotten.
                state.state = ov.Tensor(self._kept(state.state.data, steps))
        self._length = steps

    def _kept(self, past: Array, steps: int) -> Array:
        forgotten = slice(self._primed, past.shape[2] - steps)
        return np.delete(past, forgotten, axis=2)
