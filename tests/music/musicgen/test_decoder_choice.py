"""Which runtime the decoder is written for."""

from __future__ import annotations

import pytest

from metabgm.music.musicgen import decoder_choice
from metabgm.music.musicgen.decoder_choice import Processor, missing_of_onnxruntime, quicker_decoder

AVX2 = Processor("Intel(R) Core(TM) i5-8400", ("FP32", "INT8", "BIN", "EXPORT_IMPORT"))
AMX = Processor("Intel(R) Xeon(R) Processor", ("FP32", "FP16", "INT8", "BIN", "BF16", "EXPORT_IMPORT"))
ZEN_5 = Processor("AMD EPYC", ("BF16", "WINOGRAD", "FP32", "INT8", "BIN", "EXPORT_IMPORT"))


@pytest.mark.parametrize("precision", ["int8", "int4"])
def test_onnxruntime_is_quicker_but_on_intel_with_bfloat16(precision: str) -> None:
    assert quicker_decoder(AVX2, precision) == "onnxruntime"
    assert quicker_decoder(ZEN_5, precision) == "onnxruntime"
    assert quicker_decoder(AMX, precision) == "openvino"


def test_float32_stays_on_openvino() -> None:
    assert quicker_decoder(AVX2, "f32") == "openvino"


@pytest.mark.parametrize("missing", ["onnx", "onnxruntime"])
def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    monkeypatch.setattr(decoder_choice, "find_spec", lambda name: None if name == missing else name)
    assert missing_of_onnxruntime() == [missing]
