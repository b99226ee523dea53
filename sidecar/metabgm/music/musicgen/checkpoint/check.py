"""Holds what a checkpoint has against what its shape asks for."""

from __future__ import annotations

import re

from metabgm.models.errors import ModelError
from metabgm.models.json_file import shown
from metabgm.music.musicgen.checkpoint.expected import expected_tensors
from metabgm.music.musicgen.checkpoint.stored import Stored, Tensors
from metabgm.music.musicgen.shape import MusicGenShape

_WORDS = "text_encoder.shared.weight"
_WORDS_AGAIN = "text_encoder.encoder.embed_tokens.weight"

_UNUSED = re.compile(
    # EnCodec's training keeps running means of its codebooks, and whether they have been started.
    r"audio_encoder\.quantizer\.layers\.\d+\.codebook\.(inited|cluster_size|embed_avg)"
    # Sines that follow from the shape; transformers saved them until version 5.
    r"|decoder\.model\.decoder\.embed_positions\.weights?"
)


def checked(tensors: Tensors, shape: MusicGenShape, where: str) -> dict[str, Stored]:
    """The tensors that ``shape`` has. ``where``: what the checkpoint is called in errors.

    Raises ModelError naming a tensor that is missing, or of another shape, or that no such MusicGen has.
    """
    found = dict(tensors)
    again = found.pop(_WORDS_AGAIN, None)
    if again is not None:
        # One matrix under two names; files hold either or both.
        found.setdefault(_WORDS, again)
    expected = expected_tensors(shape)
    for name in sorted(set(found) - set(expected)):
        if not _UNUSED.fullmatch(name):
            raise ModelError(f"{found[name].file}: {shown(name)} is no tensor of {_described(shape)}")
    for name, size in expected.items():
        if name not in found:
            raise ModelError(f"{where} lacks the tensor {name}, {list(size)}, of {_described(shape)}")
        if found[name].shape != size:
            raise ModelError(
                f"{found[name].file}: {name} is {list(found[name].shape)}; expected {list(size)}"
            )
    return {name: found[name] for name in expected}


def _described(shape: MusicGenShape) -> str:
    decoder, codec = shape.decoder, shape.codec
    return (
        f"a {shape.kind} MusicGen with {decoder.layers} layers, {decoder.codebooks} codebooks,"
        f" {shape.text.layers} text layers and a codec of {codec.codebooks} codebooks"
    )
