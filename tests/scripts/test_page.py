from pathlib import Path

import pytest

from benchmarks.main import BENCHMARKS, PAGE
from benchmarks.page import PageError, fill, filled

TEXT = "# Page\n<!-- a -->\nold\nolder\n<!-- /a -->\nbetween\n<!-- b -->\n<!-- /b -->\nend\n"


def test_only_what_stands_between_the_markers_is_replaced() -> None:
    assert filled(TEXT, "a", "new") == TEXT.replace("old\nolder", "new")
    assert filled(TEXT, "b", "| x |") == TEXT.replace("<!-- b -->\n", "<!-- b -->\n| x |\n")


def test_filling_twice_is_filling_once() -> None:
    assert filled(filled(TEXT, "a", "first"), "a", "new") == filled(TEXT, "a", "new")


@pytest.mark.parametrize("text", ["", "<!-- a -->\n", "<!-- /a -->\n<!-- a -->\n"])
def test_missing_markers_are_named(text: str) -> None:
    with pytest.raises(PageError, match="<!-- a --> and <!-- /a -->"):
        filled(text, "a", "new")


def test_a_file_is_filled(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(TEXT, encoding="utf-8")
    fill(page, "b", "new")
    assert "<!-- b -->\nnew\n<!-- /b -->" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["machine", *BENCHMARKS])
def test_the_projects_page_has_a_place_for_every_benchmark(name: str) -> None:
    assert "new" in filled(PAGE.read_text(encoding="utf-8"), name, "new")
