"""Small tokenizers of every kind that chat LLaMAs have, each with a template, as transformers sees them."""

from __future__ import annotations

import functools
import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tokenizers import AddedToken, Tokenizer, normalizers, processors

pytest.importorskip("transformers")
import transformers

from metabgm.describe.chat_prompt import ChatPrompt
from metabgm.models.chat_template import read_template
from metabgm.models.sentencepiece import build_sentencepiece
from metabgm.models.sentencepiece_file import read_sentencepiece
from tests.models import chat_templates
from tests.models.small_vocabularies import train_llama3_bpe, train_sentencepiece


@dataclass(frozen=True)
class ChatModel:
    """``reference``: transformers' tokenizer, with the template. ``prompt``: what is tested."""

    reference: Any
    prompt: ChatPrompt


def chat_model(reference: Any) -> ChatModel:
    """``prompt`` gets a copy of the reference's tokenizer, as a model folder would have it."""
    copy = Tokenizer.from_str(reference.backend_tokenizer.to_str())
    special = {str(token.content) for token in copy.get_added_tokens_decoder().values() if token.special}
    turns = read_template(
        reference.chat_template, bos=reference.bos_token, eos=reference.eos_token, special=special
    )
    return ChatModel(reference, ChatPrompt(copy, turns))


def wrapped(tokenizer: Tokenizer, template: str, bos: str, eos: str) -> ChatModel:
    """Any tokenizer as transformers wraps it."""
    return chat_model(
        transformers.PreTrainedTokenizerFast(
            tokenizer_object=tokenizer, chat_template=template, bos_token=bos, eos_token=eos
        )
    )


@functools.cache
def _sentencepiece() -> str:
    """As JSON, since every model changes its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tokenizer.model"
        path.write_bytes(train_sentencepiece())
        model = read_sentencepiece(path)
    return str(build_sentencepiece(model.pieces, dummy_prefix=True).to_str())


def _llama_fast(template: str, *, legacy: bool) -> ChatModel:
    model = json.loads(_sentencepiece())["model"]
    merges = [tuple(merge) for merge in model["merges"]]
    reference: Any = transformers.LlamaTokenizerFast
    return chat_model(reference(vocab=model["vocab"], merges=merges, legacy=legacy, chat_template=template))


def _prepending(template: str) -> ChatModel:
    """The older ``tokenizer.json`` of LLaMA-2: every run gets its prefix from the normalizer."""
    tokenizer = Tokenizer.from_str(_sentencepiece())
    tokenizer.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    tokenizer.post_processor = processors.TemplateProcessing(single="<s> $A", special_tokens=[("<s>", 1)])
    return wrapped(tokenizer, template, "<s>", "</s>")


def _chatml_by_unspecial_tokens() -> ChatModel:
    """Marks that the tokenizer takes for words, on SentencePiece."""
    model = json.loads(_sentencepiece())["model"]
    tokenizer = Tokenizer.from_str(_sentencepiece())
    marks = [AddedToken(text, special=False, normalized=False) for text in ("<|im_start|>", "<|im_end|>")]
    assert len(model["vocab"]) == tokenizer.get_vocab_size()
    tokenizer.add_tokens(marks)
    return wrapped(tokenizer, chat_templates.CHATML, "<s>", "</s>")


def _swallowing() -> ChatModel:
    """Marks that swallow the white space on one side."""
    tokenizer = Tokenizer.from_str(_sentencepiece())
    user, assistant = "<|user|>", "<|assistant|>"
    tokenizer.add_special_tokens(
        [
            AddedToken("<|system|>", rstrip=True),
            AddedToken(user, rstrip=True),
            AddedToken(assistant, lstrip=True, rstrip=True),
        ]
    )
    return wrapped(tokenizer, chat_templates.ZEPHYR, "<s>", "</s>")


def _llama3(template: str) -> ChatModel:
    return wrapped(train_llama3_bpe(), template, "<|begin_of_text|>", "<|eot_id|>")


MODELS: dict[str, Callable[[], ChatModel]] = {
    "llama2": lambda: _llama_fast(chat_templates.LLAMA2, legacy=False),
    "llama2 legacy": lambda: _llama_fast(chat_templates.LLAMA2, legacy=True),
    "llama2 prepending": lambda: _prepending(chat_templates.LLAMA2),
    "llama2 from gguf": lambda: wrapped(
        Tokenizer.from_str(_sentencepiece()), chat_templates.LLAMA2, "<s>", "</s>"
    ),
    "zephyr": lambda: _llama_fast(chat_templates.ZEPHYR, legacy=False),
    "zephyr legacy": lambda: _llama_fast(chat_templates.ZEPHYR, legacy=True),
    "mistral": lambda: _llama_fast(chat_templates.MISTRAL, legacy=False),
    "chatml by unspecial tokens": _chatml_by_unspecial_tokens,
    "swallowing": _swallowing,
    "llama3": lambda: _llama3(chat_templates.LLAMA3),
    "llama3.1": lambda: _llama3(chat_templates.LLAMA31.replace("DATE", "'26 Jul 2024'")),
}
