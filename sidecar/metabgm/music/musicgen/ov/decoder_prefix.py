"""What a melody model is given before the music: the chromagram's states, then the text's."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import openvino as ov
from openvino import opset13 as op

from metabgm.music.musicgen.chroma import filled, no_melody
from metabgm.music.musicgen.networks.text_states import padded
from metabgm.music.musicgen.networks.weights import Array, Weights
from metabgm.music.musicgen.ov.compiled import compiled, fault
from metabgm.music.musicgen.ov.compress import Precision
from metabgm.music.musicgen.ov.decoder_text import PROJECTION, projected
from metabgm.music.musicgen.ov.nodes import hint
from metabgm.music.musicgen.runtime import Chroma, States

_CHROMA_PROJECTION = "audio_enc_to_dec_proj"


def prefix_graph(weights: Weights, precision: Precision) -> ov.Model:
    """Inputs ``states`` (tokens, text width) and ``chroma`` (frames, bins), as many frames as the model has.

    Outputs ``text`` (tokens, width) and ``melody`` (frames, width).
    """
    shape = weights.shape
    states = op.parameter([-1, shape.decoder.text_width], np.float32, name="states")
    chroma = op.parameter([shape.chroma_frames, shape.chroma], np.float32, name="chroma")
    text = projected(states, weights, PROJECTION, shape.decoder.text_width, precision)
    # A dozen columns: nothing is saved by rounding them.
    melody = projected(chroma, weights, _CHROMA_PROJECTION, shape.chroma, "f32")
    for node, name in ((states, "states"), (chroma, "chroma"), (text, "text"), (melody, "melody")):
        node.output(0).set_names({name})
    return hint(ov.Model([text, melody], [states, chroma], "prefix"), precision)


class MelodyPrefix:
    """Of the model in a folder. One thread at a time. Raises RuntimeFaultError."""

    def __init__(self, folder: Path, threads: int) -> None:
        self._request = compiled(folder, "prefix", threads).create_infer_request()
        model = self._request.get_compiled_model()
        frames, self._bins = (size.get_length() for size in model.input("chroma").partial_shape)
        self._frames = int(frames)
        self.text_width = int(model.input("states").partial_shape[1].get_length())

    def rows(self, texts: list[States], melody: Chroma | None, rows: int) -> Array:
        """Of 1 or 2 rows, as many as there are texts or one more, which has none: (rows, n, width).

        Only the first has the melody. A shorter text is filled up with zeros, and a missing one is zeros
        throughout, as in transformers' batches.
        """
        states, _ = padded(texts)
        silence = no_melody(self._bins)
        melodies = [silence if melody is None else melody, silence][:rows]
        found = [
            self._states(states[min(row, len(texts) - 1)], filled(chroma, self._frames))
            for row, chroma in enumerate(melodies)
        ]
        prefix = np.stack([np.concatenate([heard, text]) for text, heard in found])
        for row in range(rows):
            prefix[row, self._frames + (len(texts[row]) if row < len(texts) else 0) :] = 0.0
        return prefix

    def _states(self, text: States, chroma: Chroma) -> tuple[Array, Array]:
        try:
            found = self._request.infer({"states": text, "chroma": chroma})
            return np.array(found["text"]), np.array(found["melody"])
        except (RuntimeError, MemoryError) as error:
            raise fault("melody", error) from error
