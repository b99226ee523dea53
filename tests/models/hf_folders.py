"""Tiny random LLaMA checkpoints as Hugging Face folders, with tokenizers that were really trained."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any, Literal, get_args

import pytest
import sentencepiece
import tokenizers

pytest.importorskip("torch")
import torch
import transformers

Kind = Literal["llama2", "smollm2", "llama3", "wide_heads"]
"""``llama2``: every head has its keys, SentencePiece, output matrix of its own, two ends.
``smollm2``: grouped keys, byte-level BPE, tied, ChatML. ``llama3``: its long-context rotation (which matters
within a hundred tokens here), bos by post-processor, list of ends, ``chat_template.jinja``.
``wide_heads``: heads wider than width / heads, linear rotation, more rows than tokens, no chat template.
"""
KINDS: tuple[Kind, ...] = get_args(Kind)

_CORPUS = """\
A player walks from a forest at dusk into a cold cave, is ambushed by zombies, and wins.
The rain falls on the old harbour while the ship sails home; thunder rolls over 128 blocks of dark sea.
Soft harp and low strings in D dorian, 72 beats per minute, calm and a little sad.
You are a composer of music for games. Describe the music in at most twenty words.
Brave drums and bright brass: the dragon has been seen above the End, and night is near!
Snow lies on the village; a lone flute wanders between warm windows, slow, sweet, hopeful.
In the Nether the walls glow red. Choir, distorted organ, 140 beats per minute, no hope at all.
Fields of wheat, bees, a friendly horse: an acoustic guitar in G major plays under a blue sky.
Deep below, diamonds shine; a music box repeats four notes, and something breathes behind the stone.
The sun rises. Strings swell, a horn answers, the player opens the door and the day begins.
Übermut, café, naïve, 火, ☂ — letters that are rare stay whole or fall apart into their bytes.
"""
_CHATML = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] "
    "+ '<|im_end|>\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
_LLAMA2 = (
    "{% if messages[0]['role'] == 'system' %}{% set task = '<<SYS>>\n' + messages[0]['content'] "
    "+ '\n<</SYS>>\n\n' %}{% set turns = messages[1:] %}"
    "{% else %}{% set task = '' %}{% set turns = messages %}{% endif %}"
    "{% for turn in turns %}{% if turn['role'] == 'user' %}{{ bos_token + '[INST] ' }}"
    "{% if loop.first %}{{ task }}{% endif %}{{ turn['content'] + ' [/INST]' }}{% else %}"
    "{{ ' ' + turn['content'] + ' ' + eos_token }}{% endif %}{% endfor %}"
)
_LLAMA3 = (
    "{{ bos_token }}{% for message in messages %}{{ '<|start_header_id|>' + message['role'] "
    "+ '<|end_header_id|>\n\n' + message['content'] + '<|eot_id|>' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>\n\n' }}{% endif %}"
)
_SMOLLM2_SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
_LLAMA3_SPECIAL = [
    "<|begin_of_text|>",
    "<|end_of_text|>",
    "<|start_header_id|>",
    "<|end_header_id|>",
    "<|eot_id|>",
]
_LLAMA3_SPLIT = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
_PADDING_ROWS = 8


def write_checkpoint(
    folder: Path, kind: Kind, *, dtype: str = "float32", shard_size: str | None = None
) -> None:
    """Writes weights (seeded), configuration and tokenizer. ``dtype``: of the weights, torch's name.

    ``shard_size``: largest safetensors file, such as ``100KB``; without it there is one file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if kind == "llama2":
        tokens, ids = _sentencepiece(folder), (1, 2)
    elif kind == "smollm2":
        tokens, ids = _byte_level(folder, _SMOLLM2_SPECIAL), (1, 2)
    else:
        tokens, ids = _llama3_bpe(folder), (0, 1)
    rows = tokens + _PADDING_ROWS if kind == "wide_heads" else tokens
    sizes = {"vocab_size": rows, "bos_token_id": ids[0], "eos_token_id": ids[1]}
    model = _model(transformers.LlamaConfig(**(_COMMON | _ARCHITECTURES[kind] | sizes)))
    if kind == "llama3":
        model.generation_config.eos_token_id = [1, _LLAMA3_SPECIAL.index("<|eot_id|>")]
        (folder / "chat_template.jinja").write_text(_LLAMA3, encoding="utf-8")
    model.to(getattr(torch, dtype)).save_pretrained(folder, max_shard_size=shard_size or "1GB")
    (folder / "README.md").write_text(f"---\nlicense: apache-2.0\ntags:\n- {kind}\n---\n# Random weights\n")


