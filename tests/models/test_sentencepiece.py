"""Token by token what the SentencePiece library gives, on a vocabulary that the library trained."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import sentencepiece
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

pytest.importorskip("transformers")
import transformers

from metabgm.models import sentencepiece as tested
from metabgm.models.errors import ModelError
from metabgm.models.sentencepiece import Piece, PieceKind, build_sentencepiece
from metabgm.models.sentencepiece_file import read_sentencepiece
from metabgm.models.tokenizer_json import load_tokenizer_json
from tests.models.hard_strings import HARD_STRINGS
from tests.models.small_vocabularies import train_sentencepiece, write_vocabulary_gguf

_BYTES = [Piece(f"<0x{byte:02X}>", 0.0, PieceKind.BYTE) for byte in range(256)]
_TANGLED = st.lists(
    st.sampled_from(
        ["a", "aa", "b", " ", "  ", "▁", "\n", "<", ">", "s", "é", "e\u0301", "中", "😀", "<s>", "1"]
    )
).map("".join)
_WRITING = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | _TANGLED


@dataclass(frozen=True)
class Pair:
    """Ours, as it comes back from its file, and the library's."""

    ours: Tokenizer
    theirs: sentencepiece.SentencePieceProcessor
    pieces: tuple[Piece, ...]

    def ids(self, text: str) -> list[int]:
        ids: list[int] = self.ours.encode(text).ids
        return ids

    def pieces_of(self, text: str) -> list[str]:
        pieces: list[str] = self.ours.encode(text).tokens
        return pieces


def _pair(folder: Path, **settings: Any) -> Pair:
    path = folder / "tokenizer.model"
    path.write_bytes(train_sentencepiece(**settings))
    model = read_sentencepiece(path)
    built = build_sentencepiece(model.pieces, dummy_prefix=model.dummy_prefix)
    (folder / "tokenizer.json").write_text(built.to_str(), encoding="utf-8")
    ours = load_tokenizer_json(folder / "tokenizer.json")
    ours.encode_special_tokens = True
    theirs = sentencepiece.SentencePieceProcessor(model_file=str(path))
    return Pair(ours, theirs, model.pieces)


