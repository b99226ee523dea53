"""Writes the reference table anew: ``python -m metabgm.music.composer.sound.measure_loudness``."""

from __future__ import annotations

import json
from pathlib import Path

from metabgm.music.composer.sound.bank import bundled_bank
from metabgm.music.composer.sound.instruments import PERCUSSION, instruments
from metabgm.music.composer.sound.loudness import TABLE
from metabgm.music.composer.sound.measuring import RATE, measured
from metabgm.music.composer.sound.orchestra import Orchestra
from metabgm.music.composer.sound.own.build import build
from metabgm.music.composer.sound.soundfont import SoundFont


def main() -> None:
    """Measures every computed and bundled instrument; takes about half a minute."""
    own = SoundFont(memoryview(build()), "computed instruments")
    orchestra = Orchestra(SoundFont.open(bundled_bank()), own, RATE)
    table = measured([*instruments().values(), *PERCUSSION.values()], orchestra.tone)
    rows = ",\n".join(
        f"{json.dumps(name)}: {json.dumps(row, separators=(',', ':'))}" for name, row in table.items()
    )
    Path(__file__).with_name(TABLE).write_text("{\n" + rows + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
