from __future__ import annotations

import itertools
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from metabgm.describe.llama import Llama
from metabgm.describe.sampling import Sampling
from metabgm.describe.sentences import ends_sentence
from metabgm.describe.texts import DescribeCancelledError
from metabgm.describe.vocabulary import spelled_words
from metabgm.describe.writer import Answer, Prompt, Question, WriterError
from metabgm.models.chat_turns import LLAMA2
from metabgm.models.errors import ModelError
from metabgm.models.manifest import WORDS_NAME, ModelFolder

_FREE = Sampling(temperature=1.0, top_k=20, forks=4)
_GREEDY = Sampling(temperature=1.0, top_k=1, forks=0)


def _never(_text: str = "") -> bool:
    return False


_PROMPT = Prompt("You tell what you see.", (("a beach", "Small waves run up the warm sand."),))


@pytest.fixture(scope="module")
def ask(llama: Llama) -> Callable[..., Answer]:
    def ask(
        text: str = "a forest at night",
        *,
        seed: str = "1",
        sampling: Sampling = _FREE,
        opening: str = "",
        max_tokens: int = 16,
        stop: Callable[[str], bool] = _never,
        cancelled: Callable[[], bool] = _never,
    ) -> Answer:
        return llama.write(
            Question(_PROMPT, text, opening),
            sampling=sampling,
            seed=seed,
            max_tokens=max_tokens,
            stop=stop,
            cancelled=cancelled,
        )

    return ask


def test_same_seed_same_answer_whatever_comes_between(ask: Callable[..., Answer]) -> None:
    first = ask(seed="7")
    for other in ("8", "9"):
        ask("a desert", seed=other)
    assert ask(seed="7") == first


def test_different_seeds_differ(ask: Callable[..., Answer]) -> None:
    assert len({ask(seed=str(seed)).text for seed in range(6)}) >= 4


def test_greedy_needs_no_seed(ask: Callable[..., Answer]) -> None:
    assert ask(seed="1", sampling=_GREEDY) == ask(seed="2", sampling=_GREEDY)


def test_only_words_that_it_was_taught_or_asked_about(
    ask: Callable[..., Answer], untuned_llama: Llama, smollm2_folder: ModelFolder
) -> None:
    wild = Sampling(temperature=3.0, top_k=200, forks=6, taught_words=True)
    taught = {*(smollm2_folder.path / WORDS_NAME).read_text("utf-8").split(), "xylarium"}
    strange = 0
    for seed in map(str, range(8)):
        answer = ask("the xylarium", seed=seed, sampling=wild, max_tokens=40)
        words = spelled_words(answer.text)
        assert taught.issuperset(words if answer.complete else words[:-1])
        free = untuned_llama.write(
            Question(_PROMPT, "the xylarium"),
            sampling=wild,
            seed=seed,
            max_tokens=40,
            stop=_never,
            cancelled=_never,
        )
        strange += not taught.issuperset(spelled_words(free.text))
    assert strange >= 4


def test_a_fresh_model_answers_the_same(smollm2_folder: ModelFolder, ask: Callable[..., Answer]) -> None:
    fresh = Llama(smollm2_folder)
    question = Question(_PROMPT, "a forest at night")
    answer = fresh.write(question, sampling=_FREE, seed="3", max_tokens=16, stop=_never, cancelled=_never)
    fresh.close()
    assert answer == ask(seed="3")


def test_answer_begins_with_its_opening(ask: Callable[..., Answer]) -> None:
    answer = ask(opening="High above the trees,", max_tokens=3)
    assert answer.text.startswith("High above the trees, ")
    assert not answer.complete


def test_stops_where_told(ask: Callable[..., Answer]) -> None:
    answer = ask(max_tokens=60, stop=ends_sentence)
    assert answer.complete
    assert answer.text.count(".") == 1
    assert answer.text.endswith(".")


def test_the_model_ends_its_turn_itself(ask: Callable[..., Answer]) -> None:
    answer = ask("a beach", sampling=_GREEDY, max_tokens=80)
    assert answer.complete
    assert "<|im_end|>" not in answer.text


def test_cancelled_between_tokens(ask: Callable[..., Answer]) -> None:
    seen: list[str] = []

    def stop(text: str) -> bool:
        seen.append(text)
        return False

    with pytest.raises(DescribeCancelledError):
        ask(sampling=_GREEDY, max_tokens=60, stop=stop, cancelled=lambda: len(seen) >= 3)
    assert len(seen) == 3
    assert ask().text


