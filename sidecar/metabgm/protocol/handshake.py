"""Who may talk to the sidecar (PROTOCOL.md, "Handshake")."""

from __future__ import annotations

import hmac
import ipaddress
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from metabgm.protocol.version import SUBPROTOCOL

# RFC 9110, section 7.2: a name, an IPv4 address or a bracketed IPv6 address, and perhaps a port.
_HOST = re.compile(r"(?:\[(?P<ipv6>[0-9A-Fa-f:.]+)\]|(?P<name>[^\[\]:@/\s]+))(?::[0-9]{1,5})?")

_LOOPBACK_4 = ipaddress.IPv4Network("127.0.0.0/8")
_LOOPBACK_6 = ipaddress.IPv6Address("::1")


class HeaderFields(Protocol):
    """All values of a header by its name in any case, such as websockets' ``Headers``."""

    def get_all(self, key: str, /) -> Sequence[str]:
        """Empty where there is none."""


@dataclass(frozen=True)
class Refusal:
    """``status``: 400, 401 or 403. ``reason``: one line, the body of the answer."""

    status: int
    reason: str


def judge(headers: HeaderFields, *, bound_host: str, token: str) -> Refusal | None:
    """None when the upgrade may go on. ``bound_host``: the address the sidecar is bound to."""
    if headers.get_all("Origin"):
        return Refusal(403, "requests with an Origin are refused: no web page may talk to the sidecar")
    hosts = headers.get_all("Host")
    if is_loopback(bound_host) and not (len(hosts) == 1 and _names_loopback(hosts[0])):
        return Refusal(403, "the Host must be a loopback name, such as 127.0.0.1 or localhost")
    if not _bears(headers.get_all("Authorization"), token):
        return Refusal(401, "the Authorization must be Bearer and the token in the sidecar's token file")
    offered = [
        name.strip() for value in headers.get_all("Sec-WebSocket-Protocol") for name in value.split(",")
    ]
    if SUBPROTOCOL not in offered:
        return Refusal(400, f"the Sec-WebSocket-Protocol must offer {SUBPROTOCOL}")
    return None


def is_loopback(host: str) -> bool:
    """``localhost``, 127.0.0.0/8 or ::1; IPv6 without brackets."""
    if host.lower() == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    # Not is_loopback: newer Pythons also count IPv4 addresses mapped into IPv6.
    return address in _LOOPBACK_4 or address == _LOOPBACK_6


def _names_loopback(host: str) -> bool:
    parts = _HOST.fullmatch(host)
    return parts is not None and is_loopback(parts["ipv6"] or parts["name"])


def _bears(authorizations: Sequence[str], token: str) -> bool:
    if len(authorizations) != 1:
        return False
    scheme, _, shown = authorizations[0].partition(" ")
    # As bytes: compare_digest takes no str beyond ASCII, and a header may hold anything.
    same = hmac.compare_digest(shown.encode("utf-8", "surrogatepass"), token.encode())
    return same and scheme.lower() == "bearer"
