"""What texts are kept under, and what may be kept at all."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from hashlib import blake2b

from metabgm.describe.texts import Texts
from metabgm.music.engine import KeptMaterial
from metabgm.protocol.limits import LIMITS

MOST_NARRATIVE_CHARACTERS = 1_000
"""The guard lets 60 words through; no language's are longer than this on average."""

MOST_DESCRIPTION_CHARACTERS = 400
"""Of 20 words, the same."""

MOST_FIELD_CHARACTERS = LIMITS.string_chars
"""The game's keys and the player's wish come over the protocol, which carries no longer ones."""


MOST_MUSIC_BYTES = 8_192
"""Five seconds of eight codebooks, which a stereo model has, are 4,000."""


@dataclass(frozen=True)
class TextsKey:
    """The place as in ``Signature``, in or out of a fight, and how texts are written: in one stage
    (``direct``) or two, with which ``style``, by which ``describer`` (the model's identity).
    """

    biome: str
    dimension: str
    time: str
    weather: str
    combat: bool
    direct: bool
    style: str
    describer: str


def may_be_kept(key: TextsKey, texts: Texts) -> bool:
    """Whether all of it is within the limits and can be stored as UTF-8."""
    fields = (key.biome, key.dimension, key.time, key.weather, key.style, key.describer, texts.describer)
    return (
        _fit(fields, MOST_FIELD_CHARACTERS)
        and _fit((texts.narrative,), MOST_NARRATIVE_CHARACTERS)
        and _fit((texts.description,), MOST_DESCRIPTION_CHARACTERS)
    )


def music_may_be_kept(music: KeptMaterial) -> bool:
    """Whether it is within the limits and can be stored as UTF-8."""
    return _fit((music.model,), MOST_FIELD_CHARACTERS) and 0 < len(music.tokens) <= MOST_MUSIC_BYTES


def words_digest(description: str) -> bytes:
    """The same for texts that differ in capitals and spaces only. 16 bytes."""
    return _digest(" ".join(description.casefold().split()))


def checksum_of(key: TextsKey, narrative: str, description: str, describer: str) -> bytes:
    """Tells whether a row still holds what was written for this key. 16 bytes."""
    return _digest(json.dumps([astuple(key), narrative, description, describer]))


def music_checksum(text: bytes, music: KeptMaterial) -> bytes:
    """Tells whether music still is what was kept with the text of this checksum. 16 bytes."""
    return _digest(json.dumps([text.hex(), music.model, music.codebooks, music.tokens.hex()]))


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _fit(texts: Iterable[str], most: int) -> bool:
    return all(
        len(text) <= most and not any("\ud800" <= letter <= "\udfff" for letter in text) for text in texts
    )
