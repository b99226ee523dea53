from __future__ import annotations

from typing import Any

import pytest

from metabgm.describe.climate import land_of_climate
from metabgm.describe.lands import LANDS


@pytest.mark.parametrize(
    ("temperature", "precipitation", "land"),
    [
        (-0.5, "snow", "snow"),
        (None, "snow", "snow"),
        (0.14, None, "snow"),
        (0.15, "rain", "pines"),
        (0.3, "rain", ""),
        (0.8, "none", ""),
        (2.0, "none", "desert"),
        (0.95, "rain", "jungle"),
        (0.94, "rain", ""),
        (2.0, None, ""),
        (None, "rain", ""),
        (0.7, ["rain"], ""),
    ],
)
def test_land_of_climate(temperature: float | None, precipitation: Any, land: str) -> None:
    assert land_of_climate(temperature, precipitation) == land
    assert land in ("", *LANDS)
