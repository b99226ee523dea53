"""What a MusicGen can run on, which packages that needs, and which of it suits this machine."""

from __future__ import annotations

from ctypes.util import find_library
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, get_args

from metabgm.models.errors import ModelError

MusicGenRuntime = Literal["openvino", "torch", "audiocraft"]
RUNTIMES: tuple[MusicGenRuntime, ...] = get_args(MusicGenRuntime)

Stored = Literal["graphs", "tensors"]
"""What a MusicGen's folder holds: OpenVINO's graphs, or the checkpoint's tensors."""
STORED_FOR: dict[MusicGenRuntime, Stored] = {
    "openvino": "graphs",
    "torch": "tensors",
    "audiocraft": "tensors",
}

_NEEDED: dict[MusicGenRuntime, tuple[str, ...]] = {
    "openvino": ("openvino", "soxr"),
    "torch": ("torch", "soxr"),
    "audiocraft": ("audiocraft", "torch", "soxr"),
}
_HOW: dict[MusicGenRuntime, str] = {
    "openvino": "pip install 'metabgm-sidecar[musicgen]'",
    "torch": "pip install 'metabgm-sidecar[musicgen-torch]'",
    "audiocraft": "docs/models.md says how it is installed beside 'metabgm-sidecar[musicgen-torch]'",
}
_DRIVERS = ("cuda", "nvcuda")
"""NVIDIA's, by its names on Linux and Windows."""


def require_packages(runtime: MusicGenRuntime) -> None:
    """Raises ModelError that says what to type."""
    if missing := [name for name in _NEEDED[runtime] if find_spec(name) is None]:
        raise ModelError(f"MusicGen needs {' and '.join(missing)}: {_HOW[runtime]}")


def runtime_named(name: str) -> MusicGenRuntime:
    """Raises ModelError for a name that is none."""
    for runtime in RUNTIMES:
        if runtime == name:
            return runtime
    raise ModelError(f"musicgen_runtime: {name!r}, expected {', '.join(RUNTIMES)}")


def runtime_for_this_machine() -> MusicGenRuntime:
    """torch where there is a GPU that it was built for. Imports nothing: torch takes seconds."""
    torch = find_spec("torch")
    if torch is None or torch.origin is None:
        return "openvino"
    built = any((Path(torch.origin).parent / "lib").glob("*torch_cuda*"))
    return "torch" if built and any(map(find_library, _DRIVERS)) else "openvino"


def runtime_of(stored: Stored, wanted: str, name: str) -> MusicGenRuntime:
    """``wanted``: empty: whatever runs what is stored. Raises ModelError where that can't run on it."""
    if not wanted:
        return "openvino" if stored == "graphs" else "torch"
    runtime = runtime_named(wanted)
    if STORED_FOR[runtime] != stored:
        raise ModelError(
            f"musicgen_runtime: {wanted}, but {name} was added for"
            f" {' or '.join(one for one in RUNTIMES if STORED_FOR[one] == stored)};"
            f" add it again with --runtime {wanted}"
        )
    return runtime
