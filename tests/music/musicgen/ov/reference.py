"""transformers' MusicGen, run on the tiny checkpoint: what the graphs are held against."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ids = NDArray[np.int64]


class Reference:
    """The checkpoint's own classes, in evaluation mode, in float32 on the CPU."""

    def __init__(self, folder: Path) -> None:
        torch = pytest.importorskip("torch")
        import transformers  # noqa: PLC0415

        # Networks this small are slower on more threads, much slower where others run.
        torch.set_num_threads(1)
        self.model: Any = transformers.MusicgenForConditionalGeneration.from_pretrained(folder).eval()

    def states(self, ids: Ids) -> Floats:
        """Of the text encoder: (tokens, width)."""
        import torch  # noqa: PLC0415

        with torch.no_grad():
            found: Floats = self.model.text_encoder(input_ids=torch.tensor(ids)[None])[0][0].numpy()
        return found

    def logits(self, steps: Ids, text: Floats | None, mask: Floats | None = None) -> Floats:
        """After every step: (codebooks, steps, codes). ``text`` None: the row without any.

        ``mask``: (steps, steps), added to the scores of each step (row) for each earlier one.
        """
        import torch  # noqa: PLC0415

        with torch.no_grad():
            if text is None:
                heard = torch.zeros(1, 1, self.model.decoder.config.hidden_size)
            else:
                heard = self.model.enc_to_dec_proj(torch.tensor(text)[None])
            found: Floats = self.model.decoder(
                input_ids=torch.tensor(steps),
                encoder_hidden_states=heard,
                attention_mask=None if mask is None else torch.tensor(mask)[None, None],
                use_cache=False,
            ).logits.numpy()
        return found

    def greedy(self, ids: Ids, frames: int, scale: float) -> Ids:
        """The likeliest tokens by ``generate``, delayed: (codebooks, 1 + frames + largest delay)."""
        return drawn_by(self.model, ids, frames, scale)

    def audio(self, codes: Ids) -> Floats:
        """The codec's whole decode of (codebooks, frames): (frames of audio, 1)."""
        import torch  # noqa: PLC0415

        with torch.no_grad():
            found: Floats = (
                self.model.audio_encoder.decode(torch.tensor(codes)[None, None], [None])[0][0].numpy().T
            )
        return found

    def codes(self, audio: Floats) -> Ids:
        """What the codec's encoder makes of (frames of audio, 1): (codebooks, frames)."""
        import torch  # noqa: PLC0415

        with torch.no_grad():
            found: Ids = self.model.audio_encoder.encode(torch.tensor(audio.T)[None])[0][0, 0].numpy()
        return found


def drawn_by(model: Any, ids: Ids, frames: int, scale: float, **known: Any) -> Ids:
    """What ``generate`` of one of transformers' models draws greedily, delayed."""
    import torch  # noqa: PLC0415

    seen: list[Any] = []
    decoder = model.decoder.config

    def asked_whether_to_stop(steps: Any, _scores: Any) -> Any:
        seen[:] = [steps]
        return torch.zeros(len(steps), dtype=torch.bool)

    # It gives out audio; the tokens are what it asks this about.
    model.generate(
        input_ids=torch.tensor(ids)[None],
        attention_mask=torch.ones(1, ids.size, dtype=torch.long),
        do_sample=False,
        guidance_scale=scale,
        max_length=frames + decoder.num_codebooks // decoder.audio_channels,
        stopping_criteria=[asked_whether_to_stop],
        **known,
    )
    steps: Ids = seen[0].numpy()
    return steps
