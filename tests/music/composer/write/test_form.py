from __future__ import annotations

import pytest

from metabgm.music.composer.write.form import TAIL_S, bars_for, sections
from metabgm.music.engine import Role

ROLES: tuple[Role, ...] = ("base", "combat", "sting")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("bars", [1, 2, 3, 5, 6, 7, 8, 11, 12, 16, 23, 40, 100, 401])
@pytest.mark.parametrize("build", [False, True])
def test_sections_follow_each_other_without_gap(role: Role, bars: int, build: bool) -> None:
    plan = sections(bars, role, build=build)
    at = 0
    for section in plan:
        assert section.first_bar == at
        assert section.bars >= 1
        assert 0.0 <= section.intensity <= 1.0
        at += section.bars
    assert at == bars


def test_base_opens_without_melody_and_comes_home() -> None:
    plan = sections(22, "base", build=False)
    assert plan[0].name == "intro"
    assert "lead" not in plan[0].parts
    assert plan[-1].name == "outro"
    letters = [section.letter for section in plan if section.letter]
    assert letters[0] == letters[-1] == "A"
    assert "B" in letters


def test_combat_bites_at_once() -> None:
    plan = sections(34, "combat", build=False)
    assert plan[0].letter == "A"
    assert "percussion" in plan[0].parts
    assert min(section.intensity for section in plan) >= 0.75


def test_building_rises() -> None:
    intensities = [section.intensity for section in sections(30, "base", build=True) if section.letter]
    assert intensities == sorted(intensities)
    assert intensities[-1] == 1.0


@pytest.mark.parametrize("role", ROLES)
def test_bars_come_near_to_the_wished_length(role: Role) -> None:
    for seconds in (10.0, 45.0, 90.0):
        for bar_s in (1.2, 2.5, 4.0):
            assert abs(bars_for(seconds, bar_s, role) * bar_s + TAIL_S[role] - seconds) <= bar_s / 2 + 1e-9
    assert bars_for(0.5, 4.0, role) == 1
