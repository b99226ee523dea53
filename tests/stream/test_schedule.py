from __future__ import annotations

from dataclasses import replace

from metabgm.stream.schedule import Demand, most_urgent

BASE = Demand(order=1, role="base", audible=True, composed=9000, wanted=48000)


def test_nobody_is_hungry() -> None:
    assert most_urgent([]) is None
    assert most_urgent([replace(BASE, composed=48000)]) is None


def test_new_fight_overtakes_everything() -> None:
    fight = Demand(order=2, role="combat", audible=True, composed=0, wanted=48000)
    new_base = replace(BASE, order=3, composed=0)
    assert most_urgent([BASE, new_base, fight]) == 2


def test_what_is_heard_comes_before_what_is_prepared() -> None:
    opening = Demand(order=2, role="base", audible=False, composed=0, wanted=96000)
    assert most_urgent([opening, BASE]) == 1


def test_emptier_of_two_bases_comes_first() -> None:
    fading = replace(BASE, order=2, composed=40000)
    assert most_urgent([fading, BASE]) == 1
