from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metabgm.describe.style import clean_style
from metabgm.protocol.limits import LIMITS


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("", ""),
        ("  smooth\tjazz \n", "smooth jazz"),
        ("line\r\nline\u2028line\x00line", "line line line line"),
        ("80er Synthwave, größer!", "80er Synthwave, größer!"),
        ("a" * 300, "a" * 200),
        ("word " * 60, ("word " * 40).strip()),
    ],
)
def test_clean(typed: str, clean: str) -> None:
    assert clean_style(typed) == clean


@given(st.text(max_size=400))
def test_any_text(typed: str) -> None:
    clean = clean_style(typed)
    assert len(clean) <= LIMITS.style_chars
    assert clean.isprintable()
    assert clean_style(clean) == clean
