"""Where the token is kept (PROTOCOL.md, "Handshake"): written by the sidecar, read by the mod."""

from __future__ import annotations

import os
import secrets
import shlex
import stat
import sys
from collections.abc import Mapping
from pathlib import Path

from metabgm.protocol.token import file_content, new_token, token_in

_FILE_NAME = "token"
_FOLDER_NAME = "metabgm"
_PRIVATE_FILE, _PRIVATE_FOLDER = 0o600, 0o700
# More than a good file holds, so that a longer one is noticed and never read whole.
_MOST_BYTES = 64


class TokenFileError(Exception):
    """One line for the user: what is wrong with which file, and what to type."""


def token_path(
    platform: str = sys.platform, environ: Mapping[str, str] = os.environ, home: Path | None = None
) -> Path:
    """``token`` in METABGM_CONFIG_DIR, else ``metabgm/token`` in the platform's config folder.

    Not platformdirs: on macOS it follows XDG_CONFIG_HOME, which a game started from the Dock never sees,
    so that the two programs would look in different places.
    """
    if environ.get("METABGM_CONFIG_DIR"):
        return Path(environ["METABGM_CONFIG_DIR"]) / _FILE_NAME
    return _config_folder(platform, environ, home or Path.home()) / _FOLDER_NAME / _FILE_NAME


def _config_folder(platform: str, environ: Mapping[str, str], home: Path) -> Path:
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    if platform == "darwin":
        return home / "Library" / "Application Support"
    folder = environ.get("XDG_CONFIG_HOME", "")
    # The XDG base directory specification: a relative path is invalid and to be ignored.
    return Path(folder) if folder.startswith("/") else home / ".config"


def load_or_create_token(path: Path) -> str:
    """The token in the file, made first where there is none. Raises TokenFileError.

    When several processes make it at once, all get the token of the first.
    """
    try:
        if not path.exists():
            _create(path)
        return read_token(path)
    except OSError as error:
        raise TokenFileError(f"cannot use the token file {path}: {error.strerror}") from error


def read_token(path: Path) -> str:
    """Raises TokenFileError if others may read the file or it holds no token, OSError if it can't be read."""
    with path.open("rb") as file:
        mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
        content = file.read(_MOST_BYTES)
    # Windows has no such modes; there the folder is the user's own.
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        command = f"chmod 600 {shlex.quote(str(path))}"
        raise TokenFileError(f"others can use the token file {path} (mode {mode:04o}); type: {command}")
    token = token_in(content.decode("ascii", "replace"))
    if token is None:
        raise TokenFileError(
            f"the token file {path} does not hold 43 URL-safe characters and a newline; "
            "delete it and start the sidecar again"
        )
    return token


def _create(path: Path) -> None:
    path.parent.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    draft = path.with_name(f".{_FILE_NAME}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE_FILE)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii", newline="") as file:
            file.write(file_content(new_token()))
            file.flush()
            os.fsync(file.fileno())
        _publish(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _publish(draft: Path, path: Path) -> None:
    """Gives the whole file its name at once, unless another process was first."""
    try:
        if os.name == "posix":
            os.link(draft, path)
        else:
            draft.rename(path)
    except FileExistsError:
        return
