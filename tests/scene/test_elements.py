from __future__ import annotations

from metabgm.scene.elements import combat_reason, dominant, share
from tests.scenes import elements


def test_share_of_anything_missing_or_odd_is_zero() -> None:
    assert share({}, "Weather", "Rain") == 0.0
    assert share({"Weather": {"Rain": "much"}}, "Weather", "Rain") == 0.0
    assert share(elements(weather="Rain"), "Weather", "Rain") == 100.0


def test_dominant_ignores_labels_with_no_share() -> None:
    assert dominant({"Rain": 0.0, "Snow": 0.0}, "Clear") == "Clear"
    assert dominant({"Rain": 20.0, "Snow": 80.0}, "Clear") == "Snow"


def test_hostile_nearby_is_no_combat_until_it_targets_the_player() -> None:
    scene = elements()
    scene["Hostile Entity"] |= {"creeper": 100.0, "Count": 3.0, "Nearest": 4.5}
    assert combat_reason(scene) is None
    scene["Hostile Entity"]["Targeting Player"] = 5.0
    assert combat_reason(scene) == "Hostile Entity.Targeting Player 5"
