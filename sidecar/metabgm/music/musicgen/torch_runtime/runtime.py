"""MusicGen on torch: all its networks behind the engine's Runtime protocol."""

from __future__ import annotations

from pathlib import Path

import torch

from metabgm.music.musicgen.checkpoint.tensor_folder import TensorFolder
from metabgm.music.musicgen.networks.text_tokens import TextTokens
from metabgm.music.musicgen.networks.weights import Weights, WeightsError
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
from metabgm.music.musicgen.torch_runtime.arithmetic import Arithmetic, Device, arithmetic_for, best_device
from metabgm.music.musicgen.torch_runtime.codec import Codec
from metabgm.music.musicgen.torch_runtime.decoder import Decoder
from metabgm.music.musicgen.torch_runtime.recorded_step import recorded
from metabgm.music.musicgen.torch_runtime.t5 import TextEncoder


class TorchRuntime:
    """One thread at a time."""

    def __init__(self, weights: Weights, words: TextTokens, arithmetic: Arithmetic) -> None:
        """``weights`` may be closed afterwards. Raises RuntimeFaultError."""
        self._shape = weights.shape
        self._words = words
        # T5 overflows float16, and runs once a piece.
        on_gpu = arithmetic.device.type == "cuda"
        careful = arithmetic.exact() if on_gpu else arithmetic
        try:
            self._text = TextEncoder(weights, careful)
            self._decoder = Decoder(weights, arithmetic, recorded if on_gpu else None)
            self._codec = Codec(weights, arithmetic)
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
        """As Runtime has it."""
        if melody is not None:
            raise ValueError(f"melody: shape {melody.shape}, expected None: the model follows a text alone")
        return self._decoder.decode(text, negative, guided=guided)

    def codec_stream(self) -> CodecStream:
        """As Runtime has it."""
        return self._codec.stream()

    def encode_audio(self, audio: Audio) -> Codes:
        """As Runtime has it; at most 30 s."""
        return self._codec.encode(audio)


def load_torch(
    folder: Path,
    shape: MusicGenShape,
    threads: int,
    device: Device | None = None,
    *,
    eight_bits: bool = False,
) -> TorchRuntime:
    """From the folder that ``models add --runtime torch`` made. ``device``: None: a GPU where there is one.

    ``threads``: of all of torch in this process, while it computes on the CPU. ``eight_bits``: matrices are
    rounded to 8 bits there. On a GPU they are in half precision. Raises RuntimeFaultError, ModelError.
    """
    torch.set_num_threads(threads)
    arithmetic = arithmetic_for(device or best_device(), eight_bits=eight_bits)
    with TensorFolder(folder, shape) as tensors:
        return TorchRuntime(tensors, TextTokens(folder), arithmetic)
