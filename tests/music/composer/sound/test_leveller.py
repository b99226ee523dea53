from __future__ import annotations

import numpy as np
import pytest

from metabgm.music.composer.sound.leveller import BIN_S, Leveller
from metabgm.music.composer.sound.weighting import weighted_mean_squares
from tests.music.composer.sound.spectra import RATE, tone

BLOCK = 16_384
BLOCK_S = BLOCK / RATE
SOUND = tone(1000.0, 0.4, 0.1)[:, :BLOCK]
PLANNED = float(weighted_mean_squares(tone(1000.0, 2.0, 0.1), [0, 2 * RATE])[0])


def gains_over(
    seconds: float, planned: float, *, left_db: float = 0.0, as_planned: bool = True
) -> list[float]:
    """Gains of the right side at the end of each block, in dB, for a sound that is what it is."""
    leveller = Leveller(1.0, np.full(int(60 / BIN_S), planned), RATE, BLOCK)
    found = []
    for _ in range(int(seconds / BLOCK_S)):
        gains = leveller.gains()
        assert gains.shape == (2, BLOCK)
        found.append(float(20 * np.log10(gains[1, -1])))
        sound = SOUND * gains
        sound[0] *= 10 ** (left_db / 20)
        leveller.hear(sound, as_planned=as_planned)
    return found


def test_what_comes_as_planned_is_left_alone() -> None:
    assert np.abs(gains_over(10.0, PLANNED)).max() < 0.1


@pytest.mark.parametrize("error_db", [-2.5, 2.5])
def test_an_error_is_taken_back_slower_than_anybody_hears(error_db: float) -> None:
    found = gains_over(25.0, PLANNED * 10 ** (-error_db / 10))
    steps = np.diff([0.0, *found])
    assert np.abs(steps).max() <= 0.3 * BLOCK_S
    assert found[-1] == pytest.approx(-error_db, abs=0.3)
    assert abs(found[int(3 / BLOCK_S)]) < 1.0


def test_it_never_goes_far() -> None:
    assert gains_over(50.0, PLANNED * 100.0)[-1] == pytest.approx(4.0)


def test_what_the_game_has_changed_says_nothing() -> None:
    assert not any(gains_over(10.0, PLANNED * 3.0, as_planned=False))


def test_sides_come_into_balance() -> None:
    found = gains_over(20.0, PLANNED, left_db=-2.0)
    assert found[-1] == pytest.approx(0.0, abs=0.1)
    leveller = Leveller(1.0, np.full(600, PLANNED), RATE, BLOCK)
    for _ in range(60):
        gains = leveller.gains()
        leveller.hear(SOUND * gains * np.array([[0.8], [1.0]], np.float32), as_planned=True)
    left, right = 20 * np.log10(leveller.gains()[:, -1])
    assert left - right == pytest.approx(-20 * np.log10(0.8), abs=0.3)


@pytest.mark.parametrize("planned", [np.zeros(0), np.zeros(300)])
def test_a_plan_of_silence_changes_nothing(planned: np.ndarray) -> None:
    leveller = Leveller(0.5, planned, RATE, BLOCK)
    for _ in range(5):
        leveller.hear(SOUND, as_planned=True)
        assert np.all(leveller.gains() == np.float32(0.5))


def test_a_piece_makes_up_for_its_own_beginning() -> None:
    error_db = 3.0
    planned = np.full(int(20.0 / BIN_S), PLANNED * 10 ** (-error_db / 10))
    leveller = Leveller(1.0, planned, RATE, BLOCK)
    given = []
    for _ in range(int(20.0 / BLOCK_S)):
        sound = SOUND * leveller.gains()
        leveller.hear(sound, as_planned=True)
        given.append(np.mean(sound.astype(np.float64) ** 2))
    usual = np.mean(SOUND.astype(np.float64) ** 2)
    whole_db = 10 * np.log10(np.mean(given) / usual)
    assert whole_db == pytest.approx(-error_db, abs=1.0)
    assert -error_db - 1.6 < 10 * np.log10(given[-1] / usual) < -error_db - 0.2
