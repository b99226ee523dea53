from __future__ import annotations

import re

import pytest

from metabgm.protocol.token import file_content, new_token, token_in


def test_token_is_43_url_safe_characters_and_never_the_same() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", token) for token in tokens)


def test_file_holds_the_token_and_a_newline() -> None:
    token = new_token()
    assert file_content(token) == token + "\n"
    assert token_in(file_content(token)) == token


@pytest.mark.parametrize(
    "content",
    [
        "",
        "\n",
        "x" * 43,
        "x" * 42 + "\n",
        "x" * 44 + "\n",
        "x" * 43 + "\n\n",
        " " + "x" * 42 + "\n",
        "é" * 43 + "\n",
        "x" * 42 + "+\n",
        "x" * 43 + "\r\n",
    ],
)
def test_anything_else_is_no_token(content: str) -> None:
    assert token_in(content) is None
