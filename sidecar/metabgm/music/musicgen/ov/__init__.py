"""MusicGen's networks as OpenVINO graphs: on the CPU, without torch."""

from __future__ import annotations

import sys

# OpenVINO reports to Google Analytics that it is imported, unless the package that does so isn't there.
sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
