"""The computed bank: made once, kept whole, made anew when it is damaged."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from metabgm.models.paths import CACHE_DIR_VARIABLE
from metabgm.music.composer.sound.instruments import PERCUSSION, instruments
from metabgm.music.composer.sound.own.build import PROGRAMS
from metabgm.music.composer.sound.own.store import own_bank, own_path
from metabgm.music.composer.sound.soundfont import SoundFont


def names(font: SoundFont) -> set[str]:
    return set(font.presets.values())


def test_every_instrument_that_is_computed_is_there(own: SoundFont) -> None:
    computed = {one.name for one in (*instruments().values(), *PERCUSSION.values()) if one.source != "bank"}
    assert names(own) == computed == set(PROGRAMS)
    for name, program in PROGRAMS.items():
        assert own.presets[0, program] == name


def test_zones_leave_no_gap_and_fit_their_samples(own: SoundFont) -> None:
    for name, program in PROGRAMS.items():
        zones = own.zones(0, program)
        for velocity in (45, 80, 112):
            keys = [zone.keys for zone in zones if zone.velocities[0] <= velocity <= zone.velocities[1]]
            covered = {key for low, high in keys for key in range(low, high + 1)}
            assert covered == set(range(min(covered), max(covered) + 1)), name
        for zone in zones:
            samples = own.samples[zone.start : zone.end]
            assert 2000 < np.abs(samples.astype(np.int32)).max() < 32_767, name


def test_strokes_leave_no_constant_part(own: SoundFont) -> None:
    for name, program in PROGRAMS.items():
        for zone in own.zones(0, program):
            samples = own.samples[zone.start : zone.end].astype(np.float64)
            assert zone.loops or abs(samples.mean()) < 2e-5 * np.abs(samples).max(), name


@pytest.mark.usefixtures("own")
def test_the_file_is_small_and_kept() -> None:
    assert own_path().stat().st_size < 30_000_000
    before = own_path().stat().st_mtime_ns
    own_bank(lambda what, _fraction: pytest.fail(f"{what} again"))
    assert own_path().stat().st_mtime_ns == before


@pytest.mark.usefixtures("own")
def test_a_damaged_file_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = own_path().read_bytes()
    monkeypatch.setenv(CACHE_DIR_VARIABLE, str(tmp_path))
    own_path().parent.mkdir(parents=True)
    other = own_path().with_name("computed-0123456789abcdef.sf2")
    other.write_bytes(b"another recipe's")
    own_path().write_bytes(whole[:1_000_000] + b"?" + whole[1_000_001:])
    told: list[float] = []
    font = own_bank(lambda _what, done: told.append(done))
    assert told[0] == 0.0
    assert told[-1] == 1.0
    assert told == sorted(told)
    assert names(font) == set(PROGRAMS)
    assert own_path().read_bytes() == whole
    assert [path.name for path in own_path().parent.iterdir()] == [own_path().name]


def test_without_a_folder_it_stays_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv(CACHE_DIR_VARIABLE, str(tmp_path / "file"))
    assert names(own_bank()) == set(PROGRAMS)
    assert "stay in memory" in caplog.text
