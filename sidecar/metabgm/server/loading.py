"""Brings the language model up in a thread of its own: the connection is up at once and says so."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from metabgm.describe.texts import Describer
from metabgm.models.errors import ModelError
from metabgm.models.pinned import SMOLLM2
from metabgm.server.ladder import DescriberLadder

if TYPE_CHECKING:
    from metabgm.describe.llama import Llama

log = logging.getLogger(__name__)


def load_describer(model: str, threads: int, progress: Callable[[str, float], None]) -> Describer:
    """``load_llama``, and what it is asked with prepared. Raises ModelError."""
    from metabgm.describe.pipeline import PipelineDescriber  # noqa: PLC0415  (with the Llama)

    describer = PipelineDescriber(load_llama(model, threads, progress))
    progress(f"{model}: warm up", 0.0)
    describer.warm_up()
    return describer


def load_llama(model: str, threads: int, progress: Callable[[str, float], None]) -> Llama:
    """Fetches and converts where needed, then loads. ``model``: a name or a model folder's path.
    ``progress``: told what is done and its fraction 0..1.

    Raises ModelError.
    """
    from metabgm.describe.llama import Llama  # noqa: PLC0415  (CTranslate2 takes half a second)
    from metabgm.models.manifest import open_folder  # noqa: PLC0415
    from metabgm.models.store import ensure  # noqa: PLC0415

    def tell(step: str, fraction: float) -> None:
        progress(f"{model}: {step}", fraction)

    if Path(model).is_dir():
        return Llama(open_folder(Path(model)), threads=threads)
    folder = ensure(model, tell)
    try:
        return Llama(folder, threads=threads)
    except ModelError:
        # Damage that keeps a file's size is seen only by its hash; the full look mends it.
        return Llama(ensure(model, tell, full=True), threads=threads)


def endpoint_describer(url: str, model: str) -> Describer:
    """Asks nothing of the endpoint yet. Raises ValueError, WriterError: one line for the user."""
    from metabgm.describe.endpoint import EndpointWriter  # noqa: PLC0415  (few have an endpoint)
    from metabgm.describe.pipeline import PipelineDescriber  # noqa: PLC0415

    describer = PipelineDescriber(EndpointWriter(url, model))
    describer.warm_up()
    return describer


def load_in_background(model: str, threads: int, ladder: DescriberLadder) -> threading.Thread:
    """The ladder climbs when the model is there, else the one in the box; says why if neither will be."""

    def load() -> None:
        troubles: list[str] = []
        for name in dict.fromkeys((model, SMOLLM2.name)):
            try:
                describer = load_describer(name, threads, ladder.progress)
            except ModelError as error:
                log.error("%s", error)
                troubles.append(str(error))
            except Exception as error:
                log.exception("the language model could not be loaded")
                troubles.append(f"{type(error).__name__}: {error}")
            else:
                log.info("language model ready: %s", describer.name)
                ladder.climb(describer, f"{name} instead: {troubles[0]}" if troubles else "")
                return
        ladder.stay_down(f"no language model: {'; '.join(troubles)}")

    thread = threading.Thread(target=load, name="load", daemon=True)
    thread.start()
    return thread
