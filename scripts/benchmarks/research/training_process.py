"""Some steps of one shape's fine-tuning; prints seconds a step and the process's greatest memory as JSON."""

from __future__ import annotations

import json
import random
import resource
import sys
import time
from typing import Any

import torch
import transformers

from benchmarks.research.shapes import MEASURED, Shape
from metabgm.research.encoding import TrainingText
from metabgm.research.fine_tuning import multiplies_in_bfloat16, precision_of
from metabgm.research.lora import with_lora
from metabgm.research.schedule import Settings
from metabgm.research.training import Training

_WARM_UP, _TIMED = 1, 3
# As the dataset's are: question and answer.
_TOKENS, _ANSWER = 80, 22


def main() -> None:
    """``training_process NAME``."""
    shape = next(shape for shape in MEASURED if shape.name == sys.argv[1])
    settings = Settings(passes=1)
    training = Training(
        with_lora(_model(shape), rank=settings.rank, alpha=settings.alpha, dropout=settings.dropout),
        _texts(shape, settings.batch * (_WARM_UP + _TIMED)),
        [],
        settings,
        bfloat16=multiplies_in_bfloat16(),
    )
    ends = [time.perf_counter() for _ in training.run()]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"seconds": (ends[-1] - ends[_WARM_UP - 1]) / _TIMED, "peak": peak}))


def _model(shape: Shape) -> Any:
    config = transformers.LlamaConfig(
        vocab_size=shape.vocabulary,
        hidden_size=shape.width,
        intermediate_size=shape.ffn,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        num_key_value_heads=shape.key_heads,
        tie_word_embeddings=True,
        use_cache=False,
    )
    torch.set_default_dtype(precision_of(shape.parameters))
    model = transformers.LlamaForCausalLM(config)
    torch.set_default_dtype(torch.float32)
    return model


def _texts(shape: Shape, count: int) -> list[TrainingText]:
    draws = random.Random(1)
    ids = [tuple(draws.randrange(shape.vocabulary) for _ in range(_TOKENS)) for _ in range(count)]
    return [TrainingText(some, _TOKENS - _ANSWER) for some in ids]


if __name__ == "__main__":
    main()
