"""Chat models of every form answer as transformers has them answer."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest

pytest.importorskip("torch")
import torch
import transformers

from metabgm.describe.llama import Llama
from metabgm.describe.sampling import Sampling
from metabgm.describe.writer import Answer, Prompt, Question, WriterError
from metabgm.models.conversion import QUANTIZATIONS, Conversion, WantedQuantization
from metabgm.models.conversion_run import run
from metabgm.models.hf_llama import HfLlama
from metabgm.models.manifest import ModelFolder, open_folder

from tests.models.hf_folders import KINDS, Kind, write_checkpoint  # isort: skip

_TOKENS = 15
"""Random models write bytes that are no text. Over longer answers those show in other places than here."""
_LIKELIEST = Sampling(temperature=1.0, top_k=1, forks=0, repetition_penalty=1.0, no_repeat=0)
_FREE = Sampling(temperature=1.0, top_k=20, forks=6)
_PROMPT = Prompt("You compose.", (("a beach", "Soft harp."),))


@pytest.fixture(scope="module")
def checkpoints(tmp_path_factory: pytest.TempPathFactory) -> dict[Kind, Path]:
    parent = tmp_path_factory.mktemp("hf")
    for kind in KINDS:
        write_checkpoint(parent / kind, kind)
    return {kind: parent / kind for kind in KINDS}


def _converted(source: Path, work: Path, quantization: WantedQuantization) -> ModelFolder:
    work.mkdir()
    run(
        Conversion(
            format="huggingface",
            path=str(source),
            work=str(work),
            name="tiny",
            origin_label=source.name,
            quantization=quantization,
        ),
        lambda _fraction: None,
    )
    return open_folder(work / "tiny")


def _ask(
    llama: Llama,
    question: Question,
    sampling: Sampling = _LIKELIEST,
    *,
    seed: str = "",
    see: Callable[[str], None] = lambda _text: None,
) -> Answer:
    """``see``: is shown the text after each token."""

    def stop(text: str) -> bool:
        see(text)
        return False

    return llama.write(
        question,
        sampling=sampling,
        seed=seed,
        max_tokens=_TOKENS,
        stop=stop,
        cancelled=lambda: False,
    )


@pytest.fixture(scope="module")
def models(
    checkpoints: dict[Kind, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[Kind, Llama]]:
    """In float16, which the processor computes as float32: the likeliest token is the reference's."""
    work = tmp_path_factory.mktemp("models")
    models = {kind: Llama(_converted(path, work / kind, "float16")) for kind, path in checkpoints.items()}
    yield models
    for llama in models.values():
        llama.close()


def _reference(checkpoint: Path, turns: list[dict[str, str]], begun: dict[str, Any]) -> str:
    """What transformers writes after the prompt, up to the first special token or id without a token."""
    with closing(HfLlama(checkpoint)) as source:
        read, template = source.tokenizer(), source.chat_template()
    tokenizer: Any = transformers.PreTrainedTokenizerFast(
        tokenizer_object=read.tokenizer, chat_template=template, bos_token=read.bos, eos_token=read.eos
    )
    model: Any = transformers.LlamaForCausalLM.from_pretrained(checkpoint, dtype=torch.float16).float()
    prompt = tokenizer.apply_chat_template(
        turns, tokenize=True, return_dict=True, return_tensors="pt", **begun
    )
    ends = [*tokenizer.added_tokens_decoder, *range(len(tokenizer), model.config.vocab_size)]
    with torch.no_grad():
        written = model.generate(
            **prompt, do_sample=False, max_new_tokens=_TOKENS, eos_token_id=ends, pad_token_id=0
        )
    before = list(prompt["input_ids"][0])
    new = list(written[0][len(before) :])
    whole = tokenizer.decode([*before, *(new[:-1] if new[-1] in ends else new)])
    return str(whole[len(tokenizer.decode(before)) :])


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "wide_heads"])
@pytest.mark.parametrize("question", ["a forest at night", "The End, 3 dragons", "snow"])
@pytest.mark.parametrize("opening", ["", "High above the trees,"])
def test_answers_as_transformers_does(
    checkpoints: dict[Kind, Path], models: dict[Kind, Llama], kind: Kind, question: str, opening: str
) -> None:
    turns = [{"role": "system", "content": _PROMPT.task}]
    for example, answer in _PROMPT.examples:
        turns += [{"role": "user", "content": example}, {"role": "assistant", "content": answer}]
    turns.append({"role": "user", "content": question})
    begun = {"continue_final_message": True} if opening else {"add_generation_prompt": True}
    if opening:
        turns.append({"role": "assistant", "content": opening})
    expected = opening + _reference(checkpoints[kind], turns, begun)
    written = _ask(models[kind], Question(_PROMPT, question, opening)).text
    assert written == expected.rstrip("\ufffd").strip()
    assert len(written) > len(opening)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("quantization", QUANTIZATIONS)
