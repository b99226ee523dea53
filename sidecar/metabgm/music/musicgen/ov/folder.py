"""Where the graphs of one model lie."""

from __future__ import annotations

from errno import ENOSPC
from os import strerror
from pathlib import Path
from typing import Literal

import openvino as ov

Graph = Literal["text", "cross", "prefix", "decoder"]
# What OpenVINO makes of the graphs on this machine; it may be deleted at any time.
COMPILED = "compiled"


def graph_path(folder: Path, graph: Graph) -> Path:
    """Its description; the weights lie beside it as ``.bin``."""
    return folder / f"{graph}.xml"


def save(model: ov.Model, folder: Path, graph: Graph) -> None:
    """Writes the pair; the folder is made. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    write(model, graph_path(folder, graph))


def write(model: ov.Model, path: Path) -> None:
    """The description to ``path``, the weights beside it. Raises OSError."""
    try:
        # As it stands: OpenVINO would halve scales and float32 weights.
        ov.save_model(model, path, compress_to_fp16=False)
    except RuntimeError as error:
        # It doesn't tell the cause; in a folder that was just made it is as good as always this one.
        raise OSError(ENOSPC, strerror(ENOSPC), str(path)) from error
