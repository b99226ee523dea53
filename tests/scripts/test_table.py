import pytest

from journey.story import Happening, happenings
from journey.table import LEAST_WIDTH, as_table, clock
from tests.scripts.player_log import short_journey


@pytest.mark.parametrize("width", [80, 101, 120, 250])
def test_no_line_is_wider_than_asked_for(width: int) -> None:
    table = as_table(happenings(short_journey().read()), width)
    assert max(len(line) for line in table.splitlines()) <= width


def test_a_narrow_terminal_gets_the_least_width() -> None:
    story = happenings(short_journey().read())
    assert as_table(story, 20) == as_table(story, LEAST_WIDTH)


def test_every_word_is_there() -> None:
    table = as_table(happenings(short_journey().read()), 200)
    for words in ("what happened", "attacked by zombie", "enters minecraft:lush_caves", "calm and sparse."):
        assert words in table
    fight = next(line for line in table.splitlines() if "zombie" in line)
    assert fight.startswith("0:32")
    assert fight.endswith("   100")


def test_a_piece_that_continues_has_no_milliseconds() -> None:
    row = as_table([Happening(150.0, "piece ran out", "base", "", "a", "b", None)], 100).splitlines()[-1]
    assert row.split() == ["2:30", "piece", "ran", "out", "a", "b"]


def test_a_word_longer_than_its_column_is_broken() -> None:
    biome = "enters minecraft:" + "x" * 60
    table = as_table([Happening(1.0, biome, "base", "", "", "", 5.0)], 80)
    assert max(len(line) for line in table.splitlines()) <= 80


def test_no_pieces() -> None:
    assert "no piece was heard" in as_table([], 100)


def test_clock() -> None:
    assert [clock(second) for second in (0, 9.99, 60, 605.2)] == ["0:00", "0:09", "1:00", "10:05"]
