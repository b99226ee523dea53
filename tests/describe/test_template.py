from __future__ import annotations

import itertools

import pytest

from metabgm.describe.guard import Accepted, Shown, check_description, check_narrative
from metabgm.describe.template import TemplateDescriber
from metabgm.describe.texts import DescribeCancelledError, DescribeRequest, Texts
from metabgm.music.composer.words.reader import read
from tests.describe.biome_names import KEYS
from tests.describe.characterized import fight, quiet_scene

_TIMES = ("Dawn", "Day", "Dusk", "Night")
_WEATHERS = ("Clear", "Rain", "Snow", "Thunder")


def _describe(elements: dict[str, dict[str, object]], combat: bool = False, seed: int = 0) -> Texts:
    return TemplateDescriber().describe(DescribeRequest(elements, combat, seed), lambda: False)


@pytest.mark.parametrize("key", KEYS)
def test_every_biome_time_and_weather_passes_the_guard(key: str) -> None:
    for seed, (time, weather) in enumerate(itertools.product(_TIMES, _WEATHERS)):
        texts = _describe(quiet_scene(key, time=time, weather=weather), seed=seed)
        assert check_description(texts.description, Shown()) == Accepted(texts.description)
        assert check_narrative(texts.narrative, Shown()) == Accepted(texts.narrative)
        reading = read(texts.description)
        assert reading.instruments + reading.percussion
        assert reading.mode is not None


@pytest.mark.parametrize("key", KEYS)
def test_every_fight_drives(key: str) -> None:
    for seed in range(8):
        texts = _describe(fight(key, "zombie", "skeleton", health=3.0 + 2 * seed), combat=True, seed=seed)
        assert check_description(texts.description, Shown()) == Accepted(texts.description)
        assert check_narrative(texts.narrative, Shown()) == Accepted(texts.narrative)
        reading = read(texts.description)
        assert reading.arousal is not None
        assert reading.arousal > 0.4
        assert reading.instruments + reading.percussion


def test_fits_the_scene() -> None:
    for seed in range(12):
        calm, night = (
            _describe(quiet_scene("minecraft:plains", time=time), seed=seed) for time in ("Day", "Night")
        )
        calm_valence, night_valence = read(calm.description).valence, read(night.description).valence
        assert calm_valence is not None
        assert night_valence is not None
        assert calm_valence > night_valence
        assert "night" in night.narrative.lower()


def test_seed_varies_and_decides() -> None:
    texts = {_describe(quiet_scene(), seed=seed).description for seed in range(20)}
    assert len(texts) > 10
    first, second = _describe(quiet_scene(), seed=7), _describe(quiet_scene(), seed=7)
    assert (first.narrative, first.description) == (second.narrative, second.description)


def test_enemies_are_named() -> None:
    assert "a warden" in _describe(fight("minecraft:deep_dark", "warden"), combat=True).narrative


def test_empty_scene_and_direct() -> None:
    texts = TemplateDescriber().describe(DescribeRequest({}, False, 1, direct=True), lambda: False)
    assert texts.narrative == ""
    assert isinstance(check_description(texts.description, Shown()), Accepted)
    assert texts.describer == "template"


def test_cancelled() -> None:
    with pytest.raises(DescribeCancelledError):
        TemplateDescriber().describe(DescribeRequest({}, False, 1), lambda: True)
