"""``metabgm-sidecar describe SCENE.json``: the texts of a scene and how they came about."""

from __future__ import annotations

import argparse
import json
import secrets
from pathlib import Path
from typing import Any

from metabgm.cli.errors import CommandError, InputError
from metabgm.cli.progress import ProgressLine
from metabgm.cli.scene_file import read_scene
from metabgm.describe.texts import Describer, DescribeRequest
from metabgm.scene.characterize import characterize


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """A scene as the mod sends it, or its elements alone."""
    parser.add_argument("scene", type=Path, metavar="SCENE.json")
    parser.add_argument("--direct", action="store_true", help="one stage: scene to description (Table I)")
    parser.add_argument("--json", action="store_true", help="print the record as one JSON object")
    parser.add_argument(
        "--model", metavar="NAME|FOLDER", default="smollm2-135m-instruct", help="language model; '' uses none"
    )
    parser.add_argument(
        "--describer", metavar="URL", default="", help="OpenAI-compatible endpoint, asked first"
    )
    parser.add_argument("--describer-model", metavar="NAME", default="", help="the model's name there")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--style", default="", help="the player's wish")
    parser.add_argument("--seed", type=int, help="the same seed gives the same texts")


def run(options: argparse.Namespace) -> int:
    """Prints the provenance record of the texts."""
    elements = read_scene(options.scene)
    seed = secrets.randbits(63) if options.seed is None else options.seed
    characterized = characterize(elements)
    request = DescribeRequest(
        characterized.elements, characterized.combat, seed, options.style, options.direct
    )
    texts = _describer(options).describe(request, lambda: False)
    record: dict[str, Any] = {
        "characterized": characterized.elements,
        "steps": list(characterized.steps),
        "narrative": texts.narrative,
        "description": texts.description,
        "describer": texts.describer,
        "guard": list(texts.guard),
        "seed": seed,
        "ms": dict(texts.ms),
    }
    print(_as_json(record) if options.json else _as_lines(record))
    return 0


def _describer(options: argparse.Namespace) -> Describer:
    from metabgm.describe.template import TemplateDescriber  # noqa: PLC0415
    from metabgm.models.errors import ModelError  # noqa: PLC0415
    from metabgm.server.ladder import DescriberLadder  # noqa: PLC0415
    from metabgm.server.loading import load_describer  # noqa: PLC0415

    if not 1 <= options.threads <= 64:
        raise InputError(f"--threads: {options.threads}, expected 1 to 64")
    ladder = DescriberLadder(TemplateDescriber(), _endpoint(options.describer, options.describer_model))
    if not options.model:
        return ladder
    with ProgressLine() as line:
        try:
            ladder.climb(load_describer(options.model, options.threads, line.show))
        except ModelError as error:
            raise CommandError(str(error)) from error
    return ladder


def _endpoint(url: str, model: str) -> Describer | None:
    from metabgm.describe.writer import WriterError  # noqa: PLC0415
    from metabgm.server.config import check_describer  # noqa: PLC0415
    from metabgm.server.loading import endpoint_describer  # noqa: PLC0415

    try:
        check_describer(url, model)
        return endpoint_describer(url, model) if url else None
    except (ValueError, WriterError) as error:
        raise InputError(str(error)) from error


def _as_lines(record: dict[str, Any]) -> str:
    lines = []
    for key, value in record.items():
        if isinstance(value, dict):
            lines.append(f"{key}:")
            lines.extend(f"  {label}: {_as_json(inner)}" for label, inner in value.items())
        elif isinstance(value, list):
            lines.append(f"{key}:")
            lines.extend(f"  {item if isinstance(item, str) else _as_json(item)}" for item in value)
        else:
            lines.append(f"{key}: {value}")
    return "\n".join(lines)


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
