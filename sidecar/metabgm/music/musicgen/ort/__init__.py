"""MusicGen's decoder on ONNX Runtime, which is quicker than OpenVINO where there is AVX2 and no more."""
