"""Which bank plays: what the configuration, the player or the machine says."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from metabgm.models.paths import cache_dir
from metabgm.music.composer.sound.added_banks import AUTOMATIC, BUNDLED, added_banks, choice, name_of
from metabgm.music.composer.sound.bank_loudness import fingerprint, kept_table, measure_bank
from metabgm.music.composer.sound.measuring import Progress
from metabgm.music.composer.sound.orchestra import AddedBank
from metabgm.music.composer.sound.sf3 import decompress, is_compressed
from metabgm.music.composer.sound.soundfont import SoundFont, SoundFontError
from metabgm.music.composer.sound.system_banks import system_banks
from metabgm.music.composer.sound.whole_file import whole_file

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class KnownBank:
    """A bank beyond the bundled one."""

    name: str
    kind: Literal["added", "system"]
    path: Path


def known_banks() -> list[KnownBank]:
    """Those that were added and those that the machine has, the best of the latter first."""
    added = [KnownBank(name, "added", path) for name, path in added_banks().items()]
    names = {bank.name for bank in added}
    system = [KnownBank(name_of(path), "system", path) for path in system_banks()]
    return [*added, *(bank for bank in system if bank.name not in names)]


def chosen(wanted: str = "") -> KnownBank | None:
    """The bank to play from; None is the bundled one.

    ``wanted``: a name, ``bundled`` or ``auto``; empty: what ``sounds use`` was told last, at first ``auto``:
    the best that the machine has. Raises SoundFontError for a name that is none.
    """
    name = wanted or choice()
    if name == BUNDLED:
        return None
    banks = known_banks()
    if name == AUTOMATIC:
        return next((bank for bank in banks if bank.kind == "system"), None)
    for bank in banks:
        if bank.name == name:
            return bank
    there = ", ".join([AUTOMATIC, BUNDLED, *(bank.name for bank in banks)])
    raise SoundFontError(f"sounds: no bank is named {name!r}; there are: {there}")


def ready(bank: KnownBank) -> AddedBank | None:
    """The bank if it was prepared before. Raises SoundFontError."""
    name = fingerprint(bank.path)
    loudness = kept_table(name)
    path = _playable_path(bank, name)
    if loudness is None or not path.is_file():
        return None
    return AddedBank(bank.name, SoundFont.open(path), loudness)


def prepare(bank: KnownBank, progress: Progress = lambda _what, _fraction: None) -> AddedBank:
    """Decompresses the bank if need be and measures it: up to a minute. Raises SoundFontError."""
    name = fingerprint(bank.path)
    path = _playable_path(bank, name)
    if not path.is_file():
        _decompressed(bank.path, path, progress)
    font = SoundFont.open(path)
    return AddedBank(bank.name, font, kept_table(name) or measure_bank(font, name, progress))


def prepare_in_background(bank: KnownBank, done: Callable[[], None] = lambda: None) -> threading.Thread:
    """So that it plays from the next start on."""

    def work() -> None:
        try:
            prepare(bank)
        except SoundFontError as error:
            log.warning("%s", error)
        else:
            log.info("%s is ready: it plays from the next start on", bank.path)
        done()

    thread = threading.Thread(target=work, name="sounds", daemon=True)
    thread.start()
    return thread


def bank_for(wanted: str, progress: Progress = lambda _what, _fraction: None) -> AddedBank | None:
    """What the composer is to play from besides what everybody has, see ``chosen``.

    A bank that somebody asked for is prepared now if it wasn't; one that the machine happens to have is
    prepared in the background for the next start. Raises SoundFontError.
    """
    bank = chosen(wanted)
    if bank is None:
        return None
    if (wanted or choice()) != AUTOMATIC:
        return ready(bank) or prepare(bank, progress)
    try:
        found = ready(bank)
    except SoundFontError as error:
        log.warning("%s", error)
        return None
    if found is None:
        prepare_in_background(bank)
    return found


def _playable_path(bank: KnownBank, name: str) -> Path:
    """Where the bank lies as SoundFont 2: a compressed one is kept decompressed in the cache."""
    return cache_dir() / "sounds" / f"{name}.sf2" if is_compressed(bank.path) else bank.path


def _decompressed(source: Path, target: Path, progress: Progress) -> None:
    try:
        with whole_file(target) as out:
            decompress(source, out, progress)
    except OSError as error:
        raise SoundFontError(f"{target}: {error.strerror or error}") from error
