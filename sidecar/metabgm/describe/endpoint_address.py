"""Where chat completions are asked for: the address as the user gives it, checked and completed."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

URL_CHARACTERS = 2048
"""Far beyond any address that a person types."""

MODEL_CHARACTERS = 200
"""Model names are told to the player and kept with every text."""

_CALL = "/chat/completions"
_DEFAULT_PATH = "/v1"
_ALLOWED = re.compile(r"[!-~]+")
_SECRET_PARTS = re.compile(r"(?<=//)[^/?#]*(?=@)|(?<=[?#]).*")


@dataclass(frozen=True)
class EndpointAddress:
    """``url``: of the call itself. ``place``: host and port, as the player sees it."""

    url: str
    host: str
    place: str
    encrypted: bool

    @property
    def loopback(self) -> bool:
        """Whether it never leaves this machine."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost" or self.host.endswith(".localhost")


def address_of(url: str) -> EndpointAddress:
    """``url`` with or without ``/v1`` or a slash at its end; a path other than that is taken as it is.

    Raises ValueError: "expected ...".
    """
    if len(url) > URL_CHARACTERS or not _ALLOWED.fullmatch(url):
        raise ValueError(f"expected at most {URL_CHARACTERS} ASCII characters without spaces")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ValueError(f"expected an http or https address ({error})") from None
    _check(parts)
    host = str(parts.hostname)
    place = (f"[{host}]" if ":" in host else host) + (f":{port}" if port is not None else "")
    path = parts.path.rstrip("/") or _DEFAULT_PATH
    call = path if path.endswith(_CALL) else path + _CALL
    return EndpointAddress(f"{parts.scheme}://{place}{call}", host, place, parts.scheme == "https")


def check_model_name(name: str) -> None:
    """Raises ValueError: "expected ..."."""
    if not name.strip() or len(name) > MODEL_CHARACTERS or not name.isprintable():
        raise ValueError(f"expected the model's name at the endpoint, 1 to {MODEL_CHARACTERS} characters")


def without_secrets(url: str) -> str:
    """For messages: a user's password or a key in the query never gets into a log."""
    return _SECRET_PARTS.sub("***", url)


def _check(parts: SplitResult) -> None:
    if parts.scheme not in ("http", "https"):
        raise ValueError("expected an address that begins with http:// or https://")
    if not parts.hostname:
        raise ValueError("expected a host after http:// or https://")
    if "@" in parts.netloc:
        raise ValueError("expected no user or password; a key goes into METABGM_DESCRIBER_KEY")
    if parts.query or parts.fragment:
        raise ValueError("expected nothing after ? or #")
