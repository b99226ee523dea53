from __future__ import annotations

from pathlib import Path

import pytest

from metabgm.models.hf_card import read_license, read_tags


@pytest.mark.parametrize(
    ("card", "license_id"),
    [
        ("---\nlicense: apache-2.0\n---\n# Model", "apache-2.0"),
        ("---\r\nlanguage:\r\n- en\r\nlicense: 'llama3.1'\r\n---\r\n", "llama3.1"),
        ('---\nlicense: "mit" # as upstream\n---\n', "mit"),
        ("---\nlicense: other\nlicense_name: llama-2-community\n---\n", "llama-2-community"),
        ("---\nlicense: other\n---\n", "other"),
        ("---\nlicense: llama3\n" + "extra: x\n" * 20_000, "llama3"),
        ("---\ntags:\n- llama\n---\nlicense: mit\n", "unknown"),
        ("license: mit\n", "unknown"),
        ("---\nlicense:\n- mit\n---\n", "unknown"),
        ("---\nlicense: " + "x" * 65 + "\n---\n", "unknown"),
        ("---\nlicense: a\x1b[31mb\n---\n", "unknown"),
        ("", "unknown"),
    ],
)
def test_license_of_the_front_matter(tmp_path: Path, card: str, license_id: str) -> None:
    (tmp_path / "README.md").write_bytes(card.encode())
    assert read_license(tmp_path) == license_id


def test_card_that_is_no_text_or_not_there(tmp_path: Path) -> None:
    assert read_license(tmp_path) == "unknown"
    (tmp_path / "README.md").write_bytes(b"---\nlicense: m\xff\xfet\n---\n")
    assert read_license(tmp_path) == "m\ufffd\ufffdt"


@pytest.mark.parametrize(
    ("card", "tags"),
    [
        (
            '---\nlicense: mit\ntags:\n- random-weights\n- "music"\nlanguage: en\n---\n- not-one\n',
            {"random-weights", "music"},
        ),
        ("---\ntags:\n  - a\n---\n", {"a"}),
        ("---\nlicense: mit\n---\ntags:\n- a\n", set()),
        ("---\ntags:\n- a\n", set()),
        ("tags:\n- a\n", set()),
        ("", set()),
    ],
)
def test_tags_of_the_front_matter(tmp_path: Path, card: str, tags: set[str]) -> None:
    (tmp_path / "README.md").write_text(card, encoding="utf-8")
    assert read_tags(tmp_path) == tags
