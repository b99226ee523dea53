"""audiocraft's networks behind the engine's Runtime protocol."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from metabgm.music.musicgen.audiocraft_runtime.codec import AudiocraftCodec
from metabgm.music.musicgen.audiocraft_runtime.decoding import AudiocraftRun
from metabgm.music.musicgen.audiocraft_runtime.modules import language_model
from metabgm.music.musicgen.checkpoint.tensor_folder import TensorFolder
from metabgm.music.musicgen.networks.text_states import padded
from metabgm.music.musicgen.networks.text_tokens import TextTokens
from metabgm.music.musicgen.networks.weights import Weights, WeightsError, take
from metabgm.music.musicgen.runtime import (
    Audio,
    Chroma,
    CodecStream,
    Codes,
    Decoding,
    RuntimeFaultError,
    States,
)
from metabgm.music.musicgen.shape import MusicGenShape
from metabgm.music.musicgen.torch_runtime.arithmetic import Arithmetic, arithmetic_for, best_device
from metabgm.music.musicgen.torch_runtime.faults import torch_faults
from metabgm.music.musicgen.torch_runtime.t5 import TextEncoder


class AudiocraftRuntime:
    """One thread at a time.

    The text encoder is our own: audiocraft's is transformers' T5, which it would fetch by its name.
    """

    def __init__(self, weights: Weights, words: TextTokens, arithmetic: Arithmetic) -> None:
        """``weights`` may be closed afterwards. Raises RuntimeFaultError."""
        self._shape = shape = weights.shape
        self._words, self._arithmetic = words, arithmetic
        width, text_width = shape.decoder.width, shape.decoder.text_width
        try:
            self._text = TextEncoder(weights, arithmetic.exact())
            self._text_in = arithmetic.matrix(take(weights, "enc_to_dec_proj.weight", width, text_width))
            self._text_shift = arithmetic.tensor(take(weights, "enc_to_dec_proj.bias", width))
            with torch_faults("loading audiocraft's modules"):
                self._model = language_model(weights, arithmetic)
                self._codec = AudiocraftCodec(weights, arithmetic)
        except WeightsError as error:
            raise RuntimeFaultError(str(error)) from error

    @property
    def shape(self) -> MusicGenShape:
        """Of the checkpoint."""
        return self._shape

    def encode_text(self, text: str) -> States:
        """As Runtime has it."""
        return self._text.encode(self._words.ids(text))

    def decode(
        self, text: States, negative: States | None, *, guided: bool, melody: Chroma | None = None
    ) -> Decoding:
        """As Runtime has it, but as audiocraft batches texts: the shorter one goes on with zeros."""
        if melody is not None:
            raise ValueError(f"melody: shape {melody.shape}, expected None: the model follows a text alone")
        nothing = np.zeros((1, text.shape[1]), np.float32)
        texts = [text, nothing if negative is None else negative] if guided else [text]
        states, mask = padded(texts)
        with torch_faults("decoder"), torch.inference_mode():
            known = self._projected(states)
            known[torch.from_numpy(mask[:, 0, 0] < 0)] = 0.0
            if guided and negative is None:
                known[1] = 0.0
        return AudiocraftRun(self._model, known)

    def codec_stream(self) -> CodecStream:
        """As Runtime has it."""
        return self._codec.stream()

    def encode_audio(self, audio: Audio) -> Codes:
        """As Runtime has it; at most 30 s."""
        return self._codec.encode(audio)

    def _projected(self, states: States) -> Tensor:
        return self._text_in(self._arithmetic.tensor(states)) + self._text_shift


def load_audiocraft(folder: Path, shape: MusicGenShape, threads: int) -> AudiocraftRuntime:
    """From the folder that ``models add --runtime audiocraft`` made, onto a GPU where there is one.

    ``threads``: of all of torch in this process. Raises RuntimeFaultError, ModelError.
    """
    torch.set_num_threads(threads)
    with TensorFolder(folder, shape) as tensors:
        arithmetic = arithmetic_for(best_device(), eight_bits=False)
        return AudiocraftRuntime(tensors, TextTokens(folder), arithmetic)
