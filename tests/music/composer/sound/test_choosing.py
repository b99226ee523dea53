"""Which bank plays: told by the configuration, by the command, or found on the machine."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from metabgm.library.paths import DATA_DIR_VARIABLE
from metabgm.models.paths import CACHE_DIR_VARIABLE
from metabgm.music.composer.sound.added_banks import add, added_banks, choice, remove, use
from metabgm.music.composer.sound.bank_loudness import fingerprint, kept_table
from metabgm.music.composer.sound.choosing import (
    KnownBank,
    bank_for,
    chosen,
    known_banks,
    prepare,
    prepare_in_background,
    ready,
)
from metabgm.music.composer.sound.envelope import grid_points
from metabgm.music.composer.sound.instruments import instruments
from metabgm.music.composer.sound.loudness import MIDDLE, VELOCITIES, reference
from metabgm.music.composer.sound.measuring import measure
from metabgm.music.composer.sound.orchestra import Orchestra, source
from metabgm.music.composer.sound.soundfont import SoundFont, SoundFontError
from metabgm.music.composer.sound.soundfont_writer import SampleZone, Writer

RATE = 48_000
FLUTE, HARP, PAD = (instruments()[name] for name in ("flute", "harp", "warm_pad"))


def write_bank(path: Path, level: float = 0.3) -> Path:
    """A flute and a harp that are sines, the flute for a part of its range only, and a pad."""
    wave = (level * np.sin(2 * np.pi * np.arange(4410) / 100)).astype(np.float32)[None]
    writer = Writer("test")
    flute = [SampleZone((60, 80), (0, 127), wave, 44_100, 69.0, loops=True)]
    writer.add("flute", 0, FLUTE.program, flute)
    writer.add("harp", 0, HARP.program, [SampleZone((0, 127), (0, 127), wave, 44_100, 69.0, loops=True)])
    writer.add("pad", 0, PAD.program, [SampleZone((0, 127), (0, 127), wave, 44_100, 69.0, loops=True)])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(writer.content())
    return path


@pytest.fixture(autouse=True)
def _folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(tmp_path / "data"))
    monkeypatch.setenv(CACHE_DIR_VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "share"))


def machine_has(tmp_path: Path, name: str) -> Path:
    return write_bank(tmp_path / "share" / "sounds" / "sf2" / name)


def test_with_nothing_added_the_bundled_bank_plays() -> None:
    assert known_banks() == []
    assert chosen() is None
    assert bank_for("") is None
    with pytest.raises(SoundFontError, match=r"no bank is named 'concert'; there are: auto, bundled$"):
        chosen("concert")


def test_a_bank_is_added_used_and_removed(tmp_path: Path) -> None:
    path = add(write_bank(tmp_path / "My Concert.sf2"))
    assert added_banks() == {"my-concert": path}
    assert chosen() is None
    use("my-concert")
    assert chosen() == KnownBank("my-concert", "added", path)
    assert chosen("bundled") is None
    with pytest.raises(SoundFontError, match="'my-concert' is there already"):
        add(tmp_path / "My Concert.sf2")
    assert remove("my-concert") == (tmp_path / "My Concert.sf2").stat().st_size
    assert choice() == "auto"
    with pytest.raises(SoundFontError, match="no bank named 'my-concert' was added; there are: none"):
        remove("my-concert")


@pytest.mark.parametrize("name", ["own", "bundled", "auto", "a/b", "..", "Upper", "x" * 65])
def test_names_that_cannot_be(tmp_path: Path, name: str) -> None:
    with pytest.raises(SoundFontError, match="expected up to 64 lower-case letters"):
        add(write_bank(tmp_path / "a.sf2"), name)


def test_the_best_bank_of_the_machine_plays_from_the_second_start_on(tmp_path: Path) -> None:
    machine_has(tmp_path, "FluidR3_GM.sf2")
    best = machine_has(tmp_path, "MuseScore_General.sf2")
    bank = chosen()
    assert bank == KnownBank("musescore_general", "system", best)
    assert ready(bank) is None
    prepare_in_background(bank).join()
    found = bank_for("")
    assert found is not None
    assert found.name == "musescore_general"
    assert bank_for("bundled") is None
    use("bundled")
    assert bank_for("") is None
    other = bank_for("fluidr3_gm")
    assert other is not None
    assert other.name == "fluidr3_gm"


def test_a_bad_bank_of_the_machine_is_passed_over(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    machine_has(tmp_path, "default.sf2").write_bytes(b"no bank")
    assert bank_for("") is None
    assert "default.sf2: not a SoundFont 2 bank" in caplog.text
    with pytest.raises(SoundFontError, match=r"default\.sf2: not a SoundFont 2 bank"):
        bank_for("default")


def test_what_a_bank_lacks_comes_from_elsewhere(tmp_path: Path, font: SoundFont, own: SoundFont) -> None:
    added = prepare(KnownBank("test", "added", write_bank(tmp_path / "a.sf2")))
    orchestra, usual = Orchestra(font, own, RATE, added), Orchestra(font, own, RATE)
    assert [source(one, added) for one in (FLUTE, HARP, PAD, instruments()["piano"])] == [
        "test",
        "test",
        "own",
        "bundled",
    ]
    assert source(HARP, None) == "own"

    def heard(one: Orchestra, key: int) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
        return one.tone(FLUTE, key, MIDDLE).read(0, 4800, np.ones(len(grid_points(0, 4800))))

    assert not np.array_equal(heard(orchestra, 70), heard(usual, 70))
    assert np.array_equal(heard(orchestra, 85), heard(usual, 85))


@pytest.mark.parametrize("level", [0.02, 0.9])
def test_an_added_bank_is_brought_to_the_usual_level(
    tmp_path: Path, font: SoundFont, own: SoundFont, level: float
) -> None:
    added = prepare(KnownBank("test", "added", write_bank(tmp_path / "a.sf2", level)))
    orchestra = Orchestra(font, own, RATE, added)
    for key in (62, 70, 79):
        for velocity in VELOCITIES:
            loudest = measure(orchestra.tone(FLUTE, key, velocity))[:3].max()
            usual = reference().strength(FLUTE, key, velocity)
            assert 20 * abs(np.log10(np.sqrt(loudest) / usual)) < 0.6


def test_a_bank_is_measured_once(tmp_path: Path) -> None:
    bank = KnownBank("test", "added", write_bank(tmp_path / "a.sf2"))
    told: list[str] = []
    prepare(bank, lambda what, _done: told.append(what))
    assert set(told) == {"measuring instruments"}
    told.clear()
    prepare(bank, lambda what, _done: told.append(what))
    assert not told
    (tmp_path / "data" / "sounds" / "loudness" / f"{fingerprint(bank.path)}.json").write_text('{"flute": 3}')
    assert kept_table(fingerprint(bank.path)) is None
    assert ready(bank) is None
    prepare(bank)
    assert ready(bank) is not None
    write_bank(bank.path, 0.5)
    assert ready(bank) is None
