"""The decoder's network on ONNX Runtime, with the cache of one piece."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import onnxruntime

from metabgm.music.musicgen.networks.weights import Array
from metabgm.music.musicgen.ort.fault import fault
from metabgm.music.musicgen.runtime import Codes, Logits

ROOM = 128
"""Steps by which the cache grows; as long as it does, it is copied so often."""


class OrtCachedDecoder:
    """A ``CachedDecoder`` whose cache lies in arrays that the network reads and writes where they are."""

    def __init__(self, session: Any, held: Mapping[str, Array], rows: int) -> None:
        """``held``: inputs that are the same in every call, ``mask`` as OpenVINO's graph takes it."""
        self._session, self._rows = session, rows
        shapes = {port.name: port.shape for port in [*session.get_inputs(), *session.get_outputs()]}
        self._names = [name.removeprefix("past.") for name in shapes if name.startswith("past.")]
        _, heads, _, width = shapes[f"past.{self._names[0]}"]
        self.codebooks, self.width = int(shapes["tokens"][0]), int(shapes["positions"][1])
        self.codes = int(shapes["logits"][2]) // self.codebooks
        self._length = 0
        self._run = onnxruntime.RunOptions()
        self._cache = [np.zeros((rows, heads, 0, width), np.float32) for _ in self._names]
        self._binding = session.io_binding()
        self._binding.bind_output("logits", "cpu")
        for name, array in held.items():
            if name == "mask":
                self._bind("audible", (array[:, 0, 0] == 0).astype(np.int32))
            else:
                self._bind(name, array)

    def append(self, steps: Codes, positions: Array, prefix: Array | None) -> Logits:
        """As ``CachedDecoder.append``."""
        count = len(positions)
        total = self._length + count
        if prefix is not None:
            self._bind("prefix", prefix)
        self._bind("tokens", steps)
        self._bind("positions", positions)
        self._bind("last", np.full(self._rows, total - 1, np.int32))
        self._bind("total", np.array(total, np.int32))
        self._bind("new", np.full(self._rows, count, np.int32))
        try:
            if total > self._cache[0].shape[2]:
                self._grow(total)
            self._session.run_with_iobinding(self._binding, self._run)
            logits: Logits = self._binding.get_outputs()[0].numpy().copy()
        except Exception as error:
            raise fault("decoder", error) from error
        self._length = total
        return logits.reshape(self._rows, self.codebooks, self.codes)

    def keep(self, first: int, last: int) -> None:
        """As ``CachedDecoder.keep``."""
        kept = slice(self._length - last, self._length)
        for part in self._cache:
            part[:, :, first : first + last] = part[:, :, kept]
        self._length = first + last

    def interrupt(self) -> None:
        """As ``CachedDecoder.interrupt``: before the next of the graph's nodes."""
        self._run.terminate = True

    def _grow(self, least: int) -> None:
        more = -(-least // ROOM) * ROOM - self._cache[0].shape[2]
        for index, name in enumerate(self._names):
            # Nothing of it is copied from here on: both names stand for this one array.
            part = np.pad(self._cache[index], ((0, 0), (0, 0), (0, more), (0, 0)))
            value = onnxruntime.OrtValue.ortvalue_from_numpy(part)
            self._binding.bind_ortvalue_input(f"past.{name}", value)
            self._binding.bind_ortvalue_output(f"present.{name}", value)
            self._cache[index] = part

    def _bind(self, name: str, array: Any) -> None:
        self._binding.bind_cpu_input(name, np.ascontiguousarray(array))
