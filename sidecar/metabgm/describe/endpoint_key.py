"""The key for an endpoint: from the environment only, and never to a host that it is not meant for."""

from __future__ import annotations

import re
from collections.abc import Mapping

from metabgm.describe.endpoint_address import EndpointAddress
from metabgm.describe.writer import WriterError

OWN_VARIABLE = "METABGM_DESCRIBER_KEY"
OPENAI_VARIABLE = "OPENAI_API_KEY"
OPENAI_HOST = "api.openai.com"
"""``OPENAI_API_KEY`` is set on many machines for other programs; any other host would get to know it."""

_KEY = re.compile(r"[!-~]{1,4096}")
"""What fits into a header line; tokens of identity providers reach some 2,000 characters."""


def key_for(address: EndpointAddress, environment: Mapping[str, str]) -> str:
    """Empty when there is none. Raises WriterError, which never shows the key."""
    variable, key = OWN_VARIABLE, environment.get(OWN_VARIABLE, "").strip()
    if not key and address.host == OPENAI_HOST:
        variable, key = OPENAI_VARIABLE, environment.get(OPENAI_VARIABLE, "").strip()
    if not key:
        return ""
    if not _KEY.fullmatch(key):
        raise WriterError(f"{variable}: expected 1 to 4096 ASCII characters without spaces")
    if not (address.encrypted or address.loopback):
        raise WriterError(
            f"{variable} would go unencrypted to {address.place}: use https://, or unset it for a host "
            "that needs no key"
        )
    return key
