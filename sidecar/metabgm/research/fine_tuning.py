"""From a base and a dataset to an adapter: the whole of ``research train``."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from metabgm.models.chat_choice import chat_turns_of
from metabgm.models.checkpoint import Checkpoint
from metabgm.models.digest import sha256_of_all
from metabgm.research.encoding import Encoder
from metabgm.research.examples import examples_of, words_taught
from metabgm.research.lora import with_lora, write_adapter
from metabgm.research.loss_curve import draw
from metabgm.research.pairs import Pair
from metabgm.research.schedule import Settings
from metabgm.research.torch_llama import load
from metabgm.research.training import Training, run_with
from metabgm.research.training_folder import ADAPTER, TrainingFolder, fingerprint

SAVED_EVERY = 20
"""Steps: about a minute of two cores, which is what a stop may cost."""

_LARGE = 1_000_000_000
"""Weights: the fixed ones of a larger base are kept in bfloat16 anywhere, for the memory's sake."""


@dataclass(frozen=True)
class Order:
    """``base``: what the user calls it. ``chat``: a known form of turns, or empty. ``threads``: 0 for all."""

    base: str
    out: Path
    settings: Settings
    chat: str = ""
    threads: int = 0


def fine_tune(
    checkpoint: Checkpoint, pairs: Sequence[Pair], order: Order, told: Callable[[str, float], None]
) -> Path:
    """Returns the adapter's file. ``told``: a line with loss and time left, and the fraction done.

    Raises ModelError, TrainingError, OSError.
    """
    settings, shape = order.settings, checkpoint.shape
    torch.set_num_threads(order.threads or os.cpu_count() or 1)
    tokenizer = checkpoint.tokenizer()
    chat = chat_turns_of(order.chat, checkpoint.chat_template(), tokenizer)
    encoder = Encoder(tokenizer.tokenizer, chat)
    examples = examples_of(pairs)
    train = [encoder.encode(example) for example in examples if example.split == "train"]
    held_out = [encoder.encode(example) for example in examples if example.split == "held-out"]
    base_sha256 = sha256_of_all(checkpoint.sources)
    folder = TrainingFolder(order.out, fingerprint(base_sha256, train, held_out, settings))
    torch.manual_seed(settings.seed)
    model = load(checkpoint, precision_of(shape.parameters))
    model = with_lora(model, rank=settings.rank, alpha=settings.alpha, dropout=settings.dropout)
    training = Training(model.to(_device()), train, held_out, settings, bfloat16=multiplies_in_bfloat16())
    progress = _Progress(training, folder.restore(training), told)
    run_with(training, lambda: folder.save(training), progress.tell, SAVED_EVERY)
    adapter = order.out / ADAPTER
    write_adapter(
        adapter,
        model,
        shape,
        alpha=settings.alpha,
        base=order.base,
        base_sha256=base_sha256,
        words=words_taught(examples),
    )
    draw(training.losses, order.out / "loss.png")
    folder.finish(training, settings, base=order.base, base_sha256=base_sha256, texts=len(train))
    return adapter


class _Progress:
    """Counts the time of the steps of this call only."""

    def __init__(self, training: Training, begun_at: int, told: Callable[[str, float], None]) -> None:
        self._training, self._begun_at, self._told = training, begun_at, told
        self._began = time.monotonic()

    def tell(self, done: int) -> None:
        steps = self._training.steps
        pace = (time.monotonic() - self._began) / (done - self._begun_at)
        left = round(pace * (steps - done) / 60)
        loss = self._training.losses.train[-1]
        self._told(f"step {done} of {steps}, loss {loss:.3f}, {left} min left,", done / steps)


def _device() -> str:
    return "cuda" if torch.cuda.is_available() else "cpu"


def precision_of(parameters: int) -> torch.dtype:
    """Of the weights that stay as they are, in a base of that many."""
    return torch.bfloat16 if parameters > _LARGE or multiplies_in_bfloat16() else torch.float32


def multiplies_in_bfloat16() -> bool:
    """Whether this machine does.

    Processors without AVX-512 have no instructions that serve it, and only lose by it.
    """
    return _device() == "cuda" or torch.backends.cpu.get_cpu_capability().startswith("AVX512")
