from __future__ import annotations

from pathlib import Path

import pytest

from metabgm.music.composer.sound.generators import Generator
from metabgm.music.composer.sound.soundfont import DRUM_BANK, SoundFont, SoundFontError
from tests.music.composer.sound.small_bank import CYCLE, CYCLES, small_bank


def loaded(tmp_path: Path, content: bytes) -> SoundFont:
    path = tmp_path / "small.sf2"
    path.write_bytes(content)
    return SoundFont.open(path)


def test_a_small_bank(tmp_path: Path) -> None:
    font = loaded(tmp_path, small_bank((Generator.SAMPLE_MODES, 1), (Generator.ATTENUATION, 100)))
    assert font.presets == {(0, 5): "Sine"}
    (zone,) = font.zones(0, 5)
    assert (zone.start, zone.end, zone.loop_start, zone.loop_end) == (0, 800, CYCLE, CYCLE * (CYCLES - 1))
    assert zone.loops
    assert zone.root_key == 69
    assert zone.generators[Generator.ATTENUATION] == 100
    assert zone.generators[Generator.SCALE_TUNING] == 100


def test_preset_values_add_up_and_ranges_meet(tmp_path: Path) -> None:
    font = loaded(
        tmp_path,
        small_bank(
            (Generator.KEY_RANGE, 40 | 80 << 8),
            (Generator.FINE_TUNE, 10),
            (Generator.COARSE_TUNE, -12),
            (Generator.OVERRIDING_ROOT_KEY, 60),
            (Generator.LOOP_END, -CYCLE),
            preset=((Generator.KEY_RANGE, 50 | 100 << 8), (Generator.FINE_TUNE, 5)),
        ),
    )
    (zone,) = font.zones(0, 5)
    assert zone.keys == (50, 80)
    assert zone.cents == 15 - 1200
    assert zone.root_key == 60
    assert zone.loop_end == CYCLE * (CYCLES - 2)
    assert not zone.loops


def test_ranges_that_never_meet_make_no_zone(tmp_path: Path) -> None:
    content = small_bank((Generator.KEY_RANGE, 0 | 40 << 8), preset=((Generator.KEY_RANGE, 50 | 90 << 8),))
    assert loaded(tmp_path, content).zones(0, 5) == ()


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:0],
        lambda content: b"RIFX" + content[4:],
        lambda content: content[: len(content) // 2],
        lambda content: content.replace(b"shdr", b"xxxx"),
        lambda content: content.replace(b"smpl", b"xxxx"),
    ],
)
def test_a_damaged_bank_is_named(tmp_path: Path, damage: object) -> None:
    assert callable(damage)
    with pytest.raises(SoundFontError, match=r"small\.sf2: (not a SoundFont 2 bank|empty)"):
        loaded(tmp_path, damage(small_bank()))


def test_a_missing_bank_is_named(tmp_path: Path) -> None:
    with pytest.raises(SoundFontError, match=r"none\.sf2: No such file"):
        SoundFont.open(tmp_path / "none.sf2")


def test_the_bundled_bank_is_a_whole_general_midi_set(font: SoundFont) -> None:
    assert {program for bank, program in font.presets if bank == 0} == set(range(128))
    assert font.presets[DRUM_BANK, 0] == "Standard"
    for bank, program in font.presets:
        for zone in font.zones(bank, program):
            assert 0 <= zone.start < zone.end <= len(font.samples)
            assert 1000 <= zone.rate <= 48_000
