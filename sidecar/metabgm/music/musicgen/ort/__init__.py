"""MusicGen's decoder on ONNX Runtime, which is quicker than OpenVINO on most processors."""

from __future__ import annotations

import os

# ONNX Runtime otherwise keeps a number for this device and reports to Microsoft. Read when it is imported.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
