"""What ONNX Runtime says when something fails."""

from __future__ import annotations

from metabgm.music.musicgen.runtime import RuntimeFaultError


def fault(what: str, error: Exception) -> RuntimeFaultError:
    """Its errors share no base but Exception; the first line tells the cause."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return RuntimeFaultError(f"{what}: {lines[0] if lines else type(error).__name__}")
