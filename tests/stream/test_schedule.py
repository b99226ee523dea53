from __future__ import annotations

from dataclasses import replace

from metabgm.stream.schedule import Demand, Task, next_task

BASE = Demand(order=1, role="base", audible=True, composed=9000, wanted=48000)


def test_nobody_is_hungry() -> None:
    assert next_task([]) is None
    assert next_task([replace(BASE, composed=48000)]) is None


def test_new_fight_overtakes_everything() -> None:
    fight = Demand(order=2, role="combat", audible=True, composed=0, wanted=48000)
    new_base = replace(BASE, order=3, composed=0)
    assert next_task([BASE, new_base, fight]) == Task(2, "chunk")


def test_what_is_heard_comes_before_what_is_prepared() -> None:
    opening = Demand(order=2, role="base", audible=False, composed=0, wanted=96000)
    assert next_task([opening, BASE]) == Task(1, "chunk")


def test_emptier_of_two_bases_comes_first() -> None:
    fading = replace(BASE, order=2, composed=40000)
    assert next_task([fading, BASE]) == Task(1, "chunk")


def test_material_of_what_is_heard_comes_after_its_chunks_and_before_what_is_prepared() -> None:
    full = replace(BASE, composed=48000, unmade=True)
    opening = Demand(order=2, role="base", audible=False, composed=0, wanted=96000)
    assert next_task([opening, full]) == Task(1, "material")
    assert next_task([opening, full, replace(BASE, order=3)]) == Task(3, "chunk")
    assert next_task([opening, replace(full, unmade=False)]) == Task(2, "chunk")


def test_of_two_that_are_prepared_the_latest_comes_first() -> None:
    prepared = [Demand(number, "base", audible=False, composed=0, wanted=0, unmade=True) for number in (4, 5)]
    assert next_task(prepared) == Task(5, "material")
