"""transformers' melody MusicGen, run on the tiny checkpoint."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from metabgm.music.musicgen.runtime import Chroma
from tests.music.musicgen.ov.reference import Floats, Ids, drawn_by


class MelodyReference:
    """The checkpoint's own classes, in evaluation mode, in float32 on the CPU."""

    def __init__(self, folder: Path) -> None:
        torch = pytest.importorskip("torch")
        import transformers  # noqa: PLC0415

        torch.set_num_threads(1)
        self.model: Any = transformers.MusicgenMelodyForConditionalGeneration.from_pretrained(folder).eval()

    def states(self, ids: Ids) -> Floats:
        """Of the text encoder: (tokens, width)."""
        import torch  # noqa: PLC0415

        with torch.no_grad():
            found: Floats = self.model.text_encoder(input_ids=torch.tensor(ids)[None])[0][0].numpy()
        return found

    def logits(self, steps: Ids, ids: Ids, melody: Chroma | None, *, silent: bool = False) -> Floats:
        """After every step: (codebooks, steps, codes). ``silent``: the text is there and says nothing."""
        import torch  # noqa: PLC0415

        with torch.no_grad():
            found: Floats = self.model(
                input_ids=torch.tensor(ids)[None],
                attention_mask=torch.full((1, len(ids)), 0 if silent else 1),
                input_features=None if melody is None else torch.tensor(melody)[None],
                decoder_input_ids=torch.tensor(steps),
                use_cache=False,
            ).logits.numpy()
        return found[:, -steps.shape[1] :]

    def logits_without(
        self, steps: Ids, text: Floats, melody: Chroma, first: int, forgotten: slice
    ) -> Floats:
        """The same with the steps ``forgotten`` hidden from step ``first`` on."""
        import torch  # noqa: PLC0415

        with torch.no_grad():
            network = self.model.decoder.model.decoder
            chroma = self.model.audio_enc_to_dec_proj(torch.tensor(melody)[None])
            before = torch.cat([chroma, self.model.enc_to_dec_proj(torch.tensor(text)[None])], 1)
            embedded = sum(
                table(torch.tensor(row)[None]) for table, row in zip(network.embed_tokens, steps, strict=True)
            )
            states = torch.cat([before, embedded], 1)
            mask = torch.full((states.shape[1], states.shape[1]), -torch.inf).triu(1)
            at = before.shape[1]
            mask[at + first :, at + forgotten.start : at + forgotten.stop] = -torch.inf
            out = network(inputs_embeds=states, attention_mask=mask[None, None], use_cache=False)[0]
            logits: Floats = torch.stack([head(out[0, at:]) for head in self.model.decoder.lm_heads]).numpy()
        return logits

    def greedy(self, ids: Ids, melody: Chroma | None, frames: int, scale: float) -> Ids:
        """The likeliest tokens by ``generate``, delayed: (codebooks, 1 + frames + 3)."""
        import torch  # noqa: PLC0415

        known = {} if melody is None else {"input_features": torch.tensor(melody)[None]}
        return drawn_by(self.model, ids, frames, scale, **known)


def random_melody(frames: int, seed: int = 1) -> Chroma:
    """A pitch class a frame."""
    return np.eye(12, dtype=np.float32)[np.random.default_rng(seed).integers(0, 12, frames)]
