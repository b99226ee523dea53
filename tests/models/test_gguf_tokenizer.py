from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from metabgm.models.checkpoint import CheckpointTokenizer
from metabgm.models.errors import ModelError
from metabgm.models.gguf_tokenizer import read_tokenizer
from metabgm.models.gguf_values import GgufValues
from tests.models.gguf_files import BPE_SPECIAL, bpe_values, sentencepiece_values

G = "tokenizer.ggml."


def _read(values: dict[str, Any], template: str | None = None) -> CheckpointTokenizer:
    """Numbers come out of a file as arrays."""
    stored = {
        key: np.array(value) if key in (f"{G}scores", f"{G}token_type") else value
        for key, value in values.items()
    }
    return read_tokenizer(GgufValues("m.gguf", stored), template)


def _without(values: dict[str, Any], key: str) -> dict[str, Any]:
    return {other: value for other, value in values.items() if other != G + key}


def test_byte_level_bpe() -> None:
    read = _read(bpe_values())
    assert (read.bos, read.eos, read.unknown) == ("<|im_start|>", "<|im_end|>", "<|endoftext|>")
    assert read.ends == ("<|im_end|>",)
    assert list(read.tokens) == bpe_values()[f"{G}tokens"]
    assert read.tokenizer.encode("hello dü<|im_end|>").tokens == ["hello", "Ġd", "Ã", "¼", "<|im_end|>"]
    assert read.tokenizer.decode(read.tokenizer.encode("hello dü").ids) == "hello dü"


@pytest.mark.parametrize("prefix", [None, True, False])
def test_sentencepiece(prefix: bool | None) -> None:
    values = sentencepiece_values()
    if prefix is not None:
        values[f"{G}add_space_prefix"] = prefix
    read = _read(values)
    assert (read.bos, read.eos, read.unknown, read.ends) == ("<s>", "</s>", "<unk>", ("</s>",))
    first = ["hi"] if prefix is False else ["▁hi"]
    assert read.tokenizer.encode("hi hi!").tokens == [*first, "▁hi", "<0x21>"]
    assert read.tokenizer.decode(read.tokenizer.encode("hi hi!").ids) == "hi hi!"


def test_tokens_that_may_be_missing() -> None:
    values = _without(_without(bpe_values(), "bos_token_id"), "unknown_token_id")
    read = _read(values)
    assert (read.bos, read.eos, read.unknown) == ("<|im_end|>",) * 3


def test_a_turns_end_ends_too() -> None:
    read = _read(bpe_values() | {f"{G}eot_token_id": 0})
    assert read.ends == ("<|im_end|>", "<|endoftext|>")
    assert _read(bpe_values() | {f"{G}eot_token_id": 2}).ends == ("<|im_end|>",)


@pytest.mark.parametrize("kind", [1, 4])
def test_an_end_is_special_whatever_the_file_says(kind: int) -> None:
    read = _read(bpe_values() | {f"{G}token_type": [3, 3, kind] + [1] * 261})
    read.tokenizer.encode_special_tokens = True
    assert "<|im_end|>" not in read.tokenizer.encode("a<|im_end|>").tokens


@pytest.mark.parametrize(
    ("template", "is_special"), [("a <|im_start|> b", True), ("a b", False), (None, False)]
)
def test_a_mark_of_the_template_is_special(template: str | None, is_special: bool) -> None:
    values = bpe_values() | {f"{G}token_type": [3, 4, 3] + [1] * 261}
    added = _read(values, template).tokenizer.get_added_tokens_decoder().values()
    assert ("<|im_start|>" in [token.content for token in added if token.special]) is is_special


def test_blanks_are_no_marks() -> None:
    values = sentencepiece_values()
    tokens, kinds = list(values[f"{G}tokens"]), list(values[f"{G}token_type"])
    tokens[-1], kinds[-1] = "\n\n", 4
    read = _read(values | {f"{G}tokens": tokens, f"{G}token_type": kinds}, "\n\n")
    assert "\n\n" not in [
        token.content for token in read.tokenizer.get_added_tokens_decoder().values() if token.special
    ]


_WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "model": ({f"{G}model": "bert"}, "tokenizer.ggml.model is 'bert'; expected gpt2 or llama"),
    "rule": ({f"{G}pre": "qwen2"}, "tokenizer.ggml.pre is 'qwen2'; supported are"),
    "end": ({f"{G}eos_token_id": 264}, "eos_token_id is 264; expected a whole number from 0 to 263"),
    "start": ({f"{G}bos_token_id": -1}, "bos_token_id is -1; expected a whole number from 0 to 263"),
    "types": ({f"{G}token_type": [1, 2]}, "token_type is a list of 2; expected as many as tokens, 264"),
    "type": ({f"{G}token_type": [7] * 264}, "token_type is a list of 264; expected 1 to 6 for each"),
    "merge": (
        {f"{G}merges": ["he llo", "hello"]},
        "expected two tokens with a space between in each, not 'hello'",
    ),
    "merges": ({f"{G}merges": [1, 2]}, "merges is a list of 2; expected a list of strings"),
    "part": ({f"{G}merges": ["he xyz"]}, "'xyz' is not among the tokens"),
}


@pytest.mark.parametrize("case", _WRONG)
def test_wrong_value_is_named(case: str) -> None:
    changes, message = _WRONG[case]
    with pytest.raises(ModelError, match=message):
        _read(bpe_values() | changes)


@pytest.mark.parametrize("key", ["model", "tokens", "token_type", "merges", "eos_token_id"])
def test_missing_key_is_named(key: str) -> None:
    with pytest.raises(ModelError, match=f"m.gguf lacks the key tokenizer.ggml.{key}"):
        _read(_without(bpe_values(), key))


def test_sentencepiece_without_scores() -> None:
    with pytest.raises(ModelError, match=r"lacks the key tokenizer\.ggml\.scores"):
        _read(_without(sentencepiece_values(), "scores"))


def test_special_tokens_are_those_of_the_file() -> None:
    added = _read(bpe_values()).tokenizer.get_added_tokens_decoder().values()
    assert [token.content for token in added if token.special] == BPE_SPECIAL
