"""The codec of a small EnCodec on each runtime."""

from __future__ import annotations

from pathlib import Path

import torch

from metabgm.music.musicgen.ov import codec as ov_codec
from metabgm.music.musicgen.torch_runtime import codec as torch_codec
from metabgm.music.musicgen.torch_runtime.arithmetic import Arithmetic
from tests.music.musicgen.ov.codec_models import SmallCodec

AnyCodec = ov_codec.Codec | torch_codec.Codec
RUNTIMES = ("openvino", "torch")


def codec_on(runtime: str, small: SmallCodec, folder: Path) -> AnyCodec:
    """``folder``: an empty one, for the graphs."""
    if runtime == "torch":
        return torch_codec.Codec(small, Arithmetic(torch.device("cpu"), torch.float32))
    ov_codec.build_codec(small, folder)
    return ov_codec.Codec(folder, threads=1)
