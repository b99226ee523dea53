"""A tiny MusicGen without its values: transformers' configurations, and the tensors' names and shapes.

Kept in the repository, so that tests make the same folder as transformers does, without it and without torch.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safetensors.numpy import load_file, save_file

from musicgen_checkpoints.card import card
from musicgen_checkpoints.tokenizer import write_tokenizer
from musicgen_checkpoints.weights import Shapes, random_tensors

STORED = Path(__file__).parents[2] / "tests" / "music" / "musicgen" / "stored"

_WEIGHTS = "model.safetensors"
_CONFIGURATIONS = ("config.json", "generation_config.json")


@dataclass(frozen=True)
class Tiny:
    """Which of the tiny models; ``name`` is its skeleton's in the repository."""

    name: str
    kind: str = "text"
    stereo: bool = False


TINY = Tiny("tiny")
TINY_STEREO = Tiny("tiny-stereo", stereo=True)
TINY_MELODY = Tiny("tiny-melody", kind="melody")
TINY_STEREO_MELODY = Tiny("tiny-stereo-melody", kind="melody", stereo=True)
TINIES = (TINY, TINY_STEREO, TINY_MELODY, TINY_STEREO_MELODY)


@dataclass(frozen=True)
class Skeleton:
    """``configurations``: the JSON files by name. ``tensors``: shapes by the names in the weights' file."""

    configurations: dict[str, Any]
    tensors: Shapes


def skeleton_of(folder: Path) -> Skeleton:
    """Of a folder that transformers wrote; the version that wrote it is left out."""
    configurations = {name: json.loads((folder / name).read_text()) for name in _CONFIGURATIONS}
    for configuration in configurations.values():
        configuration.pop("transformers_version", None)
    shapes = {name: values.shape for name, values in load_file(folder / _WEIGHTS).items()}
    return Skeleton(configurations, dict(sorted(shapes.items())))


def read_skeleton(path: Path) -> Skeleton:
    """What ``write_skeleton`` wrote."""
    stored = json.loads(path.read_text())
    shapes = {name: tuple(shape) for name, shape in stored["tensors"].items()}
    return Skeleton(stored["configurations"], shapes)


def write_skeleton(path: Path, skeleton: Skeleton) -> None:
    """As JSON, a tensor a line."""
    configurations = json.dumps(skeleton.configurations, sort_keys=True)
    tensors = ",\n".join(
        f"{json.dumps(name)}: {json.dumps(shape)}" for name, shape in skeleton.tensors.items()
    )
    path.write_text(f'{{"configurations": {configurations},\n"tensors": {{\n{tensors}\n}}}}\n')


def write_tiny(folder: Path, tiny: Tiny, *, seed: int = 0) -> None:
    """The folder that ``hf.write_hf`` writes, from the stored skeleton."""
    skeleton = read_skeleton(STORED / f"{tiny.name}.json")
    folder.mkdir(parents=True, exist_ok=True)
    for name, configuration in skeleton.configurations.items():
        (folder / name).write_text(json.dumps(configuration, indent=2) + "\n", encoding="utf-8")
    save_file(dict(random_tensors(skeleton.tensors, seed)), folder / _WEIGHTS, metadata={"format": "pt"})
    write_tokenizer(folder)
    about = card("tiny", kind=tiny.kind, stereo=tiny.stereo, seed=seed)
    (folder / "README.md").write_text(about, encoding="utf-8")
