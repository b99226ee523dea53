from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from metabgm.protocol.token import file_content, new_token
from metabgm.protocol.token_file import TokenFileError, load_or_create_token, read_token, token_path

HOME = Path("/home/alex")
posix_only = pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")


@pytest.mark.parametrize(
    ("platform", "environ", "path"),
    [
        ("linux", {}, "/home/alex/.config/metabgm/token"),
        ("linux", {"XDG_CONFIG_HOME": "/data/config"}, "/data/config/metabgm/token"),
        ("linux", {"XDG_CONFIG_HOME": ""}, "/home/alex/.config/metabgm/token"),
        ("linux", {"XDG_CONFIG_HOME": "relative"}, "/home/alex/.config/metabgm/token"),
        ("darwin", {}, "/home/alex/Library/Application Support/metabgm/token"),
        ("darwin", {"XDG_CONFIG_HOME": "/x"}, "/home/alex/Library/Application Support/metabgm/token"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/metabgm/token"),
        ("win32", {}, "/home/alex/AppData/Local/metabgm/token"),
        ("linux", {"METABGM_CONFIG_DIR": "/mine", "XDG_CONFIG_HOME": "/x"}, "/mine/token"),
        ("win32", {"METABGM_CONFIG_DIR": "/mine", "LOCALAPPDATA": "/x"}, "/mine/token"),
        ("linux", {"METABGM_CONFIG_DIR": ""}, "/home/alex/.config/metabgm/token"),
    ],
)
def test_path(platform: str, environ: dict[str, str], path: str) -> None:
    assert token_path(platform, environ, HOME) == Path(path)


def test_path_follows_the_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("METABGM_CONFIG_DIR", str(tmp_path))
    assert token_path() == tmp_path / "token"


def test_token_is_made_once_and_read_ever_after(tmp_path: Path) -> None:
    path = tmp_path / "new" / "metabgm" / "token"
    token = load_or_create_token(path)
    assert path.read_bytes() == file_content(token).encode()
    assert load_or_create_token(path) == token
    assert [entry.name for entry in path.parent.iterdir()] == ["token"]


@posix_only
def test_only_the_user_can_read_it_whatever_the_umask(tmp_path: Path) -> None:
    path = tmp_path / "metabgm" / "token"
    before = os.umask(0)
    try:
        load_or_create_token(path)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_all_who_make_it_at_once_get_the_same(tmp_path: Path) -> None:
    path, tokens, gate = tmp_path / "token", [], threading.Barrier(8)

    def make() -> None:
        gate.wait()
        tokens.append(load_or_create_token(path))

    threads = [threading.Thread(target=make) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert tokens == [read_token(path)] * 8
    assert [entry.name for entry in tmp_path.iterdir()] == ["token"]


@posix_only
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o620, 0o601])
def test_file_that_others_can_use_is_refused_with_what_to_type(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a folder" / "token"
    token = load_or_create_token(path)
    path.chmod(mode)
    with pytest.raises(TokenFileError, match=f"mode {mode:04o}") as refused:
        load_or_create_token(path)
    command = str(refused.value).partition("type: ")[2]
    assert command == f"chmod 600 '{path}'"
    assert os.system(command) == 0
    assert load_or_create_token(path) == token


@pytest.mark.parametrize(
    "content", [b"", b"short\n", b"x" * 43, b"x" * 43 + b"\r\n", b"\xff" * 43 + b"\n", b"x" * 10**6]
)
def test_file_without_a_token_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "token"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(TokenFileError, match="43 URL-safe characters"):
        load_or_create_token(path)
    assert path.read_bytes() == content


def test_good_token_with_more_after_it_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text(file_content(new_token()) * 2)
    path.chmod(0o600)
    with pytest.raises(TokenFileError, match="43 URL-safe characters"):
        read_token(path)


def test_folder_that_cannot_be_made_is_told_in_one_line(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("in the way")
    with pytest.raises(TokenFileError, match="cannot use the token file") as refused:
        load_or_create_token(blocker / "metabgm" / "token")
    assert "\n" not in str(refused.value)


def test_folder_in_the_files_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "token").mkdir()
    with pytest.raises(TokenFileError, match="cannot use the token file"):
        load_or_create_token(tmp_path / "token")
