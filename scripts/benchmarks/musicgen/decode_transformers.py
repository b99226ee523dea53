"""``python -m benchmarks.musicgen.decode_transformers FOLDER float32|bfloat16 dynamic|static cpu|cuda [S]``.

Steps a second of transformers' own generate with guidance and sampling, around each context; with SECONDS,
with S, how many of them a clip takes that is so long. And the GPU's memory.
"""

from __future__ import annotations

import contextlib
import json
import sys
import time
from typing import Any

import numpy as np
import torch
import transformers

from benchmarks.musicgen.asked import CONTEXTS, TEXT
from metabgm.cli.engines import musicgen_threads

GUIDANCE = 3.0
STEPS = 16
FRAME_RATE = 50


class _EnoughError(Exception):
    """Ends a generation whose clip nobody needs."""


class _Clock(transformers.StoppingCriteria):  # type: ignore[misc]
    """Asked after every step."""

    def __init__(self) -> None:
        self.times: list[float] = []

    def __call__(self, ids: torch.Tensor, _scores: object, **_more: object) -> torch.Tensor:
        self.times.append(time.perf_counter())
        # The first step read the prompt.
        if len(self.times) > STEPS + 1:
            raise _EnoughError
        return torch.zeros(ids.shape[0], dtype=torch.bool, device=ids.device)


def main() -> None:
    folder, precision, cache, device, *seconds = sys.argv[1:]
    torch.set_num_threads(musicgen_threads())
    model: Any = transformers.MusicgenForConditionalGeneration.from_pretrained(
        folder, dtype=getattr(torch, precision)
    ).eval()
    model.to(device)
    asked = transformers.AutoTokenizer.from_pretrained(folder)(TEXT, return_tensors="pt").to(device)
    settings: dict[str, Any] = {"guidance_scale": GUIDANCE, "do_sample": True}
    if cache == "static":
        settings["cache_implementation"] = "static"
    if seconds:
        began = time.perf_counter()
        model.generate(**asked, **settings, max_new_tokens=round(float(seconds[0]) * FRAME_RATE) + 3)
        print(json.dumps({"clip_s": time.perf_counter() - began, "gpu_mb": _gpu_mb()}))
        return
    found = {}
    for context in CONTEXTS:
        shape = (model.decoder.num_codebooks, context - STEPS // 2)
        prompt = torch.randint(0, model.config.decoder.vocab_size, shape, device=device)
        clock = _Clock()
        with contextlib.suppress(_EnoughError):
            model.generate(
                **asked,
                **settings,
                decoder_input_ids=prompt,
                max_new_tokens=2 * STEPS,
                stopping_criteria=transformers.StoppingCriteriaList([clock]),
            )
        found[str(context)] = 1.0 / float(np.median(np.diff(clock.times[1:])))
    print(json.dumps(found | {"gpu_mb": _gpu_mb()}))


def _gpu_mb() -> float:
    return torch.cuda.max_memory_allocated() / 1e6 if torch.cuda.is_available() else 0.0


if __name__ == "__main__":
    main()
