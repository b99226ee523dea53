"""One piece's run of audiocraft's language model."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor

from metabgm.music.musicgen.audiocraft_runtime.modules import TEXT
from metabgm.music.musicgen.runtime import Codes, Logits
from metabgm.music.musicgen.torch_runtime.faults import torch_faults

_STEPS_AXIS = 1
_PAST = ("past_keys", "past_values")


class AudiocraftRun:
    """A ``Decoding``. The model's streaming state is this run's while it is fed, and kept here in between."""

    def __init__(self, model: Any, text: Tensor) -> None:
        """``text``: what each row follows, projected: (rows, tokens, width), zeros where a row hears less."""
        self._model = model
        self._condition = {TEXT: (text, torch.ones(text.shape[:2], device=text.device))}
        self._state: dict[str, Any] = {}
        self._length = 0

    @property
    def rows(self) -> int:
        """1 without classifier-free guidance, 2 with it."""
        return len(self._condition[TEXT][0])

    @property
    def length(self) -> int:
        """Steps in the cache."""
        return self._length

    def feed(self, steps: Codes) -> Logits:
        """As ``Decoding.feed``."""
        text, _ = self._condition[TEXT]
        fed = torch.from_numpy(np.ascontiguousarray(steps, np.int64)).to(text.device)
        with torch_faults("decoder"), torch.inference_mode(), self._model.streaming():
            self._model.set_streaming_state(self._state)
            made = self._model(fed.expand(self.rows, -1, -1), [], self._condition)
            self._state = self._model.get_streaming_state()
            logits: Logits = made[:, :, -1].float().cpu().numpy()
        self._length += steps.shape[1]
        return logits

    def keep_last(self, steps: int) -> None:
        """As ``Decoding.keep_last``: 0..length."""
        if not 0 <= steps <= self._length:
            raise ValueError(f"steps: {steps}, expected 0..{self._length}")
        if steps == 0:
            # The positions are in the state as well.
            self._state = {}
        elif steps < self._length:
            for name, kept in self._state.items():
                if name.endswith(_PAST):
                    first = self._length - steps
                    # A copy: a view would keep all that is forgotten.
                    self._state[name] = kept.narrow(_STEPS_AXIS, first, steps).clone()
        self._length = steps
