from __future__ import annotations

from dataclasses import asdict, astuple

import pytest

from metabgm.describe.texts import Texts
from metabgm.library.texts_key import (
    MOST_DESCRIPTION_CHARACTERS,
    MOST_FIELD_CHARACTERS,
    MOST_NARRATIVE_CHARACTERS,
    TextsKey,
    checksum_of,
    may_be_kept,
    words_digest,
)
from tests.library.shelves import key_of, texts_of


@pytest.mark.parametrize(
    ("field", "most"),
    [("narrative", MOST_NARRATIVE_CHARACTERS), ("description", MOST_DESCRIPTION_CHARACTERS)],
)
def test_texts_have_limits(field: str, most: int) -> None:
    longest, longer = ({"narrative": "", "description": "harp", field: "a" * n} for n in (most, most + 1))
    assert may_be_kept(key_of(), Texts(longest["narrative"], longest["description"], "m"))
    assert not may_be_kept(key_of(), Texts(longer["narrative"], longer["description"], "m"))


@pytest.mark.parametrize("field", ["biome", "dimension", "time", "weather", "style", "describer"])
def test_fields_of_the_key_have_a_limit(field: str) -> None:
    assert may_be_kept(key_of(**{field: "a" * MOST_FIELD_CHARACTERS}), texts_of(1))
    assert not may_be_kept(key_of(**{field: "a" * (MOST_FIELD_CHARACTERS + 1)}), texts_of(1))


def test_half_of_a_surrogate_pair_cannot_be_stored() -> None:
    assert not may_be_kept(key_of(style="\ud83c"), texts_of(1))
    assert not may_be_kept(key_of(), texts_of("\udfb5"))
    assert may_be_kept(key_of(style="🎵\0"), texts_of("🎵"))


def test_words_are_the_same_in_other_capitals_and_spaces() -> None:
    assert words_digest("Slow  harp.\n") == words_digest(" slow harp.")
    assert words_digest("slow harp.") != words_digest("slow harps.")


def test_checksum_covers_every_field() -> None:
    key, texts = key_of(), texts_of(1)
    written = (texts.narrative, texts.description, texts.describer)
    sums = {checksum_of(key, *written)}
    for field, value in zip(key.__dataclass_fields__, astuple(key), strict=True):
        other = not value if isinstance(value, bool) else f"{value}x"
        fields = {**asdict(key), field: other}
        sums.add(checksum_of(TextsKey(**fields), *written))
    for position in range(3):
        changed = list(written)
        changed[position] += "x"
        sums.add(checksum_of(key, *changed))
    assert len(sums) == 1 + 8 + 3
