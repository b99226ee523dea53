"""The command ``make-audiocraft-fixtures``."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

# Before audiocraft, which would otherwise find half of it.
import transformers  # noqa: F401

from musicgen_checkpoints.answers import write_answers
from musicgen_checkpoints.audiocraft import write_audiocraft
from musicgen_checkpoints.audiocraft_answers import audiocraft_answers
from musicgen_checkpoints.skeleton import STORED


def main() -> None:
    for stereo in (False, True):
        with TemporaryDirectory() as temporary:
            folder = Path(temporary)
            write_audiocraft(folder, "tiny", stereo=stereo)
            write_answers(
                f"audiocraft{'-stereo' if stereo else ''}", audiocraft_answers(folder, audio=not stereo)
            )
    print(STORED)


if __name__ == "__main__":
    main()
