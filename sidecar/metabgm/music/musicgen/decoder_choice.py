"""What runs the decoder: which is quicker depends on the processor."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Literal, get_args

DecoderRuntime = Literal["openvino", "onnxruntime"]

DECODERS: tuple[DecoderRuntime, ...] = get_args(DecoderRuntime)

ORT_DECODER = "decoder.onnx"
"""The decoder's graph in a model's folder, where it is for ONNX Runtime."""


def missing_of_onnxruntime() -> list[str]:
    """Packages: onnxruntime, and onnx, which builds what it runs."""
    return [name for name in ("onnx", "onnxruntime") if find_spec(name) is None]


def quicker_decoder(capabilities: Sequence[str], precision: str) -> DecoderRuntime:
    """Of all that there are, for matrices in ``precision``.

    ``capabilities``: what OpenVINO finds that the processor computes in. Processors with bfloat16 have
    instructions for whole numbers too that make OpenVINO quick; on others it spends its time on making floats
    of the weights. Measured for 8 and 4 bits.
    """
    return "openvino" if precision == "f32" or "BF16" in capabilities else "onnxruntime"
