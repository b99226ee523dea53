"""What the hub's client raises -> one line that says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from metabgm.models.errors import ModelError, says_no_room
from metabgm.models.hub_name import HubName

if TYPE_CHECKING:
    from huggingface_hub.errors import HfHubHTTPError

_INSTEAD = "a folder with the model's files can be given instead of its name"
_DETAIL_CHARACTERS = 200
"""Of what the hub or the network says: enough to search for it, short enough for one line."""


@contextmanager
def explained(name: HubName, folder: Path) -> Iterator[None]:
    """Turns every expected exception within into ModelError."""
    import httpx2  # noqa: PLC0415
    from huggingface_hub import errors  # noqa: PLC0415

    repository = name.repository
    try:
        yield
    except ModelError as error:
        raise _failed(name, str(error)) from error
    except errors.OfflineModeIsEnabled as error:
        raise _failed(name, f"HF_HUB_OFFLINE is set; unset it, or {_INSTEAD}") from error
    except errors.GatedRepoError as error:
        raise _failed(name, f"it is gated: {_how_to_be_let_in(repository)}") from error
    except errors.RevisionNotFoundError as error:
        raise _failed(name, f"{repository} has no revision {name.revision}") from error
    except errors.RemoteEntryNotFoundError as error:
        raise _failed(name, "a file that is listed is not there; start again") from error
    except errors.RepositoryNotFoundError as error:
        raise _failed(name, _not_visible(repository)) from error
    except errors.HfHubHTTPError as error:
        raise _failed(name, _refused(repository, error)) from error
    except httpx2.LocalProtocolError as error:
        # Its text would show the token.
        raise _failed(name, "HF_TOKEN holds characters that no token has") from error
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        detail = _one_line(error) or type(error).__name__
        raise _failed(name, f"the hub does not answer ({detail}); connect, or {_INSTEAD}") from error
    except OSError as error:
        reason = "the disk is full" if says_no_room(error) else error.strerror or _one_line(error)
        raise _failed(name, f"{folder}: {reason}; free some room or name another folder") from error
    except ValueError as error:
        raise _failed(name, f"a setting HF_... of the environment is wrong ({_one_line(error)})") from error


def _failed(name: HubName, reason: str) -> ModelError:
    return ModelError(f"cannot fetch {name}: {reason}")


def _not_visible(repository: str) -> str:
    advice = f"check the name, or if it is private, {_how_to_be_let_in(repository)}"
    return f"the hub shows no {repository}; {advice}"


def _how_to_be_let_in(repository: str) -> str:
    return f"accept the licence on the page of {repository} and set HF_TOKEN to a token of that account"


def _refused(repository: str, error: HfHubHTTPError) -> str:
    status = error.response.status_code
    if status == 401 and "authorization" in error.response.request.headers:
        return "the hub refuses your token; set HF_TOKEN to one that is valid"
    if status == 401:
        return _not_visible(repository)
    if status == 403:
        return f"the hub refuses access: {_how_to_be_let_in(repository)}"
    detail = (error.server_message or error.response.reason_phrase)[:_DETAIL_CHARACTERS]
    return f"the hub answers {status} ({' '.join(detail.split())}); try again later"


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:_DETAIL_CHARACTERS]