_COMMON: dict[str, Any] = {
    "hidden_size": 64,
    "intermediate_size": 96,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "max_position_embeddings": 512,
    "rms_norm_eps": 1e-5,
    # Weights of the usual 0.02 would leave all logits alike.
    "initializer_range": 0.15,
}
_ARCHITECTURES: dict[Kind, dict[str, Any]] = {
    "llama2": {"rope_theta": 10000.0},
    "smollm2": {
        "num_hidden_layers": 3,
        "num_key_value_heads": 2,
        "tie_word_embeddings": True,
        "rope_theta": 100000.0,
    },
    "llama3": {
        "num_key_value_heads": 1,
        "rope_theta": 500000.0,
        "rope_scaling": {
            "rope_type": "llama3",
            "factor": 8.0,
            "low_freq_factor": 1.0,
            "high_freq_factor": 4.0,
            "original_max_position_embeddings": 32,
        },
    },
    "wide_heads": {
        "num_key_value_heads": 2,
        "head_dim": 24,
        "rope_theta": 5000.0,
        "rope_scaling": {"rope_type": "linear", "factor": 2.0},
    },
}


def _model(config: transformers.LlamaConfig) -> Any:
    torch.manual_seed(7)
    model: Any = transformers.LlamaForCausalLM(config)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if "norm" in name:
                # Gains of one, as transformers leaves them, could be swapped unnoticed.
                weight.add_(torch.rand_like(weight) - 0.5)
    return model


def _sentencepiece(folder: Path) -> int:
    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(_CORPUS.splitlines()),
        model_writer=written,
        model_type="bpe",
        vocab_size=420,
        byte_fallback=True,
        split_digits=True,
        allow_whitespace_only_pieces=True,
        normalization_rule_name="identity",
        remove_extra_whitespaces=False,
        character_coverage=0.99,
        num_threads=1,
        minloglevel=2,
    )
    (folder / "tokenizer.model").write_bytes(written.getvalue())
    special = {
        name: {"__type": "AddedToken", "content": text, "special": True}
        for name, text in (("bos_token", "<s>"), ("eos_token", "</s>"), ("unk_token", "<unk>"))
    }
    _write_json(folder / "tokenizer_config.json", special | {"legacy": False, "chat_template": _LLAMA2})
    return 420


def _byte_level(folder: Path, special: list[str]) -> int:
    split = tokenizers.pre_tokenizers
    steps = [split.Digits(individual_digits=True), split.ByteLevel(add_prefix_space=False, use_regex=True)]
    tokenizer = _train(split.Sequence(steps), special)
    tokenizer.save(str(folder / "tokenizer.json"))
    named = {"bos_token": special[1], "eos_token": special[2], "unk_token": special[0]}
    _write_json(folder / "tokenizer_config.json", named | {"chat_template": _CHATML})
    return tokenizer.get_vocab_size()


def _llama3_bpe(folder: Path) -> int:
    split = tokenizers.pre_tokenizers
    steps = [
        split.Split(tokenizers.Regex(_LLAMA3_SPLIT), behavior="isolated"),
        split.ByteLevel(add_prefix_space=False, use_regex=False),
    ]
    tokenizer = _train(split.Sequence(steps), _LLAMA3_SPECIAL)
    tokenizer.post_processor = tokenizers.processors.TemplateProcessing(
        single="<|begin_of_text|> $A", special_tokens=[("<|begin_of_text|>", 0)]
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    named = {"bos_token": "<|begin_of_text|>", "eos_token": "<|end_of_text|>"}
    _write_json(folder / "tokenizer_config.json", named)
    return tokenizer.get_vocab_size()


def _train(pre_tokenizer: Any, special: list[str]) -> tokenizers.Tokenizer:
    tokenizer = tokenizers.Tokenizer(tokenizers.models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizer
    tokenizer.decoder = tokenizers.decoders.ByteLevel()
    trainer = tokenizers.trainers.BpeTrainer(
        vocab_size=400,
        special_tokens=special,
        initial_alphabet=tokenizers.pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(_CORPUS.splitlines(), trainer)
    return tokenizer


def _write_json(path: Path, value: dict[str, Any]) -> None:
    path.write_text(json.dumps(value, indent=2), encoding="utf-8")
