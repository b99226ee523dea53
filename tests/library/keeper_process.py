"""Another sidecar's library work, for tests with processes of their own: ``FILE WHAT NAME COUNT``.

Each line printed is a number whose texts are kept for good.
"""

from __future__ import annotations

import sys
from pathlib import Path

from metabgm.library.kept_texts import KeptTexts
from tests.library.shelves import key_of, opened, texts_of


def biome(name: str, number: int) -> str:
    return f"minecraft:{name}_{number}"


def main(path: Path, what: str, name: str, count: int) -> None:
    print("started", flush=True)
    sys.stdin.readline()
    if what == "full":
        import resource  # noqa: PLC0415 - not on every platform

        room = path.stat().st_size if path.exists() else 0
        resource.setrlimit(resource.RLIMIT_FSIZE, (room + 16_384, resource.RLIM_INFINITY))
    with opened(path) as database:
        kept = KeptTexts(database)
        for number in range(count):
            kept.keep(key_of(biome(name, number)), texts_of(number))
            if what == "share":
                kept.take(key_of("minecraft:shared"))
                kept.keep(key_of("minecraft:shared"), texts_of(f"{name} {number}"))
            print(number, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]))
