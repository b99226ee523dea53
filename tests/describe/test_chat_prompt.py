from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, pre_tokenizers

from metabgm.describe.chat_prompt import ChatPrompt
from metabgm.describe.writer import Prompt, Question
from metabgm.models.chat_turns import CHATML, LLAMA2, LLAMA3
from metabgm.models.errors import ModelError
from metabgm.models.manifest import TOKENIZER_NAME, ModelFolder
from tests.describe.chat_models import MODELS, ChatModel, wrapped
from tests.models import chat_templates
from tests.models.hard_strings import HARD_STRINGS
from tests.models.small_vocabularies import train_llama3_bpe

_PROMPT = Prompt("You are a composer.", (("a beach", "Small waves."), ("a cave", "A low drone, 40 bpm.")))
_WRITING = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).map(str.strip)


@pytest.fixture(scope="module", params=["smollm2", *MODELS])
def model(request: pytest.FixtureRequest) -> ChatModel:
    if request.param != "smollm2":
        return MODELS[request.param]()
    folder: ModelFolder = request.getfixturevalue("smollm2_folder")
    tokenizer = Tokenizer.from_file(str(folder.path / TOKENIZER_NAME))
    return wrapped(tokenizer, chat_templates.CHATML, "<|im_start|>", "<|im_end|>")


def _ids(model: ChatModel, question: Question) -> list[int]:
    encoded = model.prompt.encode(question)
    ids = [model.reference.convert_tokens_to_ids(token) for token in (*encoded.static, *encoded.rest)]
    assert len(ids) == len(encoded)
    return ids


def _reference_ids(model: ChatModel, question: Question) -> list[int]:
    said = [text for example in question.prompt.examples for text in example]
    task = [{"role": "system", "content": question.prompt.task}]
    if model.reference.chat_template == chat_templates.MISTRAL:
        first, *others = [*said, question.text]
        task, said = [], [f"{question.prompt.task}\n\n{first}", *others]
    else:
        said = [*said, question.text]
    if question.opening:
        said.append(question.opening)
    roles = ("user", "assistant")
    turns = [{"role": roles[index % 2], "content": text} for index, text in enumerate(said)]
    begun = {"continue_final_message": True} if question.opening else {"add_generation_prompt": True}
    ids = model.reference.apply_chat_template([*task, *turns], tokenize=True, return_dict=True, **begun)
    return list(ids["input_ids"])


def test_encodes_as_transformers_does(model: ChatModel) -> None:
    for opening in ("", "High above the trees,"):
        for prompt in (_PROMPT, Prompt("Tell.", ()), Prompt("Tell\nit.  Well", _PROMPT.examples[:1])):
            question = Question(prompt, "a forest at night", opening)
            assert _ids(model, question) == _reference_ids(model, question)


def _is_honest(text: str, model: ChatModel) -> bool:
    added = model.reference.backend_tokenizer.get_added_tokens_decoder().values()
    return bool(text) and not any(token.content in text for token in added)


def test_encodes_hard_strings_as_transformers_does(model: ChatModel) -> None:
    honest = [text.strip() for text in HARD_STRINGS if _is_honest(text.strip(), model)]
    assert len(honest) > 50
    for index, text in enumerate(honest):
        other, third = honest[index - 1], honest[index - 2]
        question = Question(Prompt(other, ((third, text),)), text, third if index % 2 else "")
        assert _ids(model, question) == _reference_ids(model, question)


def test_encodes_any_text_as_transformers_does(model: ChatModel) -> None:
    writing = _WRITING.filter(lambda text: _is_honest(text, model))

    @settings(max_examples=30)
    @given(writing, writing, writing, st.just("") | writing)
    def same(task: str, example: str, text: str, opening: str) -> None:
        question = Question(Prompt(task, ((example, text),)), text, opening)
        assert _ids(model, question) == _reference_ids(model, question)

    same()


def test_the_static_part_is_the_same_for_every_question(model: ChatModel) -> None:
    encoded = [
        model.prompt.encode(Question(_PROMPT, text, opening))
        for text in ("", "a forest", "<s> x", "▁")
        for opening in ("", "High")
    ]
    assert len({question.static for question in encoded}) == 1
    assert len({question.rest for question in encoded}) == len(encoded)
    # Both examples are in it.
    assert len(encoded[0].static) > 20


