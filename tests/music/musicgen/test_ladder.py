from __future__ import annotations

import pytest

from metabgm.music.musicgen.ladder import Speed, Step, step_for


@pytest.mark.parametrize(
    ("rtf", "step"),
    [
        (0.1, "musicgen"),
        (0.799, "musicgen"),
        (0.8, "musicgen with the composer"),
        (5.99, "musicgen with the composer"),
        (6.0, "composer"),
        (float("inf"), "composer"),
    ],
)
def test_the_speed_gives_the_step_and_all_but_the_top_one_say_why(rtf: float, step: Step) -> None:
    found, reason = step_for(rtf)
    assert found == step
    assert (reason == "") is (step == "musicgen")
    if reason:
        assert f"{rtf:.2f} s for a second of music" in reason


def test_the_speed_is_that_of_a_cache_of_its_usual_length() -> None:
    even = Speed(steps_50=100.0, steps_500=100.0, codec=0.1, frame_rate=50.0)
    assert even.rtf == pytest.approx(0.6)
    slower = Speed(steps_50=100.0, steps_500=50.0, codec=0.0, frame_rate=50.0)
    assert slower.rtf == pytest.approx(50.0 * (0.01 + 0.01 * 250 / 450))
