"""The process that converts: reports one JSON map a line (``conversion.Progress`` or ``Failure``)."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import msgspec

from metabgm.models.conversion import Conversion, Failure, Progress
from metabgm.models.errors import ModelError, says_no_room

_LEAST_STEP = 0.002
"""Smaller progress is not told: a large model would report a hundred thousand times."""


def main(arguments: list[str]) -> int:
    """``arguments``: a Conversion as JSON. Returns 1 after a failure, else 0."""
    # CTranslate2's specifications import torch where it is installed: seconds and memory for nothing.
    sys.modules["torch"] = None  # type: ignore[assignment]
    from metabgm.models.conversion_run import run  # noqa: PLC0415

    conversion = msgspec.json.decode(arguments[0], type=Conversion)
    try:
        run(conversion, _telling())
    except OSError as error:
        where = Path(conversion.work).parent
        _report(
            Failure(f"the disk is full in {where}; free some room" if says_no_room(error) else str(error))
        )
        return 1
    except MemoryError:
        _report(Failure("the memory is full; close other programs or take a smaller model"))
        return 1
    except (ModelError, zipfile.BadZipFile, KeyError) as error:
        _report(Failure(" ".join(str(error).split())))
        return 1
    return 0


def _telling() -> Callable[[float], None]:
    told = -1.0

    def tell(fraction: float) -> None:
        nonlocal told
        if fraction - told >= _LEAST_STEP or fraction == 1.0:
            told = fraction
            _report(Progress(fraction))

    return tell


def _report(message: Progress | Failure) -> None:
    print(msgspec.json.encode(message).decode(), flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
