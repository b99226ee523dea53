"""MusicGen on OpenVINO: all its graphs behind the engine's Runtime protocol."""

from __future__ import annotations

from pathlib import Path

from metabgm.music.musicgen.networks.text_tokens import TextTokens
from metabgm.music.musicgen.ov.codec import Codec
from metabgm.music.musicgen.ov.compiled import CachePrecision
from metabgm.music.musicgen.ov.decoder import DecoderGraphs
from metabgm.music.musicgen.ov.folder import COMPILED
from metabgm.music.musicgen.ov.resident import give_back
from metabgm.music.musicgen.ov.t5 import TextEncoder
from metabgm.music.musicgen.runtime import (
    Audio,
    Chroma,
    CodecStream,
    Codes,
    Decoding,
    States,
)
from metabgm.music.musicgen.shape import MusicGenShape


class OpenVinoRuntime:
    """The graphs of one folder, loaded. One thread at a time."""

    def __init__(
        self, folder: Path, shape: MusicGenShape, threads: int, cache_precision: CachePrecision = "u8"
    ) -> None:
        """``shape``: of the checkpoint that the graphs were built from. Raises RuntimeFaultError."""
        self._shape = shape
        self._words = TextTokens(folder)
        self._text = TextEncoder(folder, threads)
        self._decoder = DecoderGraphs(folder, threads, cache_precision)
        self._codec = Codec(folder, threads, cache=folder / COMPILED)
        give_back(folder)

    @property
    def shape(self) -> MusicGenShape:
        """Of the checkpoint."""
        return self._shape

    def encode_text(self, text: str) -> States:
        """As Runtime has it. Tokens beyond the vocabulary's are unknown ones, never an error."""
        return self._text.encode(self._words.ids(text))

    def decode(
        self, text: States, negative: States | None, *, guided: bool, melody: Chroma | None = None
    ) -> Decoding:
        """As Runtime has it."""
        return self._decoder.decode(text, negative, guided=guided, melody=melody)

    def codec_stream(self) -> CodecStream:
        """As Runtime has it."""
        return self._codec.stream()

    def encode_audio(self, audio: Audio) -> Codes:
        """As Runtime has it; at most 30 s."""
        return self._codec.encode(audio)