@pytest.fixture(scope="module")
def llama2(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    return _pair(tmp_path_factory.mktemp("llama2"))


def test_hard_strings(llama2: Pair) -> None:
    ours = {text: llama2.ids(text) for text in HARD_STRINGS}
    assert ours == {text: llama2.theirs.encode(text) for text in HARD_STRINGS}


def test_any_text(llama2: Pair) -> None:
    @given(_WRITING)
    def same(text: str) -> None:
        assert llama2.ids(text) == llama2.theirs.encode(text)

    same()


def test_hard_strings_without_prefix(tmp_path: Path) -> None:
    bare = _pair(tmp_path, add_dummy_prefix=False)
    assert bare.pieces_of("the")[0] == "the"
    for text in HARD_STRINGS:
        assert bare.ids(text) == bare.theirs.encode(text)
        assert _decoded(bare, text) == text.replace("▁", " ")


def test_decoding_gives_the_text_back(llama2: Pair) -> None:
    # A typed "▁" is a space to the library as well: it has no piece of its own.
    for text in HARD_STRINGS:
        assert _decoded(llama2, text) == text.replace("▁", " ") == llama2.theirs.decode(llama2.ids(text))


def test_typed_special_tokens_are_text(llama2: Pair) -> None:
    special = {index for index, piece in enumerate(llama2.pieces) if piece.kind is not PieceKind.NORMAL}
    of_bytes = {index for index, piece in enumerate(llama2.pieces) if piece.kind is PieceKind.BYTE}
    for text in HARD_STRINGS:
        assert special.isdisjoint(set(llama2.ids(text)) - of_bytes)
    assert not any(piece.startswith("<0x") for piece in llama2.pieces_of("<0x0A>"))


def test_text_after_a_special_token_gets_its_own_prefix(llama2: Pair) -> None:
    llama2.ours.encode_special_tokens = False
    whole = llama2.ids("<s>[INST] one [/INST] two </s><s>[INST] three")
    llama2.ours.encode_special_tokens = True
    first, second = llama2.theirs.encode(["[INST] one [/INST] two ", "[INST] three"])
    assert whole == [1, *first, 2, 1, *second]


def test_transformers_differs_at_leading_spaces_only(llama2: Pair, tmp_path: Path) -> None:
    """transformers puts the prefix where no space stands yet; the library puts it there as well."""
    write_vocabulary_gguf(tmp_path / "v.gguf", llama2.theirs, [int(piece.kind) for piece in llama2.pieces])
    reference = transformers.AutoTokenizer.from_pretrained(str(tmp_path), gguf_file="v.gguf")
    different = [
        text
        for text in HARD_STRINGS
        if reference.encode(text, add_special_tokens=False, split_special_tokens=True) != llama2.ids(text)
    ]
    assert different == [text for text in HARD_STRINGS if text.startswith((" ", "▁"))]


def test_user_defined_pieces_stay_whole(tmp_path: Path) -> None:
    whole = ["<cut>", "<cu", "é.+b", "▁▁▁", "a\nb"]
    pair = _pair(tmp_path, user_defined_symbols=whole)
    texts = [f"{left}{piece}{right}" for piece in whole for left in ("", " ", "x") for right in ("y", " z")]
    for text in [*HARD_STRINGS, *texts, "<cut><cu<cut>>", "é.+bé.+b  ", "é.b", "<cu>t<cut"]:
        assert pair.ids(text) == pair.theirs.encode(text)
    assert pair.pieces_of("x<cut>")[-1] == "<cut>"
    # The one difference, as the docstring has it.
    assert pair.pieces_of("<cut>") == ["<cut>"]
    assert pair.theirs.encode("<cut>", out_type=str) == ["▁", "<cut>"]


def _decoded(pair: Pair, text: str) -> str:
    decoded: str = pair.ours.decode(pair.ids(text), skip_special_tokens=False)
    return decoded


def _normal(*texts: str) -> list[Piece]:
    return [Piece(text, -float(rank), PieceKind.NORMAL) for rank, text in enumerate(texts)]


def test_higher_score_is_merged_first() -> None:
    low, high = Piece("ab", -9.0, PieceKind.NORMAL), Piece("bc", -8.0, PieceKind.NORMAL)
    built = build_sentencepiece([*_BYTES, low, high, *_normal("a", "b", "c")], dummy_prefix=False)
    assert built.encode("abc").tokens == ["a", "bc"]
    swapped = [replace(low, score=-8.0), replace(high, score=-9.0)]
    built = build_sentencepiece([*_BYTES, *swapped, *_normal("a", "b", "c")], dummy_prefix=False)
    assert built.encode("abc").tokens == ["ab", "c"]


@pytest.mark.parametrize(
    ("pieces", "message"),
    [
        (_BYTES[:10] + _BYTES[11:], "byte piece <0x0A> is missing"),
        ([replace(_BYTES[0], kind=PieceKind.NORMAL), *_BYTES[1:]], "byte piece <0x00> is missing"),
        ([*_BYTES, *_normal("a", "b", "a")], "pieces 256 and 258 are both 'a'"),
        ([*_BYTES, *_normal("")], "piece 256 is empty"),
        ([*_BYTES, Piece("a", float("nan"), PieceKind.NORMAL)], "'a' has the score nan"),
        ([*_BYTES, Piece("a", float("inf"), PieceKind.NORMAL)], "'a' has the score inf"),
        ([*_BYTES, *_normal("a" * 513)], "has 513 characters; expected at most 512"),
        ([*_BYTES, Piece("@", 0.0, PieceKind.CONTROL)], "special token '@' can be typed"),
        ([], "byte piece <0x00> is missing"),
    ],
)
def test_refused_pieces(pieces: list[Piece], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        build_sentencepiece(pieces, dummy_prefix=False)


def test_too_many_merges(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tested, "_MOST_MERGES", 8)
    pieces = [*_BYTES, *_normal(*("a" * length for length in range(1, 5)))]
    assert build_sentencepiece(pieces, dummy_prefix=False).encode("aaaa").tokens == ["aaaa"]
    with pytest.raises(ModelError, match="over 8 ways"):
        build_sentencepiece([*pieces, *_normal("a" * 5)], dummy_prefix=False)
