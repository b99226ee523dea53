from __future__ import annotations

import os
from pathlib import Path

import pytest

from metabgm.models.errors import ModelError
from metabgm.models.json_file import JsonObject, read_json, read_object, read_text


def _file(folder: Path, content: bytes) -> Path:
    (folder / "c.json").write_bytes(content)
    return folder / "c.json"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"[1]", r"c\.json holds a list of 1; expected an object"),
        (b'{"a": ', r"c\.json is no readable JSON: Expecting value"),
        (b"[" * 5400, r"c\.json is no readable JSON: .*recursion"),
        (b"1" * 5000, r"c\.json is no readable JSON: Exceeds the limit"),
        (b'{"a": "\xff"}', r"c\.json is no UTF-8 text: invalid start byte at byte 7"),
        (b'{"a": "\\uD800"}', r"c\.json is no readable JSON: .*surrogates not allowed"),
        (b'{"\\udc00": 1}', r"c\.json is no readable JSON: .*surrogates not allowed"),
        (b" " * 6000, r"c\.json has 6000 bytes; expected at most 5500"),
    ],
)
def test_what_is_wrong_with_a_file_is_named(tmp_path: Path, content: bytes, fault: str) -> None:
    with pytest.raises(ModelError, match=fault):
        read_object(_file(tmp_path, content), 5500)


def test_whole_surrogate_pairs_are_text(tmp_path: Path) -> None:
    assert read_json(_file(tmp_path, b'"\\ud83c\\udfb5"'), 100) == "🎵"


def test_missing_file_folder_and_pipe_are_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name in ("nothing", "folder", "pipe"):
        with pytest.raises(ModelError, match=f"has no file {name}"):
            read_text(tmp_path / name, 10)


def test_values_come_in_range_or_are_named() -> None:
    values = JsonObject(
        "c.json",
        {
            "n": 7,
            "x": 0.5,
            "t": "text",
            "f": True,
            "o": {"n": 1},
            "null": None,
            "nan": float("nan"),
            "l": [1],
        },
    )
    assert values.whole("n", least=0, most=7) == 7
    assert values.whole("missing", 3, least=0, most=7) == 3
    assert values.whole("null", 3, least=0, most=7) == 3
    assert values.number("x", least=0, most=1) == 0.5
    assert values.flag("f", False) is True
    assert values.text("t") == "text"
    assert values.object("o").whole("n", least=1, most=1) == 1
    assert values.object("missing").names() == set()
    assert values.names() == {"n", "x", "t", "f", "o", "nan", "l"}
    with pytest.raises(ModelError, match=r"c\.json: n is 7; expected a whole number from 0 to 6"):
        values.whole("n", least=0, most=6)
    with pytest.raises(ModelError, match=r"c\.json: f is True; expected a whole number"):
        values.whole("f", least=0, most=6)
    with pytest.raises(ModelError, match=r"c\.json: nan is nan; expected a number from 0 to 1"):
        values.number("nan", least=0, most=1)
    with pytest.raises(ModelError, match=r"c\.json: n is 7; expected true or false"):
        values.flag("n", False)
    with pytest.raises(ModelError, match=r"c\.json: l is a list of 1; expected text"):
        values.text("l")
    with pytest.raises(ModelError, match=r"c\.json: t is 'text'; expected an object"):
        values.object("t")
    with pytest.raises(ModelError, match=r"c\.json: o: n is 1; expected a whole number from 2 to 3"):
        values.object("o").whole("n", least=2, most=3)
    with pytest.raises(ModelError, match=r"c\.json lacks the key null"):
        values.text("null")


def test_long_values_are_shown_short() -> None:
    with pytest.raises(ModelError, match=r"t is '(x){59}\.\.\.; expected an object"):
        JsonObject("c.json", {"t": "x" * 10_000}).object("t")
