"""What a conversion is asked for: passed as one JSON line to the process that converts."""

from __future__ import annotations

from typing import Literal

import msgspec

from metabgm.models.musicgen_manifest import MusicGenPrecision
from metabgm.models.musicgen_packages import Stored
from metabgm.models.source import SourceFormat
from metabgm.music.musicgen.decoder_choice import DecoderRuntime

WantedQuantization = Literal["int8", "int8_float32", "float16"]
"""``int8_float32`` differs from ``int8`` in that the norms of a float16 checkpoint become float32."""

PRECISIONS: dict[Stored, tuple[MusicGenPrecision, ...]] = {
    "graphs": ("int8", "int4", "f32"),
    "tensors": ("f16", "f32"),
}
"""Of a MusicGen's matrices, by what is made of it; the usual one first."""

QUANTIZATIONS: tuple[WantedQuantization, ...] = ("int8", "int8_float32", "float16")


class Conversion(msgspec.Struct, frozen=True, kw_only=True):
    """``path``: of the file or folder; ``member``: of the GGUF file within it, if it is a zip file.

    ``adapter``: of the file of a LoRA adapter for it, if one is to be merged in.

    ``work``: an empty folder on the disk where the model is to be. ``origin_label``: what the user calls the
    source. ``quantization``: of a language model; ``precision``: of a MusicGen, of which ``stored`` is made
    and, where that is graphs, one of them for ``decoder`` (None: what is quicker here). ``license`` and
    ``chat`` (a known form): override what the checkpoint says.
    """

    format: SourceFormat
    path: str
    work: str
    name: str
    origin_label: str
    quantization: WantedQuantization = "int8"
    precision: MusicGenPrecision = "int8"
    stored: Stored = "graphs"
    decoder: DecoderRuntime | None = None
    member: str = ""
    license: str = ""
    chat: str = ""
    adapter: str = ""


class Progress(msgspec.Struct, frozen=True, tag=True):
    """``fraction`` 0..1 of the work."""

    fraction: float


class Failure(msgspec.Struct, frozen=True, tag=True):
    """``reason``: one line."""

    reason: str
