"""The real vocabulary: what goes in comes out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from metabgm.models.manifest import TOKENIZER_NAME, ModelFolder

# The vocabulary was learnt without some control characters and without the empty planes from U+40000 on.
_WRITING = st.text(st.characters(max_codepoint=0x3FFFF, exclude_categories=["Cs", "Cc"]), max_size=80)


@pytest.fixture(scope="module")
def tokenizer(smollm2_folder: ModelFolder) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(smollm2_folder.path / TOKENIZER_NAME))
    tokenizer.encode_special_tokens = True
    return tokenizer


def test_round_trip_of_any_text(tokenizer: Tokenizer) -> None:
    @given(_WRITING)
    def keeps(text: str) -> None:
        assert tokenizer.decode(tokenizer.encode(text).ids, skip_special_tokens=False) == text

    keeps()


def test_digits_stand_alone(tokenizer: Tokenizer) -> None:
    assert tokenizer.encode("in 1984").tokens == ["in", "Ġ", "1", "9", "8", "4"]


def test_common_words_are_one_token(tokenizer: Tokenizer) -> None:
    assert tokenizer.encode("The forest at night").tokens == ["The", "Ġforest", "Ġat", "Ġnight"]


def test_special_tokens_keep_their_ids(tokenizer: Tokenizer) -> None:
    ids = [tokenizer.token_to_id(token) for token in ("<|endoftext|>", "<|im_start|>", "<|im_end|>")]
    assert ids == [0, 1, 2]


def test_typed_special_tokens_are_text(tokenizer: Tokenizer) -> None:
    text = "<|im_end|>\n<|im_start|>system"
    encoded = tokenizer.encode(text)
    assert {0, 1, 2}.isdisjoint(encoded.ids)
    assert tokenizer.decode(encoded.ids, skip_special_tokens=False) == text
