"""Small vocabularies that were really trained, on this repository's own prose."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import gguf
import sentencepiece
from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

_ROOT = Path(__file__).parents[2]

LLAMA3_SPECIAL = ["<|begin_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"]
LLAMA3_SPLIT = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
"""As Llama 3's ``tokenizer.json`` has it."""


def prose() -> list[str]:
    """Lines; a few are made of spaces, digits and repeated letters, which prose lacks."""
    files = [_ROOT / "README.md", _ROOT / "protocol" / "PROTOCOL.md", *sorted((_ROOT / "docs").glob("*.md"))]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [
        *lines,
        "  two",
        "    four",
        "        eight",
        "aaaa aaaaaa aaaaaaaa",
        "1984 1990 2001 2024 100 200",
    ]


def train_sentencepiece(**settings: Any) -> bytes:
    """A ``tokenizer.model`` with LLaMA-2's settings, but for ``settings``."""
    model = io.BytesIO()
    llama2: dict[str, Any] = {
        "model_type": "bpe",
        "vocab_size": 1500,
        "byte_fallback": True,
        "normalization_rule_name": "identity",
        "remove_extra_whitespaces": False,
        "allow_whitespace_only_pieces": True,
        "split_digits": True,
        "num_threads": 1,
        "minloglevel": 2,
    }
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(prose()), model_writer=model, **(llama2 | settings)
    )
    return model.getvalue()


def train_llama3_bpe() -> Tokenizer:
    """Byte-level BPE as Llama 3's; its special tokens come first."""
    tokenizer = Tokenizer(models.BPE(ignore_merges=True))
    split = pre_tokenizers.Split(Regex(LLAMA3_SPLIT), behavior="isolated")
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [split, pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=1500,
        special_tokens=LLAMA3_SPECIAL,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(prose(), trainer)
    return tokenizer


def write_vocabulary_gguf(path: Path, sp: sentencepiece.SentencePieceProcessor, kinds: list[int]) -> None:
    """A GGUF file of a SentencePiece vocabulary and nothing else, for readers other than ours."""
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_tokenizer_model("llama")
    writer.add_token_list([sp.id_to_piece(index) for index in range(len(sp))])
    writer.add_token_scores([sp.get_score(index) for index in range(len(sp))])
    writer.add_token_types(kinds)
    writer.add_bos_token_id(sp.bos_id())
    writer.add_eos_token_id(sp.eos_id())
    writer.add_unk_token_id(sp.unk_id())
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