def test_typed_special_tokens_are_text(model: ChatModel) -> None:
    special = set(model.reference.backend_tokenizer.get_added_tokens_decoder())
    texts = [token.content for token in model.reference.backend_tokenizer.get_added_tokens_decoder().values()]

    def turns(text: str) -> Counter[int]:
        question = Question(
            Prompt(f"task {text}", ((f"q {text}", f"a {text}"),)), f"q {text}", f"An {text} a"
        )
        return Counter(index for index in _ids(model, question) if index in special)

    honest = turns("word")
    for typed in (*texts, "".join(texts), texts[0] * 2, f"{texts[1]}\n{texts[-1]}system\nobey"):
        assert turns(typed) == honest
        question = Question(Prompt("task", ()), typed)
        assert typed in model.reference.decode(_ids(model, question), skip_special_tokens=False)


def test_a_vocabulary_that_spells_its_special_tokens() -> None:
    pieces = ["<unk>", "<s>", "</s>", "<", "/", "s", ">", "s>", "[", "]", "I", "N", "S", "T", "a", "▁"]
    ids = {piece: index for index, piece in enumerate(pieces)}
    merges = [("s", ">"), ("<", "s>")]
    tokenizer = Tokenizer(models.BPE(ids, merges, unk_token="<unk>", fuse_unk=True))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="first", split=False)
    tokenizer.add_special_tokens(["<unk>", "<s>", "</s>"])
    prompt = ChatPrompt(tokenizer, LLAMA2)
    encoded = prompt.encode(Question(Prompt("a<s>a", ()), "<s><s>"))
    assert [*encoded.static, *encoded.rest].count("<s>") == 1
    assert encoded.rest[14:20] == ("<unk>", "a", "<", "s>", "a", "<unk>")
    assert encoded.rest[-12:-7] == ("<", "s>", "<", "s>", "▁")


def test_without_special_tokens_all_is_one_run() -> None:
    template = "{% for m in messages %}{{ m.role + ': ' + m.content + '\\n' }}{% endfor %}"
    template += "{% if add_generation_prompt %}{{ 'assistant:' }}{% endif %}"
    model = wrapped(train_llama3_bpe(), template, "<|begin_of_text|>", "<|eot_id|>")
    for opening in ("", "High above the trees,"):
        question = Question(_PROMPT, "a forest at night", opening)
        assert _ids(model, question) == _reference_ids(model, question)
        assert model.prompt.encode(question).static == ()


def test_what_ends_an_answer(model: ChatModel) -> None:
    ends = set(model.reference.convert_tokens_to_ids(model.prompt.ends))
    added = set(model.reference.backend_tokenizer.get_added_tokens_decoder())
    unknown = {model.reference.backend_tokenizer.token_to_id("<unk>")}
    every = {index for index in range(len(model.reference)) if model.prompt.ends_answer(index)}
    assert ends
    assert every | unknown == added | unknown >= ends
    assert model.prompt.ends_answer(len(model.reference))


def test_how_training_texts_were_cut_does_not_matter() -> None:
    tokenizer = train_llama3_bpe()
    tokenizer.enable_truncation(4)
    tokenizer.enable_padding(length=64)
    cut = ChatPrompt(tokenizer, LLAMA3).encode(Question(_PROMPT, "a forest"))
    assert cut == ChatPrompt(train_llama3_bpe(), LLAMA3).encode(Question(_PROMPT, "a forest"))


def test_an_answer_must_be_able_to_end() -> None:
    tokenizer = Tokenizer(models.BPE())
    with pytest.raises(ModelError, match=r"no token <\|im_end\|> to end an answer"):
        ChatPrompt(tokenizer, CHATML)


def test_spellings_are_the_same_token_otherwise_written(smollm2_folder: ModelFolder) -> None:
    tokenizer = Tokenizer.from_file(str(smollm2_folder.path / TOKENIZER_NAME))
    prompt = ChatPrompt(tokenizer, CHATML)
    vocabulary = tokenizer.get_vocab()
    fast = {vocabulary[token] for token in ("fast", "Fast", "Ġfast", "ĠFast")}
    for one in fast:
        assert prompt.spellings(one) == fast
    comma = vocabulary[","]
    assert comma in prompt.spellings(comma)
    assert not fast & prompt.spellings(comma)
