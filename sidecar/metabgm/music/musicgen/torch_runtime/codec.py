"""EnCodec on torch: tokens to audio as they come, and audio to tokens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import torch

from metabgm.music.musicgen.networks.codec_padding import front_reach
from metabgm.music.musicgen.networks.codec_plan import CodecPlan, checked_audio, codec_plan
from metabgm.music.musicgen.networks.codec_stream import BLOCK, Features, Networks, StreamedDecode
from metabgm.music.musicgen.networks.weights import Weights
from metabgm.music.musicgen.runtime import Audio, Codes
from metabgm.music.musicgen.torch_runtime.arithmetic import Arithmetic
from metabgm.music.musicgen.torch_runtime.codec_layers import Layer
from metabgm.music.musicgen.torch_runtime.codec_networks import Back, Head, front, tail
from metabgm.music.musicgen.torch_runtime.faults import torch_faults


class Codec:
    """In float32 on any device. Used by one thread at a time, as are its streams.

    Raises RuntimeFaultError; while it is loaded ValueError for a codec that is not of MusicGen's kind or a
    tensor of another shape.
    """

    def __init__(self, weights: Weights, arithmetic: Arithmetic) -> None:
        self.plan = codec_plan(weights.shape)
        self._arithmetic = exact = arithmetic.exact()
        with torch_faults("loading the codec"):
            self._head, self._tail = Head(weights, exact), tail(weights, exact)
            self._front, self._back = front(weights, exact), Back(weights, exact)

    def stream(self) -> StreamedDecode:
        """A new piece's."""
        return StreamedDecode(self.networks(), self.plan.codec, self.plan.codebooks, self.plan.channels)

    def networks(self) -> Networks:
        """The decoder at the start of a piece."""
        return _Decoder(self.plan, self._head, self._tail, self._arithmetic)

    def encode(self, audio: Audio) -> Codes:
        """Audio (frames, channels) at the codec's rate; a last token that is not full is filled up.

        At least one token's frames, at most 30 s. Raises ValueError, RuntimeFaultError.
        """
        plan, audio = self.plan, checked_audio(audio, self.plan)
        planes = audio.T.reshape(plan.batch, plan.codec.channels, -1)
        hop, reach = plan.codec.hop, front_reach(plan.codec)
        features = []
        with _computing("encoding audio", self._arithmetic):
            for token in range(0, -(-len(audio) // hop), BLOCK):
                # A last token that is hardly begun is filled up with the mirror of up to the two before.
                start = max(0, token - reach - 2)
                block = np.ascontiguousarray(planes[:, :, start * hop : (token + BLOCK + reach) * hop])
                made = self._front(self._arithmetic.tensor(block))
                features.append(made[:, :, token - start :][:, :, :BLOCK])
            codes = self._back(torch.cat(features, 2)).cpu().numpy()
        return np.ascontiguousarray(codes.transpose(1, 0, 2).reshape(plan.codebooks, -1))


class _Decoder:
    """EnCodec's decoder with the state of one piece."""

    def __init__(self, plan: CodecPlan, head: Head, tail: Layer, arithmetic: Arithmetic) -> None:
        self._plan, self._head, self._tail, self._arithmetic = plan, head, tail, arithmetic
        self._states = head.empty(plan.batch)

    def head(self, codes: Codes) -> Features:
        plan = self._plan
        # Codebooks of stereo come left, right, left, right.
        split = codes.reshape(plan.codec.codebooks, plan.batch, -1).transpose(1, 0, 2)
        with _computing("decoding tokens", self._arithmetic):
            moved = torch.from_numpy(np.ascontiguousarray(split)).to(self._arithmetic.device)
            out, self._states = self._head(moved, self._states)
            features: Features = out.cpu().numpy()
        return features

    def tail(self, features: Features) -> Audio:
        with _computing("decoding tokens", self._arithmetic):
            audio = self._tail(self._arithmetic.tensor(np.ascontiguousarray(features))).cpu().numpy()
        return np.ascontiguousarray(audio.reshape(self._plan.channels, -1).T)


@contextmanager
def _computing(doing: str, arithmetic: Arithmetic) -> Iterator[None]:
    with torch_faults(doing), torch.inference_mode(), arithmetic.without_tf32():
        yield
