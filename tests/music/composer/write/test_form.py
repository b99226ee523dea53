from __future__ import annotations

from itertools import pairwise

import pytest

from metabgm.music.composer.write.form import TAIL_S, bars_for, sections
from metabgm.music.composer.write.score import Part
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


def test_fading_falls() -> None:
    found = sections(60, "base", build=False, fade=True, seed=2)
    intensities = [section.intensity for section in found if section.letter]
    assert intensities == sorted(intensities, reverse=True)
    assert intensities[-1] < 0.5 < intensities[0]


@pytest.mark.parametrize("bridge_bars", [1, 2])
@pytest.mark.parametrize("bars", [5, 9, 24, 90])
def test_a_bridge_comes_first_with_the_bed_alone_and_the_melody_after_it(bridge_bars: int, bars: int) -> None:
    for seed in range(10):
        plan = sections(bars, "base", build=False, bridge_bars=bridge_bars, seed=seed)
        assert (plan[0].name, plan[0].bars, plan[0].parts) == ("bridge", bridge_bars, frozenset({"bed"}))
        assert "lead" in plan[1].parts
        assert plan[-1].first_bar + plan[-1].bars == bars


def test_forms_and_the_lengths_of_phrases_vary_with_the_seed() -> None:
    forms = {
        tuple((section.name, section.bars) for section in sections(60, "base", build=False, seed=seed))
        for seed in range(30)
    }
    assert len(forms) > 20
    assert {3, 4, 5, 6, 8} <= {bars for form in forms for _, bars in form}
    assert any(name == "interlude" for form in forms for name, _ in form)
    assert {name[0] for form in forms for name, _ in form} >= {"A", "B", "C"}


def test_a_letter_has_one_length_but_for_the_last_ones() -> None:
    for seed in range(20):
        plan = [section for section in sections(200, "base", build=False, seed=seed) if section.letter]
        for letter in "ABC":
            lengths = [section.bars for section in plan[:-6] if section.letter == letter]
            assert len(set(lengths)) <= 1


def test_silence_leaves_parts_out() -> None:
    def bare(silence: float, bed: bool) -> float:
        plans = [
            sections(120, "base", build=False, silence=silence, bed=bed, seed=seed) for seed in range(20)
        ]
        lettered = [section for plan in plans for section in plan if section.letter]
        missing = [not {"lead", "accompaniment", "bed"} <= section.parts for section in lettered]
        return sum(missing) / len(missing)

    assert bare(0.8, True) > bare(0.2, True) > bare(0.0, True) > 0.0
    for seed in range(20):
        plan = sections(120, "base", build=False, silence=1.0, bed=False, seed=seed)
        assert all("lead" in section.parts for section in plan if section.letter)


def test_the_melody_never_leaves_for_two_phrases() -> None:
    for seed in range(40):
        told = [one for one in sections(120, "base", build=False, silence=1.0, seed=seed) if one.letter]
        assert all({"lead"} & (one.parts | after.parts) for one, after in pairwise(told))


@pytest.mark.parametrize("role", ROLES)
def test_what_is_kept_is_in_every_phrase(role: Role) -> None:
    kept = frozenset[Part]({"accompaniment", "percussion", "lead"})
    for seed in range(30):
        plan = sections(90, role, build=False, silence=0.9, kept=kept, seed=seed)
        told = [section for section in plan if section.letter]
        assert all(kept <= section.parts for section in told[1:])
        assert all("percussion" in section.parts for section in plan)
        assert role == "combat" or "lead" not in plan[0].parts
