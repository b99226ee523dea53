"""The command ``make-musicgen``."""

from __future__ import annotations

import argparse
from pathlib import Path

from musicgen_checkpoints.sizes import SIZES


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="make-musicgen",
        description="Writes a MusicGen checkpoint of random weights in a true format, never the real model.",
    )
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--size", choices=sorted(SIZES), required=True)
    parser.add_argument("--format", choices=("hf", "audiocraft"), default="hf")
    parser.add_argument("--kind", choices=("text", "melody"), default="text")
    parser.add_argument("--stereo", action="store_true", help="codebooks of a left and a right channel")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    if arguments.folder.exists() and any(arguments.folder.iterdir()):
        parser.error(f"{arguments.folder} is not empty")
    # Slow to import; what is wrong with the arguments is told before.
    from musicgen_checkpoints.audiocraft import write_audiocraft  # noqa: PLC0415
    from musicgen_checkpoints.hf import write_hf  # noqa: PLC0415

    write = write_hf if arguments.format == "hf" else write_audiocraft
    write(
        arguments.folder,
        arguments.size,
        kind=arguments.kind,
        stereo=arguments.stereo,
        seed=arguments.seed,
    )
    print(arguments.folder)


if __name__ == "__main__":
    main()
