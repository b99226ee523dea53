"""A MusicGen checkpoint -> a folder of graphs or tensors. For the process that converts only."""

from __future__ import annotations

import math
import shutil
from collections.abc import Callable
from pathlib import Path

from metabgm.models.conversion import PRECISIONS, Conversion
from metabgm.models.errors import ModelError
from metabgm.models.hf_card import UNKNOWN_LICENSE, read_tags
from metabgm.models.musicgen_manifest import (
    MusicGenDescription,
    MusicGenPrecision,
    write_musicgen_manifest,
)
from metabgm.models.musicgen_packages import require_packages
from metabgm.music.musicgen.checkpoint import Checkpoint, open_checkpoint
from metabgm.music.musicgen.checkpoint.tensor_folder import write_tensors
from metabgm.music.musicgen.checkpoint.text_tokenizer import TOKENIZER_JSON
from metabgm.music.musicgen.decoder_choice import DecoderRuntime, missing_of_onnxruntime, quicker_decoder

MUSICGEN_LICENSE = "cc-by-nc-4.0"
"""Of Meta's MusicGen weights; what folders that state none are taken for."""

RANDOM_TAG = "random-weights"
"""In the card of a folder that scripts/make-musicgen wrote: its weights were never trained."""

_BYTES_A_WEIGHT: dict[MusicGenPrecision, float] = {
    "f32": 4.0,
    "f16": 2.0,
    "int8": 1.0,
    "int4": 0.65,
}
_CODEC_AND_REST_BYTES = 300_000_000
"""The codec stays in 32 bits, its graphs are there twice (decoder, encoder), and OpenVINO compiles more."""


def license_of(folder: Path) -> str:
    """As a folder states it, else that of Meta's weights."""
    from metabgm.models.hf_card import read_license  # noqa: PLC0415

    stated = read_license(folder)
    return MUSICGEN_LICENSE if stated == UNKNOWN_LICENSE else stated


def convert_musicgen(conversion: Conversion, target: Path, progress: Callable[[float], None]) -> None:
    """Fills the empty folder ``target``. Raises ModelError, OSError."""
    folder, precision = Path(conversion.path), conversion.precision
    decoder: DecoderRuntime = "openvino"
    with open_checkpoint(folder) as checkpoint:
        parameters = _parameters(checkpoint)
        _require_room(parameters, precision, target)
        (target / TOKENIZER_JSON).write_bytes(checkpoint.tokenizer)
        if conversion.stored == "tensors":
            _require_kind(checkpoint.shape.kind)
            write_tensors(checkpoint, target, progress, half=precision == "f16")
        else:
            require_packages("openvino")
            decoder = _build_graphs(checkpoint, conversion, target, progress)
        description = MusicGenDescription(
            name=conversion.name,
            license=license_of(folder),
            source=conversion.origin_label,
            quantization=precision,
            parameters=parameters,
            random=RANDOM_TAG in read_tags(folder),
            shape=checkpoint.shape,
            stored=conversion.stored,
            decoder=decoder,
        )
    write_musicgen_manifest(target, description)
    progress(1.0)


def _build_graphs(
    checkpoint: Checkpoint, conversion: Conversion, target: Path, progress: Callable[[float], None]
) -> DecoderRuntime:
    precision = conversion.precision
    if precision == "f16":
        raise ModelError(f"precision: f16, expected one of {', '.join(PRECISIONS['graphs'])}")
    # What needs openvino.
    from metabgm.music.musicgen.networks.weights import WeightsError  # noqa: PLC0415
    from metabgm.music.musicgen.ov.codec import build_codec  # noqa: PLC0415
    from metabgm.music.musicgen.ov.decoder import build_decoder  # noqa: PLC0415
    from metabgm.music.musicgen.ov.t5 import build_text  # noqa: PLC0415
    from metabgm.music.musicgen.runtime import RuntimeFaultError  # noqa: PLC0415

    decoder = _decoder(conversion)
    try:
        build_codec(checkpoint, target, precision)
        progress(0.1)
        build_text(checkpoint, target, precision)
        progress(0.2)
        build_decoder(checkpoint, target, precision, decoder)
        progress(0.9)
    except (WeightsError, RuntimeFaultError, ValueError) as error:
        raise ModelError(f"{checkpoint.sources[0].parent}: {error}") from error
    return decoder


def _decoder(conversion: Conversion) -> DecoderRuntime:
    if conversion.decoder == "onnxruntime" and (missing := missing_of_onnxruntime()):
        raise ModelError(
            f"--decoder onnxruntime needs {' and '.join(missing)}:"
            " pip install 'metabgm-sidecar[musicgen,musicgen-onnxruntime]', on Python 3.11 or later"
        )
    if conversion.decoder is not None:
        return conversion.decoder
    # What needs openvino.
    from metabgm.music.musicgen.ov.compiled import processor  # noqa: PLC0415

    quicker = quicker_decoder(processor(), conversion.precision)
    return "openvino" if missing_of_onnxruntime() else quicker


def _parameters(checkpoint: Checkpoint) -> int:
    from metabgm.music.musicgen.checkpoint.expected import expected_tensors  # noqa: PLC0415

    return sum(math.prod(shape) for shape in expected_tensors(checkpoint.shape).values())


def _require_kind(kind: str) -> None:
    if kind != "text":
        raise ModelError(f"a {kind} model; expected one that follows a text alone, or --runtime openvino")


def _require_room(parameters: int, precision: MusicGenPrecision, folder: Path) -> None:
    needed = int(parameters * _BYTES_A_WEIGHT[precision]) + min(_CODEC_AND_REST_BYTES, 8 * parameters)
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise ModelError(
            f"it needs {needed // 1_000_000:,} MB of the disk, where {free // 1_000_000:,} are free"
        )
