"""A MusicGen checkpoint -> a folder of OpenVINO graphs. For the process that converts only."""

from __future__ import annotations

import math
import shutil
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from metabgm.models.conversion import Conversion
from metabgm.models.errors import ModelError
from metabgm.models.hf_card import UNKNOWN_LICENSE, read_tags
from metabgm.models.musicgen_manifest import (
    MusicGenDescription,
    MusicGenPrecision,
    write_musicgen_manifest,
)
from metabgm.music.musicgen.checkpoint import Checkpoint, open_checkpoint

MUSICGEN_LICENSE = "cc-by-nc-4.0"
"""Of Meta's MusicGen weights; what folders that state none are taken for."""

RANDOM_TAG = "random-weights"
"""In the card of a folder that scripts/make-musicgen wrote: its weights were never trained."""

NEEDED = ("openvino", "soxr")
INSTALL = "pip install 'metabgm-sidecar[musicgen]'"

_BYTES_A_WEIGHT: dict[MusicGenPrecision, float] = {"f32": 4.0, "int8": 1.0, "int4": 0.65}
_CODEC_AND_REST_BYTES = 300_000_000
"""The codec stays in 32 bits, its graphs are there twice (decoder, encoder), and OpenVINO compiles more."""


def missing_packages() -> list[str]:
    """Of the extra musicgen."""
    return [name for name in NEEDED if find_spec(name) is None]


def require_packages() -> None:
    """Raises ModelError that says what to type."""
    if missing := missing_packages():
        raise ModelError(f"MusicGen needs {' and '.join(missing)}: {INSTALL}")


def license_of(folder: Path) -> str:
    """As a folder states it, else that of Meta's weights."""
    from metabgm.models.hf_card import read_license  # noqa: PLC0415

    stated = read_license(folder)
    return MUSICGEN_LICENSE if stated == UNKNOWN_LICENSE else stated


def convert_musicgen(conversion: Conversion, target: Path, progress: Callable[[float], None]) -> None:
    """Fills the empty folder ``target``. Raises ModelError, OSError."""
    require_packages()
    # What needs openvino.
    from metabgm.music.musicgen.networks.text_tokens import TOKENIZER  # noqa: PLC0415
    from metabgm.music.musicgen.networks.weights import WeightsError  # noqa: PLC0415
    from metabgm.music.musicgen.ov.codec import build_codec  # noqa: PLC0415
    from metabgm.music.musicgen.ov.decoder import build_decoder  # noqa: PLC0415
    from metabgm.music.musicgen.ov.t5 import build_text  # noqa: PLC0415
    from metabgm.music.musicgen.runtime import RuntimeFaultError  # noqa: PLC0415

    folder, precision = Path(conversion.path), conversion.precision
    with open_checkpoint(folder) as checkpoint:
        parameters = _parameters(checkpoint)
        _require_room(parameters, precision, target)
        try:
            (target / TOKENIZER).write_bytes(checkpoint.tokenizer)
            build_codec(checkpoint, target, precision)
            progress(0.1)
            build_text(checkpoint, target, precision)
            progress(0.2)
            build_decoder(checkpoint, target, precision)
            progress(0.9)
        except (WeightsError, RuntimeFaultError, ValueError) as error:
            raise ModelError(f"{folder}: {error}") from error
        description = MusicGenDescription(
            name=conversion.name,
            license=license_of(folder),
            source=conversion.origin_label,
            quantization=precision,
            parameters=parameters,
            random=RANDOM_TAG in read_tags(folder),
            shape=checkpoint.shape,
        )
    write_musicgen_manifest(target, description)
    progress(1.0)


def _parameters(checkpoint: Checkpoint) -> int:
    from metabgm.music.musicgen.checkpoint.expected import expected_tensors  # noqa: PLC0415

    return sum(math.prod(shape) for shape in expected_tensors(checkpoint.shape).values())


def _require_room(parameters: int, precision: MusicGenPrecision, folder: Path) -> None:
    needed = int(parameters * _BYTES_A_WEIGHT[precision]) + min(_CODEC_AND_REST_BYTES, 8 * parameters)
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise ModelError(
            f"it needs {needed // 1_000_000:,} MB of the disk, where {free // 1_000_000:,} are free"
        )
