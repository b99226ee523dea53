from __future__ import annotations

import pytest
from websockets.datastructures import Headers

from metabgm.protocol.handshake import is_loopback, judge
from metabgm.protocol.token import new_token
from metabgm.protocol.version import SUBPROTOCOL

TOKEN = new_token()
GOOD = {"Host": "127.0.0.1:8766", "Authorization": f"Bearer {TOKEN}", "Sec-WebSocket-Protocol": SUBPROTOCOL}


def status(
    changes: dict[str, str | None], bound_host: str = "127.0.0.1", more: tuple[str, str] | None = None
) -> int:
    """200 stands for no refusal."""
    headers = Headers({key: value for key, value in {**GOOD, **changes}.items() if value is not None})
    if more is not None:
        headers[more[0]] = more[1]
    refusal = judge(headers, bound_host=bound_host, token=TOKEN)
    if refusal is None:
        return 200
    assert refusal.reason
    assert "\n" not in refusal.reason
    assert TOKEN not in refusal.reason
    return refusal.status


def test_good_request_passes() -> None:
    assert status({}) == 200


@pytest.mark.parametrize(
    "authorization",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        f"Bearer  {TOKEN}",
        f"Bearer {TOKEN} ",
        f"Bearer {TOKEN[:-1]}",
        f"Bearer {TOKEN}x",
        f"Bearer {TOKEN.swapcase()}",
        f"Basic {TOKEN}",
        TOKEN,
        "Bearer é",
    ],
    # Two workers have to find the same names, and have each another token.
    ids=[
        "none",
        "empty",
        "scheme alone",
        "scheme and space",
        "two spaces",
        "space after",
        "too short",
        "too long",
        "other case",
        "other scheme",
        "no scheme",
        "not ASCII",
    ],
)
def test_anything_but_the_token_401(authorization: str | None) -> None:
    assert status({"Authorization": authorization}) == 401


def test_scheme_in_any_case() -> None:
    assert status({"Authorization": f"bearer {TOKEN}"}) == 200


def test_two_authorizations_401() -> None:
    assert status({}, more=("Authorization", f"Bearer {TOKEN}")) == 401


class RawHeaders(dict[str, str]):
    """Whatever a parser let through; websockets' own ``Headers`` take no surrogates."""

    def get_all(self, key: str) -> list[str]:
        return [self[key]] if key in self else []


def test_bytes_that_are_no_text_401() -> None:
    refusal = judge(
        RawHeaders({**GOOD, "Authorization": "Bearer \udcff"}), bound_host="127.0.0.1", token=TOKEN
    )
    assert refusal is not None
    assert refusal.status == 401


@pytest.mark.parametrize("origin", ["http://localhost:8766", "https://evil.example", "null", ""])
def test_any_origin_403(origin: str) -> None:
    assert status({"Origin": origin}) == 403


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LocalHost:1",
        "127.0.0.1",
        "127.255.3.4:65535",
        "[::1]",
        "[::1]:8766",
        "[0:0:0:0:0:0:0:1]:80",
    ],
)
def test_loopback_host_passes(host: str) -> None:
    assert status({"Host": host}) == 200


@pytest.mark.parametrize(
    "host",
    [
        None,
        "",
        "evil.example",
        "evil.example:8766",
        "localhost.evil.example",
        "localhost.",
        "127.0.0.1.evil.example",
        "127.1",
        "127.0.0.1:port",
        "127.0.0.1:",
        "user@localhost",
        "128.0.0.1",
        "0.0.0.0",
        "::1",
        "[::2]",
        "[::ffff:127.0.0.1]",
        "[localhost]",
        "localhost, evil.example",
    ],
)
def test_foreign_host_403(host: str | None) -> None:
    assert status({"Host": host}) == 403


def test_two_hosts_403() -> None:
    assert status({}, more=("Host", "localhost")) == 403


@pytest.mark.parametrize("bound", ["127.0.0.1", "localhost", "::1"])
def test_foreign_host_403_on_every_loopback_address(bound: str) -> None:
    assert status({"Host": "evil.example"}, bound) == 403


@pytest.mark.parametrize("bound", ["0.0.0.0", "::", "192.168.1.7", "games.example"])
def test_host_is_free_when_the_user_binds_elsewhere(bound: str) -> None:
    assert status({"Host": "games.example:8766"}, bound) == 200
    assert status({"Host": "games.example:8766", "Authorization": None}, bound) == 401


@pytest.mark.parametrize("offered", [None, "", "metabgm.v2.msgpack", SUBPROTOCOL.upper(), SUBPROTOCOL + "x"])
def test_subprotocol_not_offered_400(offered: str | None) -> None:
    assert status({"Sec-WebSocket-Protocol": offered}) == 400


def test_subprotocol_among_others() -> None:
    assert status({"Sec-WebSocket-Protocol": f"metabgm.v2.msgpack , {SUBPROTOCOL}"}) == 200
    assert (
        status({"Sec-WebSocket-Protocol": "metabgm.v2.msgpack"}, more=("Sec-WebSocket-Protocol", SUBPROTOCOL))
        == 200
    )


def test_a_web_page_learns_nothing_about_the_token() -> None:
    assert status({"Origin": "null", "Authorization": None}) == 403
    assert status({"Host": "evil.example", "Authorization": None}) == 403


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("", False),
        ("::ffff:127.0.0.1", False),
    ],
)
def test_is_loopback(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback
