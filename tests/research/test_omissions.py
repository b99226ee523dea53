from __future__ import annotations

from metabgm.research.omissions import omissions_of
from metabgm.research.tasks import see
from tests.scenes import elements, pair


def test_omissions() -> None:
    desert_night = elements(
        "minecraft:desert",
        time="Night",
        labels={"Temperature": {"Temperature": 2.0}, "Movement": pair("Riding", 90.0)},
    )
    seen = see(desert_night)
    assert [fault.what for fault in omissions_of("Dunes under the stars.", seen)] == [
        "does not tell 'riding'"
    ]
    assert omissions_of("Hooves on the dunes under the stars.", seen) == []
    fight = see(elements("minecraft:plains", time="Night", weather="Rain", blows=2, targeting=100.0))
    assert [fault.what for fault in omissions_of("Blows fall in the grass.", fight)] == [
        "does not name the zombie"
    ]
