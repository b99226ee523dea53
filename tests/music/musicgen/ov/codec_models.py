"""Small random EnCodecs of transformers with MusicGen's structure: rates, kernels, LSTM, codebooks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

pytest.importorskip("torch")
import torch
import transformers
from torch.nn.utils import parametrize

from metabgm.music.musicgen.runtime import Audio, Codes
from metabgm.music.musicgen.shape import CodecShape, DecoderShape, MusicGenShape, TextEncoderShape

# The models are too small for several threads, which the tests beside them would only wait for.
torch.set_num_threads(1)

PREFIX = "audio_encoder."
CODES = 64
CODEBOOKS = 4
HOP = 640
_TEXT = TextEncoderShape(layers=1, width=8, heads=1, head_width=8, ff_width=8, vocabulary=8)


@dataclass(frozen=True)
class SmallCodec:
    """``model``: the reference. Its state dict, weight norm folded, is what a checkpoint would give."""

    model: Any
    shape: MusicGenShape

    @property
    def channels(self) -> int:
        return 2 if self.shape.decoder.stereo else 1

    @property
    def codebooks(self) -> int:
        return self.shape.decoder.codebooks

    @property
    def names(self) -> list[str]:
        return [PREFIX + name for name in self.model.state_dict()]

    def tensor(self, name: str) -> NDArray[np.float32]:
        values: NDArray[np.float32] = self.model.state_dict()[name.removeprefix(PREFIX)].numpy()
        return values

    def random_codes(self, frames: int, seed: int = 0) -> Codes:
        return np.random.default_rng(seed).integers(0, CODES, (self.codebooks, frames))

    def decoded(self, codes: Codes) -> Audio:
        """The whole decode; the channels of stereo one after the other, as transformers does."""
        channels = self.channels
        with torch.no_grad():
            planes = [
                self.model.decode(torch.from_numpy(codes[channel::channels].copy())[None, None], [None])[0][0]
                for channel in range(channels)
            ]
        audio: Audio = torch.cat(planes).numpy().T
        return audio

    def encoded(self, audio: Audio) -> Codes:
        codes = np.zeros((self.codebooks, -(-len(audio) // HOP)), np.int64)
        with torch.no_grad():
            for channel in range(self.channels):
                plane = torch.from_numpy(audio[:, channel].copy())[None, None]
                codes[channel :: self.channels] = self.model.encode(plane)[0][0, 0].numpy()
        return codes


def small_codec(
    *,
    stereo: bool = False,
    padding: str = "reflect",
    shortcut: bool = False,
    residual_layers: int = 1,
    ratios: tuple[int, ...] = (8, 5, 4, 4),
    rate: int = 32_000,
) -> SmallCodec:
    torch.manual_seed(7)
    config = transformers.EncodecConfig(
        sampling_rate=rate,
        num_filters=4,
        hidden_size=16,
        upsampling_ratios=list(ratios),
        num_residual_layers=residual_layers,
        use_causal_conv=False,
        pad_mode=padding,
        codebook_size=CODES,
        use_conv_shortcut=shortcut,
        # As much as four codebooks of 6 bits take, 50 times a second.
        target_bandwidths=[1.2],
    )
    model = transformers.EncodecModel(config).eval()
    for module in model.modules():
        if parametrize.is_parametrized(module):
            parametrize.remove_parametrizations(module, "weight")
    with torch.no_grad():
        _made_lively(model)
    codec = CodecShape(
        rate=rate,
        channels=1,
        filters=4,
        width=16,
        ratios=ratios,
        codebooks=CODEBOOKS,
        codes=CODES,
        kernel=7,
        last_kernel=7,
        residual_kernel=3,
        residual_layers=residual_layers,
        compress=2,
        lstm_layers=2,
        dilation_growth=2,
        causal=False,
        padding=padding,
        shortcut=shortcut,
    )
    books = CODEBOOKS * (2 if stereo else 1)
    decoder = DecoderShape(1, 8, 1, 8, books, CODES, 8, 100, stereo)
    return SmallCodec(model, MusicGenShape(_TEXT, decoder, codec))


def _made_lively(model: Any) -> None:
    """As they are initialised, networks hardly hear what they are given: errors would stay below 1e-4.

    Here audio is about as loud as music, every layer matters and the LSTM remembers for a second.
    """
    for name, values in [*model.named_parameters(), *model.named_buffers()]:
        if name.endswith("codebook.embed"):
            values.normal_()
        elif "lstm.weight" in name:
            values.normal_(std=values.shape[1] ** -0.5)
        elif "lstm.bias" in name:
            values.normal_(std=0.3)
            size = len(values) // 4
            values[size : 2 * size] += 1.5
        elif name.endswith("conv.weight"):
            values.normal_(std=1.2 * (values.shape[1] * values.shape[2]) ** -0.5)
        elif name.endswith("conv.bias"):
            values.normal_(std=0.3)
