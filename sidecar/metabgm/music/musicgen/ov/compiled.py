"""Loading a graph for this machine's processor."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal

import openvino as ov

from metabgm.music.musicgen.decoder_choice import Processor
from metabgm.music.musicgen.ov.folder import COMPILED, Graph, graph_path
from metabgm.music.musicgen.runtime import RuntimeFaultError

CachePrecision = Literal["u8", "f32"]


@cache
def _core() -> Any:
    return ov.Core()


def processor() -> Processor:
    """The one that this runs on."""
    core = _core()
    computes_in = core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    return Processor(core.get_property("CPU", "FULL_DEVICE_NAME"), tuple(computes_in))


def compiled(folder: Path, graph: Graph, threads: int, cache_precision: CachePrecision = "f32") -> Any:
    """An ``openvino.CompiledModel`` on ``threads`` >= 1 threads.

    What was compiled is kept in the folder, so that the next load is quicker. Raises RuntimeFaultError.
    """
    if threads < 1:
        raise ValueError(f"threads: {threads}, expected 1 or more")
    path = graph_path(folder, graph)
    if not path.is_file():
        raise RuntimeFaultError(f"{path}: missing, expected a graph of MusicGen")
    settings = {
        # One request at a time, on all the threads: the hint for throughput gives each one thread.
        "PERFORMANCE_HINT": "LATENCY",
        "INFERENCE_NUM_THREADS": threads,
        # Otherwise bf16 where the processor has it, which is slower here, a step at a time.
        "INFERENCE_PRECISION_HINT": "f32",
        "KV_CACHE_PRECISION": cache_precision,
        # The game runs on these processors as well: let the system place the threads.
        "ENABLE_CPU_PINNING": False,
        "CACHE_DIR": str(folder / COMPILED),
    }
    try:
        return _core().compile_model(path, "CPU", settings)
    except (RuntimeError, MemoryError) as error:
        raise fault(path.name, error) from error


def fault(what: str, error: BaseException) -> RuntimeFaultError:
    """OpenVINO's errors run over many lines; the last one that says something tells the cause."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return RuntimeFaultError(f"{what}: {lines[-1] if lines else type(error).__name__}")
