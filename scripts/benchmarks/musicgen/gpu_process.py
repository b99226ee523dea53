"""``python -m benchmarks.musicgen.gpu_process FOLDER``: the sidecar's MusicGen on a GPU."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import cast

import torch

from benchmarks.musicgen.decode_ours import steps_per_s
from benchmarks.musicgen.first_process import first_sounds
from benchmarks.musicgen.runtimes import GUIDED, options_of
from metabgm.music.musicgen.checkpoint import open_checkpoint
from metabgm.music.musicgen.engine import MusicGen
from metabgm.music.musicgen.networks.text_tokens import TextTokens
from metabgm.music.musicgen.runtime import Runtime
from metabgm.music.musicgen.torch_runtime.arithmetic import arithmetic_for
from metabgm.music.musicgen.torch_runtime.runtime import TorchRuntime


def main() -> None:
    folder = Path(sys.argv[1])
    with open_checkpoint(folder) as weights:
        loaded = TorchRuntime(weights, TextTokens(folder), arithmetic_for("cuda", eight_bits=False))
    # It follows no melody yet, which is not asked of it here.
    runtime = cast(Runtime, loaded)
    engine = MusicGen(runtime, folder.name, options_of(GUIDED), random=True)
    first_sounds(engine)
    found = steps_per_s(runtime, GUIDED) | {"first_s": min(first_sounds(engine))}
    print(json.dumps(found | {"gpu_mb": torch.cuda.max_memory_allocated() / 1e6}))


if __name__ == "__main__":
    main()
