"""Writes the loudness table anew: ``python -m metabgm.music.composer.sound.measure_loudness``."""

from __future__ import annotations

import json
from pathlib import Path

from metabgm.music.composer.sound.bank import bundled_bank
from metabgm.music.composer.sound.loudness import TABLE, measure_all
from metabgm.music.composer.sound.sampler import Sampler
from metabgm.music.composer.sound.soundfont import SoundFont

RATE = 48_000


def main() -> None:
    """Measures every instrument of the bundled bank; takes about a minute."""
    table = measure_all(Sampler(SoundFont(bundled_bank()), RATE, cache_bytes=0), RATE)
    rows = ",\n".join(
        f"{json.dumps(name)}: {json.dumps(row, separators=(',', ':'))}" for name, row in table.items()
    )
    Path(__file__).with_name(TABLE).write_text("{\n" + rows + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
