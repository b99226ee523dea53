"""Tokens as they are kept for another session."""

from __future__ import annotations

import numpy as np

from metabgm.music.engine import KeptMaterial
from metabgm.music.musicgen.runtime import Codes
from metabgm.music.musicgen.shape import DecoderShape

_STORED = np.dtype("<u2")


def kept(tokens: Codes, model: str) -> KeptMaterial:
    """Tokens of shape (codebooks, frames), each below 2**16."""
    return KeptMaterial(model, tokens.shape[0], tokens.astype(_STORED).tobytes())


def tokens_of(material: KeptMaterial, model: str, decoder: DecoderShape) -> Codes | None:
    """Shape (codebooks, 1 or more); None where they are another model's, or no tokens of this one."""
    frames, rest = divmod(len(material.tokens), _STORED.itemsize * decoder.codebooks)
    if (material.model, material.codebooks) != (model, decoder.codebooks) or rest or not frames:
        return None
    tokens = np.frombuffer(material.tokens, _STORED).astype(np.int64).reshape(decoder.codebooks, frames)
    return tokens if int(tokens.max()) < decoder.codes else None
