"""The memory of one run of the decoder, and the steps recorded over it."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

from metabgm.music.musicgen.networks.decoder_positions import sinusoids
from metabgm.music.musicgen.networks.weights import Array
from metabgm.music.musicgen.runtime import Codes
from metabgm.music.musicgen.torch_runtime.arithmetic import Arithmetic
from metabgm.music.musicgen.torch_runtime.decoder_step import Fed, Size, StaticCache, step
from metabgm.music.musicgen.torch_runtime.decoder_weights import DecoderWeights
from metabgm.music.musicgen.torch_runtime.recorded_step import Step

CAPACITY = 512
"""Steps there is room for at first: the window's 400, and a prompt's last call."""
REACH = 128
"""Recorded steps look at a multiple of so many slots, so that four recordings serve a whole window."""
TEXT_TOKENS = 32
"""Texts are filled up to a multiple of so many tokens: 20 words fit."""


class DecoderMemory:
    """Used by one run at a time, by any number one after the other.

    ``record``: makes a step that is called again and again quicker, where the device can; None: each step is
    computed as it comes, over just the slots that are filled.
    """

    def __init__(
        self,
        weights: DecoderWeights,
        arithmetic: Arithmetic,
        size: Size,
        record: Callable[[Step], Step] | None,
    ) -> None:
        self.size = size
        self._weights, self._arithmetic, self._record = weights, arithmetic, record
        self._cache = StaticCache.empty(weights.shape, arithmetic, size, CAPACITY)
        device, books = arithmetic.device, weights.shape.codebooks
        self._fed = Fed(
            tokens=torch.zeros((books, 1), dtype=torch.int64, device=device),
            positions=torch.zeros((1, weights.shape.width), dtype=arithmetic.dtype, device=device),
            slots=torch.zeros(1, dtype=torch.int64, device=device),
        )
        self._recorded: dict[int, Step] = {}

    def hear(self, states: Array, mask: Array) -> None:
        """``states`` (texts, tokens, width of the encoder), of the size; ``mask`` (texts, 1, 1, tokens)."""
        arithmetic = self._arithmetic
        if self._record is not None:
            # Recorded steps look at slots that aren't filled yet, where a NaN of a failed piece would count.
            self._cache.keys.zero_()
            self._cache.values.zero_()
        self._cache.hear(self._weights, arithmetic.tensor(states), arithmetic.tensor(mask))

    def append(self, steps: Codes, slot: int, position: int) -> Tensor:
        """Steps (codebooks, n) into the slots from ``slot`` on, all before which are filled.

        The logits after the last, overwritten by the next call.
        """
        count = steps.shape[1]
        self._make_room(slot + count)
        tokens = torch.from_numpy(steps)
        positions = torch.from_numpy(sinusoids(position, count, self._weights.shape.width))
        if self._record is None or count > 1:
            device = self._arithmetic.device
            slots = torch.arange(slot, slot + count, device=device)
            fed = Fed(tokens.to(device), positions.to(device, self._arithmetic.dtype), slots)
            return step(self._weights, self._cache, fed, slot + count)
        self._fed.tokens.copy_(tokens)
        self._fed.positions.copy_(positions)
        self._fed.slots.fill_(slot)
        return self._recorded_step(-(-(slot + 1) // REACH) * REACH)()

    def move(self, first: int, count: int) -> None:
        """Slots ``first``..``first + count - 1`` to the beginning."""
        for tensor in (self._cache.keys, self._cache.values):
            # They may overlap.
            tensor[:, :, :, :count] = tensor[:, :, :, first : first + count].clone()

    def _recorded_step(self, reach: int) -> Step:
        if reach not in self._recorded:
            assert self._record is not None
            self._recorded[reach] = self._record(lambda: step(self._weights, self._cache, self._fed, reach))
        return self._recorded[reach]

    def _make_room(self, steps: int) -> None:
        """What was recorded looks at the old memory, so it goes with it."""
        old = self._cache
        if steps <= old.capacity:
            return
        capacity = old.capacity
        while capacity < steps:
            capacity *= 2
        wider = StaticCache.empty(self._weights.shape, self._arithmetic, self.size, capacity)
        wider.keys[:, :, :, : old.capacity] = old.keys
        wider.values[:, :, :, : old.capacity] = old.values
        for new, known in (
            (wider.text_keys, old.text_keys),
            (wider.text_values, old.text_values),
            (wider.text_mask, old.text_mask),
        ):
            new.copy_(known)
        self._recorded.clear()
        self._cache = wider
