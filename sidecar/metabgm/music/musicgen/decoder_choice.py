"""What runs the decoder: which is quicker depends on the processor."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import Literal, get_args

DecoderRuntime = Literal["openvino", "onnxruntime"]

DECODERS: tuple[DecoderRuntime, ...] = get_args(DecoderRuntime)

ORT_DECODER = "decoder.onnx"
"""The decoder's graph in a model's folder, where it is for ONNX Runtime."""


@dataclass(frozen=True)
class Processor:
    """``name`` and the kinds of numbers that it ``computes_in``, as OpenVINO finds them."""

    name: str
    computes_in: tuple[str, ...]


def missing_of_onnxruntime() -> list[str]:
    """Packages: onnxruntime, and onnx, which builds what it runs."""
    return [name for name in ("onnx", "onnxruntime") if find_spec(name) is None]


def quicker_decoder(processor: Processor, precision: str) -> DecoderRuntime:
    """Of all that there are, for matrices in ``precision``.

    Intel's processors with bfloat16 have instructions for whole numbers too that make OpenVINO quick there;
    on others it spends its time on making floats of the weights. On an AMD with bfloat16 too ONNX Runtime was
    quicker. Measured for 8 and 4 bits.
    """
    quick_there = processor.name.startswith("Intel") and "BF16" in processor.computes_in
    return "openvino" if precision == "f32" or quick_there else "onnxruntime"
