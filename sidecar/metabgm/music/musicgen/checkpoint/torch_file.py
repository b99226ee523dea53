"""A file of ``torch.save`` as a zip: one pickle, and the bytes of each storage. Read without torch.

Source: torch's ``serialization.py``: ``data.pkl``, ``data/KEY``, ``byteorder``, in one folder and
uncompressed.
"""

from __future__ import annotations

import math
import struct
import zipfile
import zlib
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from metabgm.models.errors import ModelError
from metabgm.models.json_file import shown
from metabgm.music.musicgen.checkpoint.stored import FloatArray, Stored
from metabgm.music.musicgen.checkpoint.torch_pickle import Storage, TensorView, read_pickle

_PICKLE_MAX_BYTES = 4 * 1024 * 1024
"""A tensor takes about 200 bytes, and MusicGen large has some 900."""

_READ: dict[str, np.dtype[Any]] = {
    "Float": np.dtype("<f4"),
    "Half": np.dtype("<f2"),
    "BFloat16": np.dtype("<u2"),
}
_ITEM_BYTES = {kind: dtype.itemsize for kind, dtype in _READ.items()} | {
    "Double": 8,
    "Long": 8,
    "Int": 4,
    "Short": 2,
    "Char": 1,
    "Byte": 1,
    "Bool": 1,
}
_ZIP_FAULTS = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OverflowError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What zipfile raises for a damaged archive, or for one with a password."""


class TorchFile:
    """The file stays open until ``close``. ``content``: the pickle's, tensors as ``TensorView``."""

    def __init__(self, path: Path) -> None:
        """Raises ModelError if the file is unreadable, damaged, or asks for more than tensors."""
        self.path = path
        if not path.is_file():
            raise ModelError(f"{path.parent} has no file {path.name}")
        try:
            self._zip = zipfile.ZipFile(path)
        except OSError as error:
            raise ModelError(f"{path} cannot be read: {error.strerror or error}") from error
        except _ZIP_FAULTS as error:
            raise ModelError(
                f"{path.name} is no whole file of torch.save (of torch 1.6 or newer): {error}"
            ) from None
        try:
            self._size = path.stat().st_size
            self._entries = {entry.filename: entry for entry in self._zip.infolist()}
            self._folder = self._find_folder()
            if self._optional("byteorder") not in (None, b"little"):
                raise self._error("its numbers are not little-endian")
            self.content: Any = read_pickle(self._bytes("data.pkl", _PICKLE_MAX_BYTES), path.name)
        except ModelError:
            self.close()
            raise

    def close(self) -> None:
        self._zip.close()

    def tensors(self, found: Any, what: str) -> dict[str, Stored]:
        """The state dictionary ``found`` in ``content``. Raises ModelError if it is none, or sizes differ."""
        if not isinstance(found, dict) or not found:
            raise self._error(f"{what} is no dictionary of tensors")
        tensors: dict[str, Stored] = {}
        total = 0
        for name, view in found.items():
            if not isinstance(name, str) or not isinstance(view, TensorView):
                raise self._error(f"{what} holds {shown(name)}, which is no tensor with a name")
            self._check(name, view.storage)
            total += math.prod(view.shape) * _ITEM_BYTES[view.storage.dtype]
            tensors[name] = Stored(self.path.name, view.shape, partial(self._load, name, view))
        if total > self._size:
            # Many tensors in the same bytes would fill the memory from a small file.
            raise self._error(f"{what} holds {total} bytes of tensors in a file of {self._size}")
        return tensors

    def _check(self, name: str, storage: Storage) -> None:
        entry = self._entries.get(f"{self._folder}/data/{storage.key}")
        needed = storage.count * _ITEM_BYTES[storage.dtype]
        if entry is None or entry.file_size != needed:
            size = "none" if entry is None else str(entry.file_size)
            raise self._error(f"{shown(name)} has {size} bytes; expected {needed}")

    def _load(self, name: str, view: TensorView) -> FloatArray:
        dtype = _READ.get(view.storage.dtype)
        if dtype is None:
            raise self._error(f"{name} is of dtype {view.storage.dtype}; supported are {', '.join(_READ)}")
        raw = self._bytes(f"data/{view.storage.key}", view.storage.count * dtype.itemsize)
        numbers = np.frombuffer(raw, dtype)[view.offset :]
        strides = [stride * dtype.itemsize for stride in view.strides]
        # Within the storage: read_pickle has checked it.
        array = np.lib.stride_tricks.as_strided(numbers, view.shape, strides, writeable=False)
        if view.storage.dtype == "BFloat16":
            # The upper half of the float32 of the same value.
            return (array.astype(np.uint32) << 16).view(np.float32)
        return np.array(array, dtype=np.float32, order="C")

    def _find_folder(self) -> str:
        pickles = [name for name in self._entries if name.count("/") == 1 and name.endswith("/data.pkl")]
        if len(pickles) != 1:
            raise self._error(f"it holds {len(pickles)} files data.pkl; expected one, as torch.save writes")
        return pickles[0].partition("/")[0]

    def _optional(self, name: str) -> bytes | None:
        return self._bytes(name, 64) if f"{self._folder}/{name}" in self._entries else None

    def _bytes(self, name: str, most: int) -> bytes:
        entry = self._entries.get(f"{self._folder}/{name}")
        if entry is None:
            raise self._error(f"it lacks {name}")
        if entry.compress_type != zipfile.ZIP_STORED or entry.compress_size != entry.file_size:
            # What is packed could unpack to any size, and torch packs nothing.
            raise self._error(f"{name} is compressed; expected it stored, as torch.save does")
        if entry.file_size > most:
            raise self._error(f"{name} has {entry.file_size} bytes; expected at most {most}")
        if entry.file_size > self._size:
            raise self._error(f"{name} claims {entry.file_size} bytes, more than the file has")
        try:
            content = self._zip.read(entry)
        except OSError as error:
            raise self._error(f"{name} cannot be read: {error.strerror or error}") from error
        except _ZIP_FAULTS as error:
            raise self._error(f"{name} is damaged: {error}") from None
        if len(content) != entry.file_size:
            raise self._error(f"{name} ends early")
        return content

    def _error(self, what: str) -> ModelError:
        return ModelError(f"{self.path.name}: {what}")
