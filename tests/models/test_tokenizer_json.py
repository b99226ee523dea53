from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import AddedToken, Tokenizer, models, processors

from metabgm.models.errors import ModelError
from metabgm.models.tokenizer_json import load_tokenizer_json, token_texts
from tests.models.hard_strings import HARD_STRINGS
from tests.models.small_vocabularies import train_llama3_bpe


@pytest.fixture(scope="module")
def trained() -> Tokenizer:
    return train_llama3_bpe()


def _load(folder: Path, text: str | bytes) -> Tokenizer:
    path = folder / "tokenizer.json"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return load_tokenizer_json(path)


def test_encodes_as_the_tokenizer_that_was_written(tmp_path: Path, trained: Tokenizer) -> None:
    loaded = _load(tmp_path, trained.to_str())
    for text in HARD_STRINGS:
        assert loaded.encode(text).ids == trained.encode(text).ids


def test_nothing_is_cut_off_or_added(tmp_path: Path, trained: Tokenizer) -> None:
    for_training = Tokenizer.from_str(trained.to_str())
    for_training.enable_truncation(4)
    for_training.enable_padding(length=16)
    for_training.post_processor = processors.TemplateProcessing(
        single="<|begin_of_text|> $A", special_tokens=[("<|begin_of_text|>", 0)]
    )
    assert len(for_training.encode("The music of the forest at night").ids) == 16
    loaded = _load(tmp_path, for_training.to_str())
    for text in HARD_STRINGS:
        assert loaded.encode(text).ids == trained.encode(text).ids


def test_tokens_by_id(trained: Tokenizer) -> None:
    rows = trained.get_vocab_size()
    texts = token_texts(trained, rows)
    assert texts == [trained.id_to_token(index) for index in range(rows)]
    assert texts[:4] == ["<|begin_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"]


def test_rows_without_a_token_get_names_of_their_own() -> None:
    tokenizer = Tokenizer(models.BPE(vocab={"a": 0, "c": 2, "<no token 1>": 3}, merges=[]))
    texts = token_texts(tokenizer, 6)
    assert [texts[0], texts[2], texts[3]] == ["a", "c", "<no token 1>"]
    assert len(texts) == len(set(texts)) == 6
    assert [index for index, text in enumerate(texts) if tokenizer.token_to_id(text) is None] == [1, 4, 5]


def test_a_text_that_shares_its_id() -> None:
    # tokenizers numbers an added token by counting, so that a hole lets two have one id.
    tokenizer = Tokenizer(models.BPE(vocab={"a": 0, "c": 2}, merges=[]))
    tokenizer.add_special_tokens([AddedToken("<s>", special=True)])
    assert tokenizer.token_to_id("<s>") == tokenizer.token_to_id("c") == 2
    assert token_texts(tokenizer, 4)[2] == tokenizer.encode("<s>").tokens[0] == "<s>"


def test_an_id_without_a_row() -> None:
    tokenizer = Tokenizer(models.BPE(vocab={"a": 0, "b": 40}, merges=[]))
    assert token_texts(tokenizer, 41)[40] == "b"
    with pytest.raises(ModelError, match="token with id 40; the embeddings have 40 rows"):
        token_texts(tokenizer, 40)


def _bpe(**changes: Any) -> str:
    model = {"type": "BPE", "vocab": {"a": 0, "b": 1, "ab": 2}, "merges": ["a b"]} | changes
    return json.dumps({"version": "1.0", "added_tokens": [], "model": model})


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{}",
        "[" * 100_000,
        '{"version": "2.0"}',
        _bpe(merges=["a c"]),
        _bpe(vocab={"a": -1}),
        _bpe(vocab={"a": 1 << 40}),
        # tokenizers panics at a prefix that is longer than the token.
        _bpe(continuing_subword_prefix="####"),
        b"\xff\xfe{}",
    ],
)
def test_damage_gives_a_model_error(tmp_path: Path, content: str | bytes) -> None:
    with pytest.raises(ModelError, match=r"^tokenizer\.json is no readable tokenizer: .+"):
        _load(tmp_path, content)


def test_any_damage_gives_a_model_error(tmp_path: Path, trained: Tokenizer) -> None:
    content = trained.to_str().encode()
    place = st.integers(0, 2500) | st.integers(0, len(content) - 1)

    @given(st.lists(st.tuples(place, st.integers(0, 255)), max_size=3), st.none() | place)
    def opens_or_complains(flips: list[tuple[int, int]], end: int | None) -> None:
        data = bytearray(content)
        for position, byte in flips:
            data[position] = byte
        with contextlib.suppress(ModelError):
            token_texts(_load(tmp_path, bytes(data[:end])), 1500)

    opens_or_complains()


def test_limit_and_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="over 67108864 bytes"):
        _load(tmp_path, b" " * (64 * 1024 * 1024 + 1))
    with pytest.raises(ModelError, match=r"^none\.json cannot be read: No such file"):
        load_tokenizer_json(tmp_path / "none.json")
