"""The HTTP client for one endpoint: httpx2, which the model hub's client brings along anyway.

The standard library's http.client knows neither proxies nor a way to end a read that another party stalls.
"""

from __future__ import annotations

import logging
import ssl

import httpx2

from metabgm.describe.endpoint_address import EndpointAddress
from metabgm.describe.writer import WriterError

WRITE_S = 10.0
"""A request is a few kilobytes."""


def trusted_certificates() -> ssl.SSLContext:
    """The system's, or what SSL_CERT_FILE and SSL_CERT_DIR name. Raises WriterError."""
    # A line for each request is no news for the player.
    logging.getLogger("httpx2").setLevel(logging.ERROR)
    try:
        return httpx2.create_ssl_context()
    except OSError as error:
        raise WriterError(f"no trusted certificates (SSL_CERT_FILE, SSL_CERT_DIR): {error}") from None


def open_client(address: EndpointAddress, tls: ssl.SSLContext, connect_s: float) -> httpx2.AsyncClient:
    """Follows no redirect, so that a key stays where it was sent. Raises WriterError."""
    # A proxy can't reach this machine's own services, and would get to know the key on the way.
    name = f"[{address.host}]" if ":" in address.host else address.host
    direct = {f"all://{name}": None} if address.loopback else None
    try:
        return httpx2.AsyncClient(
            verify=tls,
            mounts=direct,
            timeout=httpx2.Timeout(connect=connect_s, read=None, write=WRITE_S, pool=None),
            follow_redirects=False,
        )
    except (ImportError, ValueError, httpx2.InvalidURL) as error:
        raise WriterError(f"the proxy in the environment can't be used: {error}") from None
