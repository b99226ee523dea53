"""Asks the hub through its own client, so that HF_ENDPOINT, HF_TOKEN, HF_HUB_OFFLINE and proxies hold."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

from metabgm import __version__
from metabgm.models.errors import ModelError
from metabgm.models.hub_listing import LISTING_MAX_BYTES, HubFile, HubListing, parse_listing
from metabgm.models.hub_name import HubName

if TYPE_CHECKING:
    import httpx2


class HubConnection:
    """Plain HTTP only, never hf_xet, which can't go on from a part of a file that is there."""

    def __init__(self, name: HubName) -> None:
        _silence()
        from huggingface_hub import HfApi, constants  # noqa: PLC0415
        from huggingface_hub.utils import build_hf_headers  # type: ignore[attr-defined] # noqa: PLC0415

        self._name = name
        self._endpoint = HfApi().endpoint
        self._timeout = constants.HF_HUB_DOWNLOAD_TIMEOUT
        # Uncompressed, so that bytes can be counted, and asked for from any on.
        self._headers = build_hf_headers(
            library_name="metabgm", library_version=__version__, headers={"accept-encoding": "identity"}
        )
        self._commit = ""

    def listing(self) -> HubListing:
        """Fixes the commit that files are taken from."""
        # Not through HfApi.model_info, which reads an answer of any size.
        name, text = self._name, bytearray()
        revision = quote(name.revision, safe="")
        url = f"{self._endpoint}/api/models/{name.repository}/revision/{revision}?blobs=true"
        with self._get(url, self._headers) as response:
            for block in response.iter_bytes():
                text += block
                if len(text) > LISTING_MAX_BYTES:
                    raise ModelError(f"its list of files is longer than {LISTING_MAX_BYTES >> 20} MB")
        try:
            listing = parse_listing(bytes(text))
        except ValueError as error:
            raise ModelError(f"the hub's list of files is not readable ({str(error)[:200]})") from error
        self._commit = listing.commit
        return listing

    @contextmanager
    def open_at(self, file: HubFile, start: int) -> Iterator[httpx2.Response]:
        """The answer that brings ``file`` from byte ``start`` on."""
        from huggingface_hub import hf_hub_url  # noqa: PLC0415

        url = hf_hub_url(self._name.repository, file.path, revision=self._commit)
        wanted = {"range": f"bytes={start}-"} if start else {}
        with self._get(url, self._headers | wanted) as response:
            yield response

    @contextmanager
    def _get(self, url: str, headers: dict[str, str]) -> Iterator[httpx2.Response]:
        from huggingface_hub import get_session, hf_raise_for_status  # noqa: PLC0415

        with get_session().stream("GET", url, headers=headers, timeout=self._timeout) as response:
            hf_raise_for_status(response)
            yield response


def _silence() -> None:
    """No telemetry, and nothing on the user's screen but what we say ourselves."""
    # Read when the client is first imported; without it it also asks the hub for a list of AI agents.
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from huggingface_hub.utils.logging import set_verbosity  # noqa: PLC0415
    set_verbosity(logging.ERROR)
    logging.getLogger("httpx2").setLevel(logging.ERROR)
