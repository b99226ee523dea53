"""The decoder: built once, then run for one piece after the other."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from metabgm.music.musicgen.networks.text_states import padded
from metabgm.music.musicgen.networks.weights import Weights, WeightsError
from metabgm.music.musicgen.ov.compiled import CachePrecision, compiled, fault
from metabgm.music.musicgen.ov.compress import Precision
from metabgm.music.musicgen.ov.decoder_graph import decoder_graph
from metabgm.music.musicgen.ov.decoder_run import DecoderRun
from metabgm.music.musicgen.ov.decoder_text import cross_graph
from metabgm.music.musicgen.ov.folder import save
from metabgm.music.musicgen.runtime import States


def build_decoder(weights: Weights, folder: Path, precision: Precision) -> None:
    """Writes its two graphs. Raises WeightsError, OSError.

    What is worked out once a piece gets 8 bits where fewer are asked for.
    """
    if weights.shape.kind != "text":
        # It has no cross-attention: its states go before the music.
        raise WeightsError(f"kind: {weights.shape.kind}, expected text")
    save(cross_graph(weights, "int8" if precision == "int4" else precision), folder, "cross")
    save(decoder_graph(weights, precision), folder, "decoder")


class DecoderGraphs:
    """Of the model in a folder, on so many threads. One thread at a time. Raises RuntimeFaultError.

    ``cache_precision``: of the keys and values of the steps so far; u8 is faster the longer the music.
    """

    def __init__(self, folder: Path, threads: int, cache_precision: CachePrecision = "u8") -> None:
        self._cross = compiled(folder, "cross", threads).create_infer_request()
        self._decoder = compiled(folder, "decoder", threads, cache_precision)
        self._warm_up()

    def decode(self, text: States, negative: States | None, *, guided: bool) -> DecoderRun:
        """A run with an empty cache; several may be open. ``negative`` counts only where it is guided."""
        texts = [text] if negative is None or not guided else [text, negative]
        states, mask = padded(texts)
        try:
            heard = self._cross.infer({"states": states})
            known = {port.any_name: found for port, found in heard.items()}
            request = self._decoder.create_infer_request()
        except (RuntimeError, MemoryError) as error:
            raise fault("decoder", error) from error
        return DecoderRun(request, known, mask, rows=2 if guided else 1)

    def _warm_up(self) -> None:
        """OpenVINO lays the weights out in its own way when they are first used: over a second's work.

        Better while the model is loaded than between a description and its first sound; and where there
        isn't enough memory for it, that is known before anything plays.
        """
        tokens = self._decoder.input("tokens").partial_shape[0].get_length()
        width = self._cross.get_compiled_model().input("states").partial_shape[2].get_length()
        nothing = np.zeros((1, width), np.float32)
        self.decode(nothing, None, guided=True).feed(np.zeros((tokens, 1), np.int64))