def test_every_quantization_answers(
    checkpoints: dict[Kind, Path], tmp_path: Path, kind: Kind, quantization: WantedQuantization
) -> None:
    folder = _converted(checkpoints[kind], tmp_path / "work", quantization)
    llama = Llama(folder)
    question = Question(_PROMPT, "a forest", "High above,")
    answers = [_ask(llama, question, _FREE, seed=str(seed)) for seed in range(4)]
    assert all(answer.text.startswith("High above,") for answer in answers)
    assert len({answer.text for answer in answers}) > 1
    assert not any(end in answer.text for answer in answers for end in folder.model.chat.ends)
    llama.prepare([_PROMPT])
    assert [_ask(llama, question, _FREE, seed=str(seed)) for seed in range(4)] == answers
    llama.close()


def test_an_answer_ends_where_the_context_does(checkpoints: dict[Kind, Path], tmp_path: Path) -> None:
    folder = _converted(checkpoints["smollm2"], tmp_path / "work", "float16")
    question = Question(_PROMPT, "a forest at night", "High above the trees,")

    def with_context(tokens: int | None) -> tuple[Answer, int]:
        """The answer, and how many tokens it has."""
        model = msgspec.structs.replace(folder.model, context=tokens)
        seen: list[str] = []
        with closing(Llama(msgspec.structs.replace(folder, model=model))) as llama:
            return _ask(llama, question, see=seen.append), len(seen)

    with pytest.raises(WriterError) as error:
        with_context(1)
    prompt = int(re.findall("[0-9]+", str(error.value))[0])
    with pytest.raises(WriterError, match=rf"the prompt has {prompt} tokens; .* tiny's context of {prompt}$"):
        with_context(prompt)
    whole, count = with_context(None)
    assert count > 5
    assert with_context(prompt + 2048) == (whole, count)
    for left in (1, 2, 5):
        answer, tokens = with_context(prompt + left)
        assert (answer.complete, tokens) == (False, left)
        assert whole.text.startswith(answer.text)


@pytest.mark.parametrize("kind", ["llama3", "llama2"])
def test_special_tokens_without_end(checkpoints: dict[Kind, Path], tmp_path: Path, kind: Kind) -> None:
    """Llama 3 writes begins of text, LLaMA-2 unknown tokens. Neither is among its ends."""
    shutil.copytree(checkpoints[kind], tmp_path / "hf")
    model: Any = transformers.LlamaForCausalLM.from_pretrained(tmp_path / "hf", dtype=torch.float32)
    with torch.no_grad():
        # Of equally likely tokens the first is taken.
        model.lm_head.weight.zero_()
    model.save_pretrained(tmp_path / "hf")
    seen: list[str] = []
    with closing(Llama(_converted(tmp_path / "hf", tmp_path / "work", "float16"))) as llama:
        answer = _ask(llama, Question(_PROMPT, "a cave", "High"), see=seen.append)
    assert answer == Answer("High", complete=True)
    assert seen == []
