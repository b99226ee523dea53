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


class DecoderRun:
    """A ``Decoding`` on a request of its own.

    Positions count on when the cache is cut and start again at 0 when it is emptied, with ``keep_last(0)``:
    to be done before they pass those the model was trained on.
    """

    def __init__(self, request: Any, text: Mapping[str, Array], mask: Array, rows: int) -> None:
        """``request`` of the decoder's graph; ``text``: its ``key.N`` and ``value.N``; ``mask``: its own."""
        self._request, self._rows = request, rows
        self._position = self._length = 0
        model = request.get_compiled_model()
        self._codebooks = int(model.output("logits").partial_shape[1].get_length())
        self._codes = int(model.output("logits").partial_shape[2].get_length())
        self._width = int(model.input("positions").partial_shape[1].get_length())
        # Held here: the request looks into the arrays and doesn't keep them alive.
        self._held = {**text, "mask": mask, "beams": np.arange(rows, dtype=np.int32)}
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
        count = steps.shape[1]
        inputs = {
            "tokens": np.ascontiguousarray(steps, np.int64),
            "positions": sinusoids(self._position, count, self._width),
        }
        try:
            logits: Logits = self._request.infer(inputs)["logits"]
        except (RuntimeError, MemoryError) as error:
            raise fault("decoder", error) from error
        self._position += count
        self._length += count
        return logits

    def keep_last(self, steps: int) -> None:
        """As ``Decoding.keep_last``: 0..length."""
        if not 0 <= steps <= self._length:
            raise ValueError(f"steps: {steps}, expected 0..{self._length}")
        if steps == 0:
            self._request.reset_state()
            self._position = 0
        elif steps < self._length:
            for state in self._request.query_state():
                # A copy: a view would keep, and show, all that is forgotten.
                state.state = ov.Tensor(np.array(state.state.data[:, :, -steps:]))
        self._length = steps
