"""A tiny checkpoint on OpenVINO, in 8 bits. Needs the extra musicgen."""

from __future__ import annotations

from pathlib import Path

from metabgm.music.musicgen.checkpoint import open_checkpoint
from metabgm.music.musicgen.networks.text_tokens import TOKENIZER
from metabgm.music.musicgen.ov.codec import build_codec
from metabgm.music.musicgen.ov.decoder import build_decoder
from metabgm.music.musicgen.ov.runtime import OpenVinoRuntime
from metabgm.music.musicgen.ov.t5 import build_text


def load(checkpoint: Path, folder: Path) -> OpenVinoRuntime:
    """``folder``: where its graphs are built."""
    with open_checkpoint(checkpoint) as opened:
        (folder / TOKENIZER).write_bytes(opened.tokenizer)
        build_text(opened, folder, "int8")
        build_decoder(opened, folder, "int8")
        build_codec(opened, folder)
        return OpenVinoRuntime(folder, opened.shape, threads=1)
