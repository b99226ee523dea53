from __future__ import annotations

from pathlib import Path

from lexicon_page.page import page

ROOT = Path(__file__).resolve().parents[4]


def test_the_page_in_the_docs_is_current() -> None:
    assert (ROOT / "docs" / "lexicon.md").read_text(encoding="utf-8") == page(), "run scripts/make-lexicon"


def test_it_tells_of_words_negations_and_families() -> None:
    text = page()
    assert (
        "| funeral march, funeral procession "
        "| usual metre 4/4; usual tempo 46-58; mood -0.7,-0.3; harmony functional |" in text
    )
    assert '"without"' in text
    assert "| voices | voice | voice, choir, space voice |" in text
