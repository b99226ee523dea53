"""MusicGen on OpenVINO: all its graphs behind the engine's Runtime protocol."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from metabgm.music.musicgen.ov.codec import Codec
from metabgm.music.musicgen.ov.compiled import CachePrecision
from metabgm.music.musicgen.ov.decoder import DecoderGraphs
from metabgm.music.musicgen.ov.folder import COMPILED
from metabgm.music.musicgen.ov.t5 import TextEncoder
from metabgm.music.musicgen.runtime import Audio, CodecStream, Codes, Decoding, RuntimeFaultError, States
from metabgm.music.musicgen.shape import MusicGenShape

TOKENIZER = "tokenizer.json"
# T5 was trained on so many; more costs time with each step and says nothing more.
MOST_TEXT_TOKENS = 512
_END = "</s>"


class OpenVinoRuntime:
    """The graphs of one folder, loaded. One thread at a time."""

    def __init__(
        self, folder: Path, shape: MusicGenShape, threads: int, cache_precision: CachePrecision = "u8"
    ) -> None:
        """``shape``: of the checkpoint that the graphs were built from. Raises RuntimeFaultError."""
        self._shape = shape
        self._tokenizer = _tokenizer(folder / TOKENIZER)
        self._end: int | None = self._tokenizer.token_to_id(_END)
        self._text = TextEncoder(folder, threads)
        self._decoder = DecoderGraphs(folder, threads, cache_precision)
        self._codec = Codec(folder, threads, cache=folder / COMPILED)

    @property
    def shape(self) -> MusicGenShape:
        """Of the checkpoint."""
        return self._shape

    def encode_text(self, text: str) -> States:
        """As Runtime has it. Tokens beyond the vocabulary's are unknown ones, never an error."""
        return self._text.encode(self.text_ids(text))

    def text_ids(self, text: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """At most MOST_TEXT_TOKENS, the end token last."""
        ids = self._tokenizer.encode(text).ids[:MOST_TEXT_TOKENS]
        if self._end is not None and (not ids or ids[-1] != self._end):
            ids = [*ids[: MOST_TEXT_TOKENS - 1], self._end]
        return np.array(ids, np.int64)

    def decode(self, text: States, negative: States | None, *, guided: bool) -> Decoding:
        """As Runtime has it."""
        return self._decoder.decode(text, negative, guided=guided)

    def codec_stream(self) -> CodecStream:
        """As Runtime has it."""
        return self._codec.stream()

    def encode_audio(self, audio: Audio) -> Codes:
        """As Runtime has it; at most 30 s."""
        return self._codec.encode(audio)


def _tokenizer(path: Path) -> Tokenizer:
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # tokenizers raises nothing more special
        raise RuntimeFaultError(f"{path}: no tokenizer can be read from it ({error})") from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
