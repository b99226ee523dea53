"""How fast a model is on this machine, and what it weighs."""

from __future__ import annotations

import time

import msgspec

from metabgm.describe import prompts
from metabgm.describe.llama import Llama
from metabgm.describe.sampling import Sampling
from metabgm.describe.writer import Question
from metabgm.models.errors import ModelError
from metabgm.models.manifest import ModelFolder

_TOKENS = 48
"""About what the longer of the two texts needs."""

_NO_REPEATS_FORBIDDEN = Sampling(temperature=1.0, top_k=1, forks=0, repetition_penalty=1.0, no_repeat=0)
_PROMPT = prompts.NARRATIVE["calm"]
_QUESTION = "on the beach, at dawn, clear sky, walking"


class Measured(msgspec.Struct, frozen=True):
    """``prefill_ms``: until the first token of a question, its static prompt cached; ``cold_prefill_ms``: not
    yet cached. ``memory_mb``: of the whole process, with this one model loaded and one prompt cached.
    """

    model: str
    threads: int
    load_ms: float
    cold_prefill_ms: float
    prefill_ms: float
    tokens_per_s: float
    memory_mb: float


def measure(folder: ModelFolder, threads: int) -> Measured:
    """Loads the model and lets it write. Raises ModelError, WriterError."""
    # Only this measurement needs it.
    import psutil  # noqa: PLC0415

    began = time.perf_counter()
    llama = Llama(folder, threads=threads)
    loaded = time.perf_counter()
    try:
        cold, _ = _write(llama)
        prefill, tokens_per_s = _write(llama)
        memory = psutil.Process().memory_info().rss
    finally:
        llama.close()
    return Measured(
        model=llama.identity,
        threads=threads,
        load_ms=round(1000 * (loaded - began)),
        cold_prefill_ms=round(1000 * cold, 1),
        prefill_ms=round(1000 * prefill, 1),
        tokens_per_s=round(tokens_per_s, 1),
        memory_mb=round(memory / 1e6),
    )


def _write(llama: Llama) -> tuple[float, float]:
    """Seconds until the first token, and tokens a second after it."""
    times = [time.perf_counter()]

    def stop(_text: str) -> bool:
        times.append(time.perf_counter())
        return False

    llama.write(
        Question(_PROMPT, _QUESTION),
        sampling=_NO_REPEATS_FORBIDDEN,
        seed="",
        max_tokens=_TOKENS,
        stop=stop,
        cancelled=lambda: False,
    )
    if len(times) == 1:
        raise ModelError("it ends its answer before the first token; nothing can be timed")
    decoded = len(times) - 2
    return times[1] - times[0], decoded / (times[-1] - times[1]) if decoded > 0 else 0.0
