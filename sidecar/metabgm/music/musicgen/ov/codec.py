"""EnCodec on OpenVINO: tokens to audio as they come, and audio to tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Literal

import msgspec
import numpy as np
import openvino as ov

from metabgm.music.musicgen.networks.codec_padding import front_reach
from metabgm.music.musicgen.networks.codec_plan import CodecPlan, checked_audio, codec_plan
from metabgm.music.musicgen.networks.codec_stream import BLOCK, Features, Networks, StreamedDecode
from metabgm.music.musicgen.ov import compress
from metabgm.music.musicgen.ov.codec_decoder import head_graph, inner_width, tail_graph
from metabgm.music.musicgen.ov.codec_encoder import back_graph, front_graph
from metabgm.music.musicgen.ov.codec_layers import Weights
from metabgm.music.musicgen.ov.folder import write
from metabgm.music.musicgen.runtime import Audio, Codes, RuntimeFaultError

HEAD, TAIL, PLAN = "codec-head.xml", "codec-tail.xml", "codec.json"
FRONT, BACK = "codec-encoder-front.xml", "codec-encoder-back.xml"

Precision = Literal["f32", "bf16"]
_USUAL_TOKENS = 12


def build_codec(weights: Weights, folder: Path, precision: compress.Precision = "f32") -> None:
    """Writes the graphs into ``folder``, which exists; about as many bytes as the codec's weights.

    Unless ``precision`` is f32 the decoder's LSTM gets 8 bits: half of the codec's time went into reading it.
    The encoder stays in f32, whose codes would change. Raises ValueError for a codec not of MusicGen's
    kind or a tensor of the wrong shape, OSError.
    """
    plan = codec_plan(weights.shape)
    lstm: compress.Precision = "f32" if precision == "f32" else "int8"
    graphs: dict[str, Callable[[Weights, int], Any]] = {
        HEAD: partial(head_graph, precision=lstm),
        TAIL: tail_graph,
        FRONT: front_graph,
        BACK: back_graph,
    }
    for name, graph in graphs.items():
        write(graph(weights, plan.batch), folder / name)
    (folder / PLAN).write_bytes(msgspec.json.encode(plan))


class Codec:
    """Graphs that ``build_codec`` wrote, compiled. Used by one thread at a time, as are its streams.

    ``precision``: of the decoder. bf16 is faster where the processor has it and about 40 dB above its own
    noise; the encoder stays in f32, whose codes would change. ``cache``: a folder for compiled graphs.
    Raises RuntimeFaultError.
    """

    def __init__(
        self, folder: Path, threads: int, *, precision: Precision = "f32", cache: Path | None = None
    ) -> None:
        self.plan = _read_plan(folder / PLAN)
        self._folder = folder
        self._settings: dict[str, Any] = {"INFERENCE_NUM_THREADS": threads, "PERFORMANCE_HINT": "LATENCY"}
        if cache is not None:
            self._settings["CACHE_DIR"] = str(cache)
        self._core = ov.Core()
        self._head = self._compiled(HEAD, precision)
        self._tail = self._compiled(TAIL, precision)
        self._encoder: tuple[Any, Any] | None = None
        # The first run lays the weights out, which the first piece needn't wait for.
        self.stream().feed(np.zeros((self.plan.codebooks, _USUAL_TOKENS), np.int64))

    def stream(self) -> StreamedDecode:
        """A new piece's."""
        return StreamedDecode(self.networks(), self.plan.codec, self.plan.codebooks, self.plan.channels)

    def networks(self) -> Networks:
        """The decoder at the start of a piece."""
        return _Decoder(self.plan, self._head.create_infer_request(), self._tail.create_infer_request())

    def encode(self, audio: Audio) -> Codes:
        """Audio (frames, channels) at the codec's rate; a last token that is not full is filled up.

        At least one token's frames, at most 30 s. Raises ValueError, RuntimeFaultError.
        """
        audio = checked_audio(audio, self.plan)
        if self._encoder is None:
            # Most sessions never encode, so it is compiled when one does.
            self._encoder = self._compiled(FRONT, "f32"), self._compiled(BACK, "f32")
        front, back = self._encoder
        plan = self.plan
        planes = audio.T.reshape(plan.batch, plan.codec.channels, -1)
        hop, reach = plan.codec.hop, front_reach(plan.codec)
        features = []
        with _openvino("encoding audio"):
            for token in range(0, -(-len(audio) // hop), BLOCK):
                # A last token that is hardly begun is filled up with the mirror of up to the two before.
                start = max(0, token - reach - 2)
                block = np.ascontiguousarray(planes[:, :, start * hop : (token + BLOCK + reach) * hop])
                made = front({"audio": block})["features"]
                features.append(made[:, :, token - start :][:, :, :BLOCK])
            codes = back({"features": np.concatenate(features, axis=2)})["codes"]
        return np.ascontiguousarray(codes.transpose(1, 0, 2).reshape(plan.codebooks, -1))

    def _compiled(self, name: str, precision: Precision) -> Any:
        settings = {**self._settings, "INFERENCE_PRECISION_HINT": precision}
        with _openvino(f"loading {self._folder / name}"):
            return self._core.compile_model(self._folder / name, "CPU", settings)


class _Decoder:
    """EnCodec's decoder with the state of one piece."""

    def __init__(self, plan: CodecPlan, head: Any, tail: Any) -> None:
        codec = plan.codec
        self._plan = plan
        self._head = head
        self._tail = tail
        state = (codec.lstm_layers, plan.batch, inner_width(codec.ratios, codec.filters))
        self._hidden = np.zeros(state, np.float32)
        self._cell = np.zeros(state, np.float32)

    def head(self, codes: Codes) -> Features:
        plan = self._plan
        # Codebooks of stereo come left, right, left, right.
        split = codes.reshape(plan.codec.codebooks, plan.batch, -1).transpose(1, 0, 2)
        with _openvino("decoding tokens"):
            out = self._head.infer(
                {"codes": np.ascontiguousarray(split), "hidden": self._hidden, "cell": self._cell}
            )
        self._hidden, self._cell = out["hidden_after"], out["cell_after"]
        features: Features = out["features"]
        return features

    def tail(self, features: Features) -> Audio:
        with _openvino("decoding tokens"):
            audio = self._tail.infer({"features": np.ascontiguousarray(features)})["audio"]
        return np.ascontiguousarray(audio.reshape(self._plan.channels, -1).T)


def _read_plan(path: Path) -> CodecPlan:
    try:
        return msgspec.json.decode(path.read_bytes(), type=CodecPlan)
    except (OSError, msgspec.DecodeError) as error:
        raise RuntimeFaultError(f"{path} cannot be read: {error}") from error


@contextmanager
def _openvino(doing: str) -> Iterator[None]:
    """OpenVINO raises RuntimeError with several lines, of which the last ones say what happened."""
    try:
        yield
    except RuntimeError as error:
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        raise RuntimeFaultError(f"{doing}: {lines[-1] if lines else 'OpenVINO failed'}") from error
