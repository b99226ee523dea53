"""transformers' own MusicGen behind the Runtime protocol, and what its generate draws."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
import transformers
from transformers.modeling_outputs import BaseModelOutput

from metabgm.music.musicgen.runtime import Chroma, Codes, Decoding, Logits, States
from metabgm.music.musicgen.shape import MusicGenShape


class TransformersDecoding:
    """Without a cache: all that it was fed is read again each time."""

    def __init__(self, model: Any, states: Any, mask: Any) -> None:
        self._model, self._states, self._mask = model, states, mask
        self._steps = torch.empty((model.decoder.num_codebooks, 0), dtype=torch.long)

    @property
    def rows(self) -> int:
        return len(self._states)

    @property
    def length(self) -> int:
        return int(self._steps.shape[1])

    def feed(self, steps: Codes) -> Logits:
        self._steps = torch.cat([self._steps, torch.from_numpy(steps)], dim=1)
        with torch.no_grad():
            logits = self._model(
                attention_mask=self._mask,
                encoder_outputs=BaseModelOutput(self._states),
                decoder_input_ids=self._steps.repeat(self.rows, 1),
                use_cache=False,
            ).logits[:, -1]
        return np.asarray(logits.reshape(self.rows, len(self._steps), -1).numpy())

    def keep_last(self, steps: int) -> None:
        # The rest would have to be known to layers above the first, as they were in a cache.
        assert steps == 0
        self._steps = self._steps[:, :0]


class TransformersRuntime:
    def __init__(self, folder: Path, shape: MusicGenShape) -> None:
        self.model: Any = transformers.MusicgenForConditionalGeneration.from_pretrained(folder).eval()
        self.shape = shape
        self._tokenizer: Any = transformers.AutoTokenizer.from_pretrained(folder)

    def ids(self, text: str) -> Any:
        return self._tokenizer(text, return_tensors="pt").input_ids

    def encode_text(self, text: str) -> States:
        with torch.no_grad():
            states = self.model.text_encoder(input_ids=self.ids(text)).last_hidden_state[0]
        return np.asarray(states.numpy())

    def decode(
        self, text: States, negative: States | None, *, guided: bool, melody: Chroma | None = None
    ) -> Decoding:
        assert negative is None
        assert melody is None
        states = torch.from_numpy(text)[None]
        mask = torch.ones(states.shape[:2], dtype=torch.long)
        if guided:
            # As its generate makes the row that no text steers.
            states = torch.cat([states, torch.zeros_like(states)])
            mask = torch.cat([mask, torch.zeros_like(mask)])
        return TransformersDecoding(self.model, states, mask)

    def generated(self, text: str, frames: int, guidance: float, prompt: Codes | None = None) -> Codes:
        """What transformers draws greedily, the prompt included: (codebooks, frames)."""
        drawn: list[Any] = []
        decode = self.model.audio_encoder.decode

        def overheard(codes: Any, **others: Any) -> Any:
            drawn.append(codes)
            return decode(codes, **others)

        self.model.audio_encoder.decode = overheard
        try:
            ids = self.ids(text)
            lag = self.shape.decoder.codebooks // (2 if self.shape.decoder.stereo else 1)
            known = {} if prompt is None else {"decoder_input_ids": torch.from_numpy(prompt)}
            self.model.generate(
                input_ids=ids,
                attention_mask=torch.ones_like(ids),
                do_sample=False,
                guidance_scale=guidance,
                max_length=frames + lag,
                **known,
            )
        finally:
            self.model.audio_encoder.decode = decode
        if self.shape.decoder.stereo:
            left, right = (codes[0, 0].numpy() for codes in drawn)
            return np.asarray(np.stack([left, right], axis=1).reshape(-1, left.shape[1]))
        return np.asarray(drawn[0][0, 0].numpy())
