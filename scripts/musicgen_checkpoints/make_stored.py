"""The command ``make-musicgen-fixtures``."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from musicgen_checkpoints.answers import answers_of, write_answers
from musicgen_checkpoints.hf import write_hf
from musicgen_checkpoints.skeleton import STORED, TINIES, skeleton_of, write_skeleton


def main() -> None:
    STORED.mkdir(exist_ok=True)
    for tiny in TINIES:
        with TemporaryDirectory() as temporary:
            folder = Path(temporary)
            write_hf(folder, "tiny", kind=tiny.kind, stereo=tiny.stereo)
            write_skeleton(STORED / f"{tiny.name}.json", skeleton_of(folder))
            if tiny.kind == "text":
                write_answers(tiny.name, answers_of(folder, audio=not tiny.stereo))
    print(STORED)


if __name__ == "__main__":
    main()
