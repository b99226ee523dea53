"""``metabgm-sidecar research evaluate``: the paper's tables for models on this machine."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from metabgm.cli.errors import CommandError, InputError
from metabgm.cli.progress import ProgressLine
from metabgm.describe.writer import WriterError
from metabgm.models.errors import ModelError
from metabgm.models.pinned import SMOLLM2

if TYPE_CHECKING:
    from metabgm.research.evaluation import Evaluation
    from metabgm.research.pairs import Pair
    from metabgm.research.references import Reference

_MOST_THREADS = 64
_MOST_DRAWN, _MOST_ROUNDS = 10_000, 100
"""Hours of a small model."""

_LEAST_FOR_CHANCE = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The dataset's files, the models, and what to compare with."""
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE.jsonl")
    parser.add_argument("--model", action="append", metavar="NAME|FOLDER", help="may be given more than once")
    parser.add_argument("--captions", type=Path, metavar="DIR", help="captions of real tracks as references")
    parser.add_argument("--scenes", type=int, default=0, metavar="N", help="only the first N held-out scenes")
    parser.add_argument(
        "--drawn",
        type=int,
        default=0,
        metavar="N",
        help="N scenes more, drawn anew, for what needs no reference",
    )
    parser.add_argument(
        "--rounds", type=int, default=1, metavar="N", help="write N times for each held-out scene"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--texts", type=Path, metavar="FILE.jsonl", help="write what the models wrote")


def run(options: argparse.Namespace) -> int:
    """Prints a table, direct and two-stage generation by every model, and what differs surely."""
    from metabgm.research.captions import Captions  # noqa: PLC0415
    from metabgm.research.dataset_error import DatasetError  # noqa: PLC0415
    from metabgm.research.evaluation_table import comparison, table, texts  # noqa: PLC0415
    from metabgm.research.pairs import all_pairs  # noqa: PLC0415
    from metabgm.research.references import held_out_references  # noqa: PLC0415

    if not 1 <= options.threads <= _MOST_THREADS:
        raise InputError(f"--threads: {options.threads}, expected 1 to {_MOST_THREADS}")
    if not 0 <= options.drawn <= _MOST_DRAWN:
        raise InputError(f"--drawn: {options.drawn}, expected 0 to {_MOST_DRAWN}")
    if not 1 <= options.rounds <= _MOST_ROUNDS:
        raise InputError(f"--rounds: {options.rounds}, expected 1 to {_MOST_ROUNDS}")
    try:
        pairs = all_pairs(options.files)
        captions = Captions(options.captions) if options.captions else None
        references = held_out_references(pairs, captions, options.scenes)
    except DatasetError as error:
        raise InputError(str(error)) from error
    evaluations: dict[str, Evaluation] = {}
    models: list[str] = options.model or [SMOLLM2.name]
    for model in models:
        evaluations |= _of_model(model, references, pairs, options)
    compared = [(_way(model, direct=False), _way(model, direct=True)) for model in models]
    compared += [(_way(model, direct=False), _way(models[0], direct=False)) for model in models[1:]]
    # Whoever reads the tables may close the pipe; and a disk that is full takes nothing from them.
    try:
        if options.texts:
            options.texts.write_text(texts(evaluations), encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{options.texts}: {error.strerror}") from error
    finally:
        print(table(evaluations | _chance(references)))
        print("\n" + comparison(evaluations, compared))
    return 0


def _way(model: str, *, direct: bool) -> str:
    return f"{model}, {'direct' if direct else 'two-stage'}"


def _chance(references: Sequence[Reference]) -> dict[str, Evaluation]:
    from metabgm.research.evaluation import by_chance  # noqa: PLC0415

    if len(references) < _LEAST_FOR_CHANCE:
        return {}
    return {"other scenes' own": by_chance([one.texts for one in references])}


def _of_model(
    model: str, references: Sequence[Reference], pairs: Sequence[Pair], options: argparse.Namespace
) -> dict[str, Evaluation]:
    from metabgm.research.evaluation import evaluate, write_all  # noqa: PLC0415
    from metabgm.research.tasks import fresh_tasks  # noqa: PLC0415
    from metabgm.server.loading import load_llama  # noqa: PLC0415

    tasks = [one.task for one in references] * options.rounds
    texts = [one.texts for one in references] * options.rounds
    tasks += fresh_tasks(options.drawn)
    trained_on = frozenset(
        text for pair in pairs if pair.split == "train" for text in (pair.narrative, pair.description)
    )
    found = {}
    with ProgressLine() as line:
        try:
            llama = load_llama(model, options.threads, line.show)
            for direct in (True, False):
                way = _way(model, direct=direct)
                written = write_all(
                    llama,
                    tasks,
                    direct=direct,
                    seed=options.seed,
                    told=lambda done, way=way: line.show(way, done),  # type: ignore[misc]
                )
                if not any(one.by_model for one in written):
                    raise CommandError(f"{way}: the model wrote nothing that the guard takes")
                dataset = [pair.description for pair in pairs]
                found[way] = evaluate(written, texts, trained_on, dataset, options.rounds)
        except (ModelError, WriterError) as error:
            raise CommandError(str(error)) from error
        except ImportError as error:
            raise CommandError(f"{error}; pip install 'metabgm-sidecar[research]'") from error
    return found
