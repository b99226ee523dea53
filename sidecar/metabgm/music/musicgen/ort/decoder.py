"""The decoder on ONNX Runtime: written once, then run for one piece after the other."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import onnxruntime

from metabgm.music.musicgen.networks.weights import Array
from metabgm.music.musicgen.ort.cached_decoder import OrtCachedDecoder
from metabgm.music.musicgen.ort.fault import fault


class OrtDecoder:
    """Of the graph at ``path``, on so many threads. One thread at a time. Raises RuntimeFaultError."""

    def __init__(self, path: Path, threads: int) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        # The game runs on these processors as well: between two calls no thread waits in a loop. Within one
        # it has to: to be woken for each of the graph's nodes would take a fifth of its time.
        options.add_session_config_entry("session.force_spinning_stop", "1")
        # Warnings would go to stderr past the program's own log.
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(
                str(path), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:
            raise fault(path.name, error) from error

    @property
    def codebooks(self) -> int:
        """Rows of the tokens."""
        return next(int(port.shape[0]) for port in self._session.get_inputs() if port.name == "tokens")

    def begin(self, held: Mapping[str, Array], rows: int) -> OrtCachedDecoder:
        """An empty cache. ``held``: as the decoder's graph on OpenVINO has it."""
        return OrtCachedDecoder(self._session, held, rows)
