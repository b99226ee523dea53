"""The decoder: built once, then run for one piece after the other."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

import numpy as np

from metabgm.music.musicgen.decoder_choice import ORT_DECODER, DecoderRuntime
from metabgm.music.musicgen.networks.decoder_run import CachedDecoder, DecoderRun
from metabgm.music.musicgen.networks.text_states import padded
from metabgm.music.musicgen.networks.weights import Array, Weights
from metabgm.music.musicgen.ov.cached_decoder import OpenVinoCachedDecoder
from metabgm.music.musicgen.ov.compiled import CachePrecision, compiled, fault
from metabgm.music.musicgen.ov.compress import Precision
from metabgm.music.musicgen.ov.decoder_graph import decoder_graph
from metabgm.music.musicgen.ov.decoder_prefix import MelodyPrefix, prefix_graph
from metabgm.music.musicgen.ov.decoder_text import cross_graph
from metabgm.music.musicgen.ov.folder import graph_path, save
from metabgm.music.musicgen.ov.t5 import USUAL_TOKENS
from metabgm.music.musicgen.runtime import Chroma, RuntimeFaultError, States
from metabgm.music.musicgen.tokens.stream import PREFILL


def build_decoder(
    weights: Weights, folder: Path, precision: Precision, runtime: DecoderRuntime = "openvino"
) -> None:
    """Writes its two graphs, the larger one for ``runtime``. Raises WeightsError, OSError.

    What is worked out once a piece gets 8 bits where fewer are asked for.
    """
    once: Precision = "int8" if precision == "int4" else precision
    if weights.shape.kind == "text":
        save(cross_graph(weights, once), folder, "cross")
    else:
        save(prefix_graph(weights, once), folder, "prefix")
    if runtime == "openvino":
        save(decoder_graph(weights, precision), folder, "decoder")
        return
    # Needs onnx, which nothing else does.
    from metabgm.music.musicgen.ort.decoder_graph import write_decoder  # noqa: PLC0415

    write_decoder(weights, folder / ORT_DECODER, precision)


class _Decoder(Protocol):
    """The decoder's graph, loaded."""

    @property
    def codebooks(self) -> int:
        """Rows of the tokens."""

    def begin(self, held: dict[str, Array], rows: int) -> CachedDecoder:
        """An empty cache. ``held``: the graph's inputs that are the same in every call."""


class _OpenVinoDecoder:
    def __init__(self, folder: Path, threads: int, cache_precision: CachePrecision) -> None:
        self._model = compiled(folder, "decoder", threads, cache_precision)
        self.codebooks = int(self._model.input("tokens").partial_shape[0].get_length())

    def begin(self, held: dict[str, Array], rows: int) -> CachedDecoder:
        return OpenVinoCachedDecoder(self._model.create_infer_request(), held, rows)


def _loaded(folder: Path, threads: int, cache_precision: CachePrecision) -> _Decoder:
    if not (folder / ORT_DECODER).is_file():
        return _OpenVinoDecoder(folder, threads, cache_precision)
    # Folders without such a graph are loaded without onnxruntime.
    try:
        from metabgm.music.musicgen.ort.decoder import OrtDecoder  # noqa: PLC0415
    except ImportError as error:
        raise RuntimeFaultError(
            f"{folder / ORT_DECODER}: {error}; add the model again, or install onnxruntime"
        ) from error
    return OrtDecoder(folder / ORT_DECODER, threads)


class DecoderGraphs:
    """Of the model in a folder, on so many threads. One thread at a time. Raises RuntimeFaultError.

    ``cache_precision``: of the keys and values of the steps so far; u8 is faster the longer the music.
    """

    def __init__(self, folder: Path, threads: int, cache_precision: CachePrecision = "u8") -> None:
        self._prefix = MelodyPrefix(folder, threads) if graph_path(folder, "prefix").is_file() else None
        self._cross = (
            compiled(folder, "cross", threads).create_infer_request() if self._prefix is None else None
        )
        self._decoder = _loaded(folder, threads, cache_precision)
        self._warm_up()

    def decode(
        self, text: States, negative: States | None, *, guided: bool, melody: Chroma | None = None
    ) -> DecoderRun:
        """A run with an empty cache; several may be open. ``negative`` counts only where it is guided.

        Raises ValueError for a melody where the model follows none.
        """
        texts = [text] if negative is None or not guided else [text, negative]
        rows = 2 if guided else 1
        prefix = None if self._prefix is None else self._prefix.rows(texts, melody, rows)
        if prefix is None and melody is not None:
            raise ValueError(f"melody: shape {melody.shape}, expected None: the model follows a text alone")
        try:
            held = {} if self._cross is None else _heard(self._cross, texts)
            decoder = self._decoder.begin(held, rows)
        except (RuntimeError, MemoryError) as error:
            raise fault("decoder", error) from error
        return DecoderRun(decoder, rows, prefix)

    def _warm_up(self) -> None:
        """OpenVINO lays the weights out in its own way when they are first used: over a second's work.

        Better while the model is loaded than between a description and its first sound; and where there
        isn't enough memory for it, that is known before anything plays.
        """
        if self._cross is not None:
            width = self._cross.get_compiled_model().input("states").partial_shape[2].get_length()
        elif self._prefix is not None:
            width = self._prefix.text_width
        run = self.decode(np.zeros((USUAL_TOKENS, width), np.float32), None, guided=True)
        # A prompt's steps, then one: there is a layout for each.
        run.feed(np.zeros((self._decoder.codebooks, PREFILL), np.int64))
        run.feed(np.zeros((self._decoder.codebooks, 1), np.int64))


def _heard(cross: Any, texts: list[States]) -> dict[str, Array]:
    """What cross-attention takes of the texts, and what hides the filling of the shorter one."""
    states, mask = padded(texts)
    heard = cross.infer({"states": states})
    return {**{port.any_name: found for port, found in heard.items()}, "mask": mask}
