"""``metabgm-sidecar research train``: an adapter for a LLaMA, from the dataset."""

from __future__ import annotations

import argparse
from pathlib import Path

from metabgm.cli.errors import CommandError, InputError
from metabgm.cli.progress import ProgressLine
from metabgm.models.chat_turns import KNOWN_FORMS
from metabgm.models.errors import ModelError
from metabgm.models.pinned import SMOLLM2
from metabgm.research.schedule import Settings

_LIMITS = {
    "passes": (1, 1000),
    "batch": (1, 1024),
    "rate": (1e-7, 1.0),
    "rank": (1, 256),
    "alpha": (0.1, 1024.0),
    "threads": (0, 256),
}
"""Beyond them nothing has been heard to train."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The dataset's files, the base, and the settings of ``Settings``."""
    usual = Settings()
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE.jsonl")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="goes on with what is there")
    parser.add_argument(
        "--base", default=SMOLLM2.name, metavar="PATH|OWNER/REPO", help="a GGUF file or Hugging Face LLaMA"
    )
    parser.add_argument("--chat", choices=list(KNOWN_FORMS), default="", help="as 'models add' has it")
    parser.add_argument("--passes", type=int, default=usual.passes)
    parser.add_argument("--batch", type=int, default=usual.batch, help="texts a step")
    parser.add_argument("--rate", type=float, default=usual.rate, help="the highest learning rate")
    parser.add_argument("--rank", type=int, default=usual.rank)
    parser.add_argument("--alpha", type=float, default=usual.alpha)
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--threads", type=int, default=0, help="(default: all)")


def run(options: argparse.Namespace) -> int:
    """Prints where the adapter is and how to use it."""
    _check(options)
    try:
        from metabgm.research.fine_tuning import Order, fine_tune  # noqa: PLC0415
    except ImportError as error:
        raise CommandError(f"{error}; pip install 'metabgm-sidecar[research]'") from error
    from metabgm.research.base import open_base  # noqa: PLC0415
    from metabgm.research.dataset_error import DatasetError  # noqa: PLC0415
    from metabgm.research.pairs import all_pairs  # noqa: PLC0415
    from metabgm.research.training_folder import TrainingError  # noqa: PLC0415

    settings = Settings(
        passes=options.passes,
        batch=options.batch,
        rate=options.rate,
        rank=options.rank,
        alpha=options.alpha,
        seed=options.seed,
    )
    order = Order(options.base, options.out, settings, options.chat, options.threads)
    try:
        pairs = all_pairs(options.files)
        with ProgressLine() as line, open_base(options.base, lambda done: line.show("fetch", done)) as base:
            adapter = fine_tune(base, pairs, order, line.show)
    except DatasetError as error:
        raise InputError(str(error)) from error
    except (ModelError, TrainingError) as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        raise CommandError(f"{options.out}: {error.strerror or error}") from error
    print(f"{adapter}: {adapter.stat().st_size / 1e6:.1f} MB")
    print(f"use it with: metabgm-sidecar models add {options.base} --adapter {adapter} --name NAME")
    return 0


def _check(options: argparse.Namespace) -> None:
    for name, (least, most) in _LIMITS.items():
        value = getattr(options, name)
        if not least <= value <= most:
            raise InputError(f"--{name}: {value}, expected {least} to {most}")
