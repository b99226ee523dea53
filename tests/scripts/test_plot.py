from pathlib import Path

import numpy as np
import pytest
from matplotlib.image import imread

from journey.log import JourneyLog
from journey.plot import draw_journey
from journey.plot.bands import BANDS, stretches
from journey.plot.palette import LAND, place_colour
from journey.records import Whereabouts
from metabgm.describe.lands import LANDS
from tests.scripts.player_log import PlayerLog, cause, short_journey


def noise(seconds: float) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    frames = np.random.default_rng(5).normal(0, 0.1, (round(seconds * 48_000), 2))
    return frames.astype(np.float32)


def drawn(log: JourneyLog, seconds: float, folder: Path, title: str = "a journey") -> np.ndarray:
    target = folder / "journey.png"
    draw_journey(log, noise(seconds), target, title)
    return np.asarray(imread(target))


def test_a_journey_is_drawn(tmp_path: Path) -> None:
    picture = drawn(short_journey().read(), 60, tmp_path)
    assert picture.shape[:2] == (1000, 1800)
    assert len(np.unique(picture.reshape(-1, picture.shape[2]), axis=0)) > 1000


def test_a_journey_without_pieces_or_sound(tmp_path: Path) -> None:
    picture = drawn(PlayerLog().whereabouts(range(3), "").finished(0).read(), 0, tmp_path)
    assert picture.shape[:2] == (1000, 1800)
    assert picture[..., :3].std() > 0.01


def test_ten_minutes_of_border_jitter_and_signs_that_mean_something_to_a_typesetter(tmp_path: Path) -> None:
    log = PlayerLog()
    for second in range(600):
        log.whereabouts(range(second, second + 1), "minecraft:forest" if second % 2 else "minecraft:plains")
    for track in range(1, 30):
        log.piece(track, track * 20.0, cause("scene", track * 20_000), title="$100 \\frac{ & {more}$")
    assert drawn(log.finished(600).read(), 1, tmp_path, title="_^$").shape[:2] == (1000, 1800)


def test_the_same_log_gives_the_same_picture(tmp_path: Path) -> None:
    first = drawn(short_journey().read(), 10, tmp_path)
    assert np.array_equal(first, drawn(short_journey().read(), 10, tmp_path))


def test_stretches_join_what_looks_the_same() -> None:
    seen = (
        PlayerLog().whereabouts(range(0, 4), "minecraft:forest").whereabouts(range(4, 6), "minecraft:desert")
    )
    place = BANDS[0]
    found = stretches(seen.finished(9).read().of(Whereabouts), place.label, place.colour, seconds=9)
    assert [(one.begin, one.end, one.label) for one in found] == [(0, 4, "forest"), (4, 9, "desert")]


@pytest.mark.parametrize("land", LANDS)
def test_every_land_has_a_colour(land: str) -> None:
    assert land in LAND


def test_places_differ() -> None:
    keys = ["minecraft:forest", "minecraft:desert", "minecraft:deep_dark", "minecraft:ocean", ""]
    assert len({place_colour(key, "minecraft:overworld") for key in keys}) == len(keys)
