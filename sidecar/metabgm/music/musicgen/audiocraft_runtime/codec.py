"""audiocraft's EnCodec, streamed: its decoder in two parts, the way StreamedDecode runs them."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor

from metabgm.music.musicgen.audiocraft_runtime.modules import codec
from metabgm.music.musicgen.networks.codec_plan import CodecPlan, checked_audio, codec_plan
from metabgm.music.musicgen.networks.codec_stream import Features, StreamedDecode
from metabgm.music.musicgen.networks.weights import Weights
from metabgm.music.musicgen.runtime import Audio, Codes
from metabgm.music.musicgen.torch_runtime.arithmetic import Arithmetic
from metabgm.music.musicgen.torch_runtime.faults import torch_faults

_FIRST_CONVOLUTION, _LSTM, _TAIL = 0, 1, 2
"""Where the decoder's layers begin: what carries a state is over before the upsampling."""


class AudiocraftCodec:
    """In float32. Used by one thread at a time, as are its streams. Raises RuntimeFaultError."""

    def __init__(self, weights: Weights, arithmetic: Arithmetic) -> None:
        self.plan = codec_plan(weights.shape)
        self._arithmetic = arithmetic.exact()
        self._model = codec(weights, self._arithmetic)

    def stream(self) -> StreamedDecode:
        """A new piece's."""
        networks = _Decoder(self.plan, self._model, self._arithmetic)
        return StreamedDecode(networks, self.plan.codec, self.plan.codebooks, self.plan.channels)

    def encode(self, audio: Audio) -> Codes:
        """Audio (frames, channels) at the codec's rate, one token's frames to 30 s. Raises ValueError."""
        plan, audio = self.plan, checked_audio(audio, self.plan)
        planes = np.ascontiguousarray(audio.T.reshape(plan.batch, plan.codec.channels, -1))
        with torch_faults("encoding audio"), torch.inference_mode(), self._arithmetic.without_tf32():
            codes, _ = self._model.encode(self._arithmetic.tensor(planes))
        return np.ascontiguousarray(codes.cpu().numpy().transpose(1, 0, 2).reshape(plan.codebooks, -1))


class _Decoder:
    """With the state of one piece."""

    def __init__(self, plan: CodecPlan, model: Any, arithmetic: Arithmetic) -> None:
        self._plan, self._arithmetic = plan, arithmetic
        self._quantizer = model.quantizer.vq
        layers = model.decoder.model
        self._convolution = layers[_FIRST_CONVOLUTION].conv
        self._lstm = layers[_LSTM].lstm
        self._tail = layers[_TAIL:]
        self._states: tuple[Tensor, Tensor] | None = None

    def head(self, codes: Codes) -> Features:
        plan = self._plan
        # Codebooks of stereo come left, right, left, right.
        split = codes.reshape(plan.codec.codebooks, plan.batch, -1)
        moved = torch.from_numpy(np.ascontiguousarray(split)).to(self._arithmetic.device)
        # The code past the last stands for zeros.
        blank = moved == plan.codec.codes
        with torch_faults("decoding tokens"), torch.inference_mode(), self._arithmetic.without_tf32():
            x = self._quantizer.decode(moved.masked_fill(blank, 0))
            x = self._convolution(x.masked_fill(blank[0][:, None], 0.0))
            steps = x.permute(2, 0, 1)
            y, self._states = self._lstm(steps, self._states)
            features: Features = (y + steps).permute(1, 2, 0).cpu().numpy()
        return features

    def tail(self, features: Features) -> Audio:
        moved = self._arithmetic.tensor(np.ascontiguousarray(features))
        with torch_faults("decoding tokens"), torch.inference_mode(), self._arithmetic.without_tf32():
            audio = self._tail(moved).cpu().numpy()
        return np.ascontiguousarray(audio.reshape(self._plan.channels, -1).T)
