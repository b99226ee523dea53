"""The decoder: loaded once, then run for one piece after the other."""

from __future__ import annotations

import weakref
from collections import deque
from collections.abc import Callable

import numpy as np
import torch

from metabgm.music.musicgen.networks.text_states import HIDDEN, padded
from metabgm.music.musicgen.networks.weights import Weights
from metabgm.music.musicgen.runtime import Codes, Logits, States
from metabgm.music.musicgen.shape import DecoderShape
from metabgm.music.musicgen.torch_runtime.arithmetic import Arithmetic
from metabgm.music.musicgen.torch_runtime.decoder_memory import TEXT_TOKENS, DecoderMemory
from metabgm.music.musicgen.torch_runtime.decoder_step import Size
from metabgm.music.musicgen.torch_runtime.decoder_weights import load_decoder
from metabgm.music.musicgen.torch_runtime.faults import torch_faults
from metabgm.music.musicgen.torch_runtime.recorded_step import Step

_MOST_IDLE = 2
"""Memories kept for later runs: that of the last piece, and of the one before with another guidance."""


class Decoder:
    """One thread at a time. Raises RuntimeFaultError, and WeightsError while it is loaded.

    ``record``: see DecoderMemory.
    """

    def __init__(
        self, weights: Weights, arithmetic: Arithmetic, record: Callable[[Step], Step] | None = None
    ) -> None:
        with torch_faults("loading the decoder"):
            self._weights = load_decoder(weights, arithmetic)
        self._arithmetic = arithmetic
        self._record = record
        self._idle: deque[DecoderMemory] = deque(maxlen=_MOST_IDLE)
        self._warm_up()

    def decode(self, text: States, negative: States | None, *, guided: bool) -> DecoderRun:
        """A run with an empty cache; several may be open. ``negative`` counts only where it is guided."""
        states, mask = padded([text] if negative is None or not guided else [text, negative])
        more = -states.shape[1] % TEXT_TOKENS
        states = np.pad(states, ((0, 0), (0, more), (0, 0)))
        mask = np.pad(mask, ((0, 0), (0, 0), (0, 0), (0, more)), constant_values=HIDDEN)
        with torch_faults("decoder"), torch.inference_mode():
            memory = self._memory(Size(2 if guided else 1, *states.shape[:2]))
            memory.hear(states, mask)
        run = DecoderRun(self._weights.shape, memory)
        weakref.finalize(run, self._idle.append, memory)
        return run

    def _memory(self, size: Size) -> DecoderMemory:
        for memory in tuple(self._idle):
            if memory.size == size:
                self._idle.remove(memory)
                return memory
        return DecoderMemory(self._weights, self._arithmetic, size, self._record)

    def _warm_up(self) -> None:
        """The first step loads kernels and records: better now than between a description and its sound."""
        shape = self._weights.shape
        nothing = np.zeros((1, shape.text_width), np.float32)
        self.decode(nothing, None, guided=True).feed(np.zeros((shape.codebooks, 1), np.int64))


class DecoderRun:
    """A ``Decoding``. Positions count on when the cache is cut and start again when it is emptied."""

    def __init__(self, shape: DecoderShape, memory: DecoderMemory) -> None:
        self._shape, self._memory = shape, memory
        self._position = self._length = 0

    @property
    def rows(self) -> int:
        """1 without classifier-free guidance, 2 with it."""
        return self._memory.size.rows

    @property
    def length(self) -> int:
        """Steps in the cache."""
        return self._length

    def feed(self, steps: Codes) -> Logits:
        """As ``Decoding.feed``; tokens 0..codes, ``codes`` being the padding one."""
        books, codes = self._shape.codebooks, self._shape.codes
        if steps.ndim != 2 or steps.shape[0] != books or not steps.shape[1]:
            raise ValueError(f"steps: shape {steps.shape}, expected ({books}, 1 or more)")
        if steps.min() < 0 or steps.max() > codes:
            raise ValueError(f"steps: tokens {steps.min()}..{steps.max()}, expected 0..{codes}")
        steps = np.ascontiguousarray(steps, np.int64)
        with torch_faults("decoder"), torch.inference_mode():
            found = self._memory.append(steps, self._length, self._position)
            # A copy: what was recorded writes into the same place again.
            logits: Logits = np.array(found.cpu().numpy())
        self._position += steps.shape[1]
        self._length += steps.shape[1]
        return logits

    def keep_last(self, steps: int) -> None:
        """As ``Decoding.keep_last``: 0..length."""
        if not 0 <= steps <= self._length:
            raise ValueError(f"steps: {steps}, expected 0..{self._length}")
        if steps == 0:
            self._position = 0
        elif steps < self._length:
            with torch_faults("decoder"), torch.inference_mode():
                self._memory.move(self._length - steps, steps)
        self._length = steps
