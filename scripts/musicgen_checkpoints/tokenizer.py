"""A tokenizer built as T5's is (Unigram, its special ids), of a few words of music and single characters."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from pathlib import Path
from typing import Any

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

PAD, EOS, UNKNOWN = "<pad>", "</s>", "<unk>"

_SPACE = "\N{LOWER ONE EIGHTH BLOCK}"
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
    tokenizer = _built()
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


def _built() -> Tokenizer:
    """The same each time, as ``UnigramTrainer``'s are not."""
    vocabulary = [(PAD, 0.0), (EOS, 0.0), (UNKNOWN, 0.0), *_scored_words(), *_scored_characters()]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=2, byte_fallback=False))
    steps: list[Any] = [normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    tokenizer.normalizer = normalizers.Sequence(steps)
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="always")
    tokenizer.add_special_tokens([PAD, EOS, UNKNOWN])
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"$A {EOS}", pair=f"$A {EOS} $B {EOS}", special_tokens=[(EOS, 1)]
    )
    return tokenizer


def _scored_words() -> list[tuple[str, float]]:
    """Likelier ones first, by their logarithm."""
    words = Counter(re.findall(r"[A-Za-z]{2,}", _TEXTS))
    total = words.total()
    ranked = sorted(words.items(), key=lambda item: (-item[1], item[0]))
    return [(_SPACE + word, math.log(count / total)) for word, count in ranked]


def _scored_characters() -> list[tuple[str, float]]:
    """Of the last resort: all letters, digits and signs of ASCII."""
    characters = [_SPACE, *(chr(code) for code in range(0x21, 0x7F))]
    return [(character, -10.0 - 0.01 * rank) for rank, character in enumerate(characters)]
