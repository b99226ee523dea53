"""A writer elsewhere: any server that speaks the OpenAI chat-completions API."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from metabgm.describe.endpoint_address import address_of, check_model_name
from metabgm.describe.endpoint_json import request_body
from metabgm.describe.endpoint_key import key_for
from metabgm.describe.sampling import Sampling
from metabgm.describe.writer import Answer, Prompt, Question

if TYPE_CHECKING:
    import ssl

    from metabgm.describe.endpoint_exchange import Timeouts


class EndpointWriter:
    """Asks over HTTP, a connection for each answer: most are closed early, at a text's last word.

    Must not be used on a thread that runs an event loop.
    """

    def __init__(
        self,
        url: str,
        model: str,
        *,
        environment: Mapping[str, str] = os.environ,
        timeouts: Timeouts | None = None,
    ) -> None:
        """``url``, ``model``: as in the configuration. ``environment`` may hold the key (endpoint_key.py).

        Raises ValueError if one is malformed, WriterError if the key can't be used there.
        """
        check_model_name(model)
        self._address, self._model = address_of(url), model
        self._key = key_for(self._address, environment)
        self._timeouts = timeouts
        self._certificates: ssl.SSLContext | None = None

    @property
    def name(self) -> str:
        return self._model

    @property
    def identity(self) -> str:
        return f"{self._model}@{self._address.place}"

    @property
    def takes_openings(self) -> bool:
        return False

    @property
    def tuned(self) -> bool:
        return False

    def prepare(self, prompts: Sequence[Prompt]) -> None:  # noqa: ARG002  (a server keeps its own cache)
        """Loads the HTTP library and the trusted certificates, about 150 ms. Raises WriterError."""
        self._trusted()

    def write(
        self,
        question: Question,
        *,
        sampling: Sampling,
        seed: str,
        max_tokens: int,
        stop: Callable[[str], bool],
        cancelled: Callable[[], bool],
    ) -> Answer:
        """As ``Writer.write``, but ``stop`` is asked after each piece and every 50 ms while nothing comes.

        Of ``sampling`` only the temperature is asked for; the API has no more. When time is up before a
        server has sent anything, that is its failure after a second, else an empty answer.
        Raises DescribeCancelledError, WriterError: one line with host, status and the server's words.
        """
        # A sidecar without an endpoint does without the HTTP library.
        from metabgm.describe.endpoint_exchange import Request, Timeouts  # noqa: PLC0415
        from metabgm.describe.endpoint_inquiry import Inquiry  # noqa: PLC0415
        from metabgm.describe.endpoint_watch import run_here  # noqa: PLC0415

        body = request_body(self._model, question, sampling, seed, max_tokens)
        request = Request(self._address, body, self._key)
        tls, timeouts = self._trusted(), self._timeouts or Timeouts()

        async def inquire() -> Answer:
            return await Inquiry(request, tls, timeouts, stop, cancelled).answer()

        return run_here(inquire())

    def _trusted(self) -> ssl.SSLContext:
        if self._certificates is None:
            from metabgm.describe.endpoint_client import trusted_certificates  # noqa: PLC0415

            self._certificates = trusted_certificates()
        return self._certificates
