"""A tokenizer built as T5's is (Unigram, its special ids), trained on a few words of music."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

PAD, EOS, UNKNOWN = "<pad>", "</s>", "<unk>"

_TEXTS = """\
Calm harp and strings in D dorian, slow and hopeful, like a forest at dawn.
Fierce taiko drums and low brass, fast and relentless, a battle in a minor key.
Dark ambient drone, tolling bells, sparse and ominous, deep below in a cave.
A lively folk dance for fiddle, guitar and hand drums, cheerful, 112 beats per minute.
Soft piano over warm pads, quiet and lonely, snow on the village at night.
A solemn chorale for choir and organ, very slow, grand and bright.
Driving electronic pop track with punchy synth bass and claps, 128 bpm.
Menacing distorted guitars, tremolo strings, no hope at all, the Nether burns.
A wandering oboe, a lute and a flute in 6/8, warm wind over the desert.
Music box melody, gentle marimba ostinato in 7/8 with pizzicato strings, mysterious.
"""


def write_tokenizer(folder: Path) -> int:
    """Writes ``tokenizer.json`` and its configuration; returns how many tokens there are."""
    tokenizer = _trained()
    tokenizer.save(str(folder / "tokenizer.json"))
    config = {
        "tokenizer_class": "T5Tokenizer",
        "pad_token": PAD,
        "eos_token": EOS,
        "unk_token": UNKNOWN,
        "extra_ids": 0,
        "model_max_length": 512,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    return tokenizer.get_vocab_size()


def _trained() -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram())
    steps: list[Any] = [normalizers.NFKC(), normalizers.Replace(" {2,}", " ")]
    tokenizer.normalizer = normalizers.Sequence(steps)
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="always")
    trainer = trainers.UnigramTrainer(
        vocab_size=400, special_tokens=[PAD, EOS, UNKNOWN], unk_token=UNKNOWN, show_progress=False
    )
    tokenizer.train_from_iterator(_TEXTS.splitlines(), trainer)
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"$A {EOS}", pair=f"$A {EOS} $B {EOS}", special_tokens=[(EOS, 1)]
    )
    return tokenizer
