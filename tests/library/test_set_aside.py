from __future__ import annotations

from pathlib import Path

from metabgm.library.set_aside import MOST_KEPT, identity_of, set_aside


def test_companions_go_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).write_text(f"old{ending}")
    aside = set_aside(path)
    assert {item.name: item.read_text() for item in tmp_path.iterdir()} == {
        "library.sqlite3.damaged-1": "old",
        "library.sqlite3.damaged-1-wal": "old-wal",
        "library.sqlite3.damaged-1-shm": "old-shm",
    }
    assert aside.name == "library.sqlite3.damaged-1"


def test_no_more_than_a_few_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    for number in range(MOST_KEPT + 2):
        path.write_text(str(number))
        set_aside(path)
    assert [(tmp_path / f"library.sqlite3.damaged-{n}").read_text() for n in (1, 2, 3)] == ["0", "1", "4"]
    assert len(list(tmp_path.iterdir())) == MOST_KEPT


def test_another_file_of_the_same_name_has_another_identity(tmp_path: Path) -> None:
    path, other = tmp_path / "a", tmp_path / "b"
    path.write_text("")
    other.write_text("")
    first = identity_of(path)
    other.replace(path)
    assert first is not None
    assert identity_of(path) != first
    path.unlink()
    assert identity_of(path) is None
