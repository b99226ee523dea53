"""On a GPU, beside transformers with and without a static cache."""

from __future__ import annotations

from benchmarks.figures import Figure
from benchmarks.musicgen.asked import CONTEXTS
from benchmarks.musicgen.checkpoints import checkpoint
from benchmarks.musicgen.first_sound import CLIP_S
from benchmarks.musicgen.processes import called, measured
from benchmarks.musicgen.setup import Setup
from journey.failure import JourneyError

SIZES = ("small", "medium", "large")
PEERS = (("float32", "dynamic"), ("bfloat16", "dynamic"), ("bfloat16", "static"))


def measure(setup: Setup) -> list[Figure]:
    """Nothing where torch finds no GPU. Raises JourneyError where ours doesn't run."""
    if called("-c", "import torch; print(torch.cuda.is_available())").strip() != "True":
        setup.tell("torch finds no GPU here: nothing is measured")
        return []
    return [figure for size in SIZES for figure in _of_size(setup, size)]


def _of_size(setup: Setup, size: str) -> list[Figure]:
    setup.tell(f"random checkpoint of size {size}")
    folder = str(checkpoint(size))
    setup.tell(f"{size}: the sidecar's")
    ours = measured("gpu_process", folder)
    figures = [
        *_speeds(f"{size}, ours", ours),
        Figure(f"{size}, ours: first sound", ours["first_s"], "s"),
    ]
    for precision, cache in PEERS:
        name = f"{size}, transformers {precision}, {cache} cache"
        setup.tell(name)
        try:
            peer = measured("decode_transformers", folder, precision, cache, "cuda")
            clip = measured("decode_transformers", folder, precision, cache, "cuda", str(CLIP_S))
        except JourneyError as error:
            setup.tell(f"does not run here: {(error.log_tail or str(error)).strip().splitlines()[-1]}")
            continue
        figures += [*_speeds(name, peer), Figure(f"{name}: a clip of {CLIP_S} s", clip["clip_s"], "s")]
    return figures


def _speeds(name: str, found: dict[str, float]) -> list[Figure]:
    return [
        *(Figure(f"{name}, at {context}", found[str(context)], "steps/s") for context in CONTEXTS),
        Figure(f"{name}: memory of the GPU", found["gpu_mb"], "MB"),
    ]
