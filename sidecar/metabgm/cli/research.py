"""``metabgm-sidecar research``: the paper's section III, its dataset first of all."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from metabgm.cli import research_evaluate, research_train
from metabgm.cli.errors import CommandError, InputError

_MOST_PARTS = 64


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """A verb, then its own arguments."""
    verbs = parser.add_subparsers(metavar="VERB", dest="verb", required=True)
    draw = verbs.add_parser("draw", help="draw the scenes and the words of all pairs to be written")
    draw.add_argument("--out", type=Path, required=True, metavar="DIR")
    draw.add_argument("--parts", type=int, default=8, help="tables to divide the work into")
    lint = verbs.add_parser("lint", help="look for what is wrong with written pairs")
    lint.add_argument("files", type=Path, nargs="+", metavar="FILE.jsonl")
    lint.add_argument("--errors", action="store_true", help="leave the notes out")
    collect = verbs.add_parser("collect", help="make the dataset's two files of what was written")
    collect.add_argument("files", type=Path, nargs="+", metavar="FILE.jsonl")
    collect.add_argument("--out", type=Path, required=True, metavar="DIR")
    research_train.add_arguments(verbs.add_parser("train", help="fine-tune a LLaMA for the two stages"))
    research_evaluate.add_arguments(verbs.add_parser("evaluate", help="print the paper's tables for models"))


def run(options: argparse.Namespace) -> int:
    """Carries the verb out."""
    verbs: dict[str, Callable[[argparse.Namespace], int]] = {
        "draw": _draw,
        "lint": _lint,
        "collect": _collect,
        "train": research_train.run,
        "evaluate": research_evaluate.run,
    }
    return verbs[options.verb](options)


def _draw(options: argparse.Namespace) -> int:
    from metabgm.research.tasks import biome_tasks, scene_tasks  # noqa: PLC0415
    from metabgm.research.work_files import write_forward, write_reverse, write_scenes  # noqa: PLC0415

    parts = options.parts
    if not 1 <= parts <= _MOST_PARTS:
        raise InputError(f"--parts: {parts}, expected 1 to {_MOST_PARTS}")
    scenes, others = scene_tasks(), biome_tasks()
    try:
        options.out.mkdir(parents=True, exist_ok=True)
        write_scenes(options.out / "scenes.jsonl", scenes)
        for part in range(parts):
            write_forward(options.out / f"forward-{part + 1}.tsv", scenes[part::parts])
            write_reverse(options.out / f"reverse-{part + 1}.tsv", others[part::parts])
    except OSError as error:
        raise CommandError(f"{options.out}: {error.strerror}") from error
    print(f"{len(scenes)} scenes and {len(others)} biomes in {parts} parts: {options.out}")
    return 0


def _lint(options: argparse.Namespace) -> int:
    from metabgm.research.dataset_error import DatasetError  # noqa: PLC0415
    from metabgm.research.lint import lint  # noqa: PLC0415
    from metabgm.research.pairs import read_pairs  # noqa: PLC0415
    from metabgm.research.report import lines_of, spelling_line  # noqa: PLC0415

    try:
        found = [one for path in options.files for one in read_pairs(path)]
    except DatasetError as error:
        raise InputError(str(error)) from error
    pairs = [one for one in found if not isinstance(one, DatasetError)]
    broken = [one for one in found if isinstance(one, DatasetError)]
    report = lint(pairs)
    for line in broken:
        print(f"{line}")
    for finding in report.findings:
        if finding.level == "error" or not options.errors:
            print(finding)
    print("\n".join(lines_of(report)))
    print(spelling_line(pairs))
    return 1 if broken or report.errors else 0


def _collect(options: argparse.Namespace) -> int:
    from metabgm.research.collecting import write_dataset  # noqa: PLC0415
    from metabgm.research.dataset_error import DatasetError  # noqa: PLC0415
    from metabgm.research.pairs import all_pairs  # noqa: PLC0415
    from metabgm.research.tasks import biome_tasks, scene_tasks  # noqa: PLC0415

    try:
        pairs = all_pairs(options.files)
        write_dataset(options.out, pairs)
    except DatasetError as error:
        raise InputError(str(error)) from error
    except OSError as error:
        raise CommandError(f"{options.out}: {error.strerror}") from error
    missing = {task.id for task in scene_tasks()} | {task.id for task in biome_tasks()}
    missing -= {pair.id for pair in pairs}
    print(f"{len(pairs)} pairs, {len(missing)} missing: {', '.join(sorted(missing)[:20]) or 'none'}")
    return 0
