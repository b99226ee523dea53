"""Loads a model from the user's cache onto what shall run it."""

from __future__ import annotations

from metabgm.models.musicgen_manifest import MusicGenFolder
from metabgm.models.musicgen_packages import require_packages, runtime_of
from metabgm.music.musicgen.runtime import Runtime


def load_runtime(folder: MusicGenFolder, threads: int, wanted: str = "") -> Runtime:
    """``wanted``: one of RUNTIMES; empty: whatever the folder was made for.

    Raises ModelError: it isn't installed, or can't run what the folder holds; RuntimeFaultError, MemoryError.
    """
    model = folder.model
    runtime = runtime_of(model.stored, wanted, folder.name)
    require_packages(runtime)
    # Each needs packages that the others don't, torch takes seconds, and only one of them is wanted.
    if runtime == "torch":
        from metabgm.music.musicgen.torch_runtime.runtime import load_torch  # noqa: PLC0415

        return load_torch(folder.path, model.shape, threads, eight_bits=model.quantization == "f16")
    if runtime == "audiocraft":
        from metabgm.music.musicgen.audiocraft_runtime.runtime import load_audiocraft  # noqa: PLC0415

        return load_audiocraft(folder.path, model.shape, threads)
    from metabgm.music.musicgen.ov.runtime import OpenVinoRuntime  # noqa: PLC0415

    return OpenVinoRuntime(folder.path, model.shape, threads)
