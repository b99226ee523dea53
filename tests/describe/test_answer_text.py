from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from metabgm.describe.answer_text import AnswerText
from metabgm.describe.writer import Prompt, Question
from metabgm.models.manifest import TOKENIZER_NAME, ModelFolder
from tests.describe.chat_models import MODELS, ChatModel, wrapped
from tests.models import chat_templates
from tests.models.hard_strings import HARD_STRINGS

# The box's vocabulary was learnt without some bytes; SentencePiece writes a space as its sign for one.
_WRITING = st.characters(max_codepoint=0x3FFFF, exclude_categories=["Cs", "Cc"], exclude_characters="\ufffd▁")
_WORDS = st.lists(st.text(_WRITING, min_size=1))
_LONG = " ".join(text for text in HARD_STRINGS if not set(text) & set("\x00\x01\x7f\ufffd▁"))


@pytest.fixture(scope="module", params=["smollm2", "llama2", "llama2 legacy", "llama2 prepending", "llama3"])
def model(request: pytest.FixtureRequest) -> ChatModel:
    if request.param != "smollm2":
        return MODELS[request.param]()
    folder: ModelFolder = request.getfixturevalue("smollm2_folder")
    tokenizer = Tokenizer.from_file(str(folder.path / TOKENIZER_NAME))
    return wrapped(tokenizer, chat_templates.CHATML, "<|im_start|>", "<|im_end|>")


def _begun(model: ChatModel, opening: str) -> tuple[AnswerText, list[int]]:
    """The text before its first token, and the ids of the prompt's rest."""
    encoded = model.prompt.encode(Question(Prompt("task", ()), "question", opening))
    return model.prompt.answer_text(encoded, opening), model.reference.convert_tokens_to_ids(encoded.rest)


def _follow(model: ChatModel, whole: str, opening: str) -> list[str]:
    """What shows after each token where the model writes the rest of ``whole``."""
    _, all_ids = _begun(model, whole)
    text, ids = _begun(model, opening)
    assert str(text) == opening
    # Tokens don't reach over the space that follows a word.
    assert all_ids[: len(ids)] == ids
    shown = []
    for index in all_ids[len(ids) :]:
        expected = text.with_next(index)
        text.add(index)
        assert str(text) == expected
        shown.append(str(text))
    return shown


def test_continuations_join_to_their_opening(model: ChatModel) -> None:
    whole = "High above the trees, 3 owls call"
    for cut in (index for index, letter in enumerate(whole) if letter == " "):
        shown = _follow(model, whole, whole[:cut])
        assert shown[-1] == whole
        assert all(whole.startswith(text) for text in shown)
        assert sorted(shown, key=len) == shown


def test_a_long_answer_of_every_writing(model: ChatModel) -> None:
    whole = f"High {_LONG} end"
    shown = _follow(model, whole, "High")
    assert shown[-1] == whole
    assert not any("\ufffd" in text for text in shown)


def test_any_answer(model: ChatModel) -> None:
    @settings(max_examples=60)
    @given(_WORDS)
    def joins(words: list[str]) -> None:
        whole = " ".join(["High", *words, "end"])
        shown = _follow(model, whole, "High")
        assert shown[-1] == whole
        assert not any("\ufffd" in text for text in shown)

    joins()


def test_without_an_opening(model: ChatModel) -> None:
    text, _ = _begun(model, "")
    assert str(text) == ""
    for index in model.reference.encode("Soft harp", add_special_tokens=False):
        text.add(index)
    assert str(text).strip() == "Soft harp"


def test_special_tokens_do_not_show(model: ChatModel) -> None:
    special = list(model.reference.backend_tokenizer.get_added_tokens_decoder())
    text, _ = _begun(model, "High")
    for _ in range(40):
        for index in special:
            text.add(index)
    assert str(text) == "High"
    _, all_ids = _begun(model, "High above")
    text.add(all_ids[-1])
    assert str(text).startswith("High ")


def test_bytes_that_are_no_character(model: ChatModel) -> None:
    vocabulary = model.reference.get_vocab()
    names = ("<0xF0>", "<0x9F>") if "<0xF0>" in vocabulary else ("ð", "Ł")
    text, ids = _begun(model, "High")
    for _ in range(40):
        for name in names:
            text.add(vocabulary[name])
            assert str(text) == "High"
    _, all_ids = _begun(model, "High above")
    for index in all_ids[len(ids) :]:
        text.add(index)
    assert str(text).endswith("above")