def test_cancelled_before_it_begins(ask: Callable[..., Answer]) -> None:
    with pytest.raises(DescribeCancelledError):
        ask(cancelled=lambda: True, stop=lambda _text: pytest.fail("a token was made"))


def test_prepared_prompts_answer_the_same(smollm2_folder: ModelFolder, ask: Callable[..., Answer]) -> None:
    prepared = Llama(smollm2_folder)
    prepared.prepare([Prompt("Another task.", ()), _PROMPT])
    question = Question(_PROMPT, "a forest at night", "High above the trees,")
    answer = prepared.write(question, sampling=_FREE, seed="5", max_tokens=16, stop=_never, cancelled=_never)
    prepared.close()
    assert answer == ask(seed="5", opening="High above the trees,")


def test_stop_sees_the_text_grow(ask: Callable[..., Answer]) -> None:
    seen = ["High above,"]

    def stop(text: str) -> bool:
        seen.append(text)
        return False

    answer = ask(opening="High above,", max_tokens=6, stop=stop)
    assert len(seen) == 1 + 6
    assert all(later.startswith(earlier) for earlier, later in itertools.pairwise(seen))
    assert answer.text == seen[-1].strip()


def test_a_prompt_that_is_too_long(smollm2_folder: ModelFolder, llama: Llama) -> None:
    question = Question(Prompt("task", (("word " * 9000, "answer"),)), "a forest")
    with pytest.raises(WriterError, match=r"the prompt has 90\d\d tokens; .* context of 8192$"):
        llama.write(question, sampling=_FREE, seed="", max_tokens=1, stop=_never, cancelled=_never)
    with pytest.raises(WriterError, match="context of 8192"):
        llama.prepare([question.prompt])
    assert smollm2_folder.model.context == 8192


def test_closing_ends_an_answer_in_work(smollm2_folder: ModelFolder) -> None:
    llama = Llama(smollm2_folder)
    begun, outcome = threading.Event(), list[BaseException]()

    def stop(_text: str) -> bool:
        begun.set()
        return False

    def work() -> None:
        question = Question(Prompt("task", ()), "Count.", "one, two,")
        try:
            llama.write(question, sampling=_GREEDY, seed="", max_tokens=2000, stop=stop, cancelled=_never)
        except DescribeCancelledError as error:
            outcome.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    begun.wait()
    llama.close()
    thread.join()
    assert len(outcome) == 1


def test_a_process_may_end_while_it_answers(smollm2_folder: ModelFolder) -> None:
    script = """
import sys, threading
from pathlib import Path
from metabgm.describe.llama import Llama
from metabgm.describe.sampling import Sampling
from metabgm.describe.texts import DescribeCancelledError
from metabgm.describe.vocabulary import spelled_words
from metabgm.describe.writer import Prompt, Question
from metabgm.models.manifest import open_folder

llama = Llama(open_folder(Path(sys.argv[1])))
begun = threading.Event()

def work():
    question = Question(Prompt("task", ()), "Count.", "one, two,")
    try:
        llama.write(question, sampling=Sampling(1.0, 1, 0), seed="", max_tokens=2000,
                     stop=lambda text: begun.set() or False, cancelled=lambda: False)
    except DescribeCancelledError:
        pass

threading.Thread(target=work, daemon=True).start()
begun.wait()
"""
    run = subprocess.run(
        [sys.executable, "-c", script, str(smollm2_folder.path)], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.parametrize("damaged", ["model.bin", "tokenizer.json", "config.json"])
def test_damaged_file_says_what_to_do(smollm2_folder: ModelFolder, tmp_path: Path, damaged: str) -> None:
    copy = tmp_path / "model"
    copy.mkdir()
    for name in smollm2_folder.files:
        (copy / name).symlink_to(smollm2_folder.path / name)
    (copy / damaged).unlink()
    (copy / damaged).write_bytes(b"\x00damaged")
    with pytest.raises(ModelError, match=r"does not load .*; remove .* to have it made again"):
        Llama(msgspec.structs.replace(smollm2_folder, path=copy))
    shutil.rmtree(copy)


def test_turns_that_would_not_end(smollm2_folder: ModelFolder) -> None:
    foreign = msgspec.structs.replace(smollm2_folder.model, chat=LLAMA2)
    with pytest.raises(ModelError, match=r"does not load .*no token </s> to end an answer.*; remove"):
        Llama(msgspec.structs.replace(smollm2_folder, model=foreign))
