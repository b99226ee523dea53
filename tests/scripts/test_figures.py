import pytest

from benchmarks.figures import Figure, as_markdown, as_text


@pytest.mark.parametrize(("measured", "reached"), [(79.9, True), (80.0, True), (80.1, False)])
def test_a_target_is_reached_up_to_its_value(measured: float, reached: bool) -> None:
    figure = Figure("first chunk", measured, "ms", at_most=80.0)
    assert figure.reached is reached
    assert figure.cells[3] == ("reached" if reached else "missed")


def test_a_figure_without_target_has_no_verdict() -> None:
    assert Figure("ratio", 5.83).cells == ("ratio", "5.8", "", "")


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0 ms"), (0.0161, "0.016 ms"), (21.44, "21.4 ms"), (480.1, "480 ms"), (3500.0, "3,500 ms")],
)
def test_numbers_have_as_many_digits_as_they_mean(value: float, text: str) -> None:
    assert Figure("", value, "ms").cells[1] == text


def test_a_table_for_a_page() -> None:
    figures = [Figure("underruns", 0, at_most=0.0), Figure("memory", 480.1, "MB", 700.0, "greatest")]
    assert as_markdown(figures).splitlines() == [
        "| figure | measured | target |  |",
        "| --- | --- | --- | --- |",
        "| underruns | 0 | <= 0 | reached |",
        "| memory | 480 MB (greatest) | <= 700 MB | reached |",
    ]


def test_a_table_for_a_terminal_stands_in_columns() -> None:
    lines = as_text([Figure("a", 1.0, "ms", 2.0), Figure("a longer name", 1.0, "ms", 2.0)]).splitlines()
    assert lines[0].index("1 ms") == lines[1].index("1 ms")
