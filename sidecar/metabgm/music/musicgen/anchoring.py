"""What of the last piece a piece of MusicGen grows from: its last tokens, and its melody."""

from __future__ import annotations

import logging

import numpy as np

from metabgm.music.engine import Anchor, Frames, KeptMaterial
from metabgm.music.musicgen.chroma import chromagram
from metabgm.music.musicgen.kept_tokens import tokens_of
from metabgm.music.musicgen.material import Material, anchor_tokens
from metabgm.music.musicgen.resample import RATE, as_the_codec_hears
from metabgm.music.musicgen.runtime import Chroma, Codes, Runtime, RuntimeFaultError
from metabgm.music.musicgen.tokens.options import Options

log = logging.getLogger(__name__)

# Of the sound before the prompt: the codec's first tokens know nothing of what came before them.
_LEAD_S = 0.5
# A codec may look back over two tokens to fill up a third.
_FEWEST_TOKENS = 3


class Anchoring:
    """Of one engine. Where an anchor gives nothing, or the codec gives out, the piece begins from nothing."""

    def __init__(self, runtime: Runtime, options: Options, model: str) -> None:
        self._runtime = runtime
        self._model = model
        self._options = options
        self._encoded: tuple[Frames, Codes] | None = None

    def prompt(self, anchor: Anchor | None) -> Codes | None:
        """Shape (codebooks, 1 or more): a piece's own tokens, else those of what it sounds like."""
        if anchor is None:
            return None
        tokens = self._own(anchor.material)
        if tokens is not None:
            return tokens
        return None if anchor.sound is None else self._of_sound(anchor.sound)

    def melody(self, sound: Frames | None) -> Chroma | None:
        """Of frames (n, 2) at 48 kHz, for a model that follows one; None: of silence, or of no frames."""
        shape = self._runtime.shape
        if shape.kind != "melody" or sound is None or not sound.any():
            return None
        return chromagram(as_the_codec_hears(sound, shape.codec.rate, 1), shape.codec.rate, shape.chroma)

    def _own(self, material: object) -> Codes | None:
        shape = self._runtime.shape
        if isinstance(material, KeptMaterial):
            return tokens_of(material, self._model, shape.decoder)
        if not isinstance(material, Material):
            return None
        tokens = material.tokens(anchor_tokens(shape))
        fits = (
            tokens is not None
            and tokens.shape[0] == shape.decoder.codebooks
            and int(tokens.max()) < shape.decoder.codes
        )
        return tokens if fits else None

    def _of_sound(self, sound: Frames) -> Codes | None:
        wanted = self._options.prompt_seconds
        codec, decoder = self._runtime.shape.codec, self._runtime.shape.decoder
        heard = sound[-round((wanted + _LEAD_S) * RATE) :]
        if not wanted or len(heard) * codec.rate < _FEWEST_TOKENS * codec.hop * RATE:
            return None
        # Several pieces may be prepared from what plays.
        if self._encoded is None or not np.array_equal(self._encoded[0], heard):
            audio = as_the_codec_hears(heard, codec.rate, 2 if decoder.stereo else codec.channels)
            try:
                # Not the rest of a token: it would be filled up with what nobody heard.
                codes = self._runtime.encode_audio(audio[: len(audio) // codec.hop * codec.hop])
            except (RuntimeFaultError, ValueError) as error:
                log.warning("The last piece can't be continued: %s", error)
                return None
            self._encoded = heard, codes
        return self._encoded[1][:, -round(wanted * codec.rate / codec.hop) :]
