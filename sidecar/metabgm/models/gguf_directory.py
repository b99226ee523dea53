"""What a GGUF file says it holds: its keys with their values, its tensors with their places.

Source: the GGUF specification (ggml, ``docs/gguf.md``), versions 2 and 3, little endian.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from metabgm.models.gguf_metadata import MetadataReader, Value, shown

KEYS_MAX = 4096
"""Files have 30 to 60 keys."""

TENSORS_MAX = 65_536
"""LLaMA 3.1 405B has 1,138."""

KEY_MAX_BYTES = 65_535
"""The specification's own limit."""

TENSOR_NAME_MAX_BYTES = 64
"""The specification's own limit."""

_MAGIC = b"GGUF"
_VERSIONS = (2, 3)
_KEY_LEAST_BYTES = 8 + 4 + 1
_TENSOR_LEAST_BYTES = 8 + 4 + 8 + 4 + 8
_DIMENSIONS_MAX = 4


@dataclass(frozen=True)
class GgufTensor:
    """``shape``: as numpy has it, rows before their length. ``kind``: ggml's name of its type, like ``Q4_K``.

    ``offset``: of its first byte from where the data begin. ``row_bytes``: of one row.
    """

    name: str
    shape: tuple[int, ...]
    kind: str
    offset: int
    row_bytes: int

    @property
    def rows(self) -> int:
        return math.prod(self.shape[:-1])

    @property
    def size(self) -> int:
        """In bytes."""
        return self.rows * self.row_bytes


def read_counts(reader: MetadataReader) -> tuple[int, int]:
    """How many keys and tensors the file has. All functions here raise ModelError."""
    if (magic := reader.uint32().to_bytes(4, "little")) != _MAGIC:
        raise reader.error(f"starts with {magic!r}, expected {_MAGIC!r}; this is no GGUF file")
    version = reader.uint32()
    if int.from_bytes(version.to_bytes(4, "little"), "big") in _VERSIONS:
        raise reader.error("the file is big-endian, expected little-endian")
    if version not in _VERSIONS:
        raise reader.error(f"the GGUF version is {version}, expected 2 or 3")
    tensor_count, key_count = reader.uint64(), reader.uint64()
    if key_count > KEYS_MAX:
        raise reader.error(f"the file has {key_count} keys, expected at most {KEYS_MAX}")
    if tensor_count > TENSORS_MAX:
        raise reader.error(f"the file has {tensor_count} tensors, expected at most {TENSORS_MAX}")
    reader.require(key_count, _KEY_LEAST_BYTES, "key(s)")
    reader.require(tensor_count, _TENSOR_LEAST_BYTES, "tensor(s)")
    return key_count, tensor_count


def read_values(reader: MetadataReader, count: int) -> dict[str, Value]:
    """The next ``count`` keys."""
    values: dict[str, Value] = {}
    for index in range(count):
        reader.what = f"key number {index}"
        key = reader.text(KEY_MAX_BYTES)
        reader.what = f"key {shown(key)}"
        if key in values:
            raise reader.error("is there twice")
        values[key] = reader.value(reader.uint32())
    return values


def read_tensors(reader: MetadataReader, count: int, alignment: int) -> dict[str, GgufTensor]:
    """The next ``count`` tensors' descriptions."""
    tensors: dict[str, GgufTensor] = {}
    for index in range(count):
        reader.what = f"tensor number {index}"
        name = reader.text(TENSOR_NAME_MAX_BYTES)
        reader.what = f"tensor {shown(name)}"
        if name in tensors:
            raise reader.error("is there twice")
        tensors[name] = _read_tensor(reader, name, alignment)
    return tensors


def _read_tensor(reader: MetadataReader, name: str, alignment: int) -> GgufTensor:
    # gguf costs 60 MB of imports, which only a conversion should pay.
    from gguf.constants import GGML_QUANT_SIZES, GGMLQuantizationType  # noqa: PLC0415

    dimensions = reader.uint32()
    if not 1 <= dimensions <= _DIMENSIONS_MAX:
        raise reader.error(f"has {dimensions} dimensions, expected 1 to {_DIMENSIONS_MAX}")
    shape = tuple(reversed([reader.uint64() for _ in range(dimensions)]))
    if 0 in shape:
        raise reader.error(f"has the shape {shape}, expected no zeros in it")
    number, offset = reader.uint32(), reader.uint64()
    try:
        kind = GGMLQuantizationType(number)
    except ValueError:
        raise reader.error(f"has the type number {number}, which is not known") from None
    block, block_bytes = GGML_QUANT_SIZES[kind]
    if shape[-1] % block:
        raise reader.error(f"has rows of {shape[-1]}, expected a multiple of {block} for {kind.name}")
    if offset % alignment:
        raise reader.error(f"begins at byte {offset} of the data, expected a multiple of {alignment}")
    return GgufTensor(name, shape, kind.name, offset, shape[-1] // block * block_bytes)


def check_extents(reader: MetadataReader, tensors: dict[str, GgufTensor], data_bytes: int) -> None:
    """Tensors lie within the ``data_bytes`` after the header, and none on another.

    So all tensors together are no larger than the file.
    """
    end, before = 0, "nothing"
    for tensor in sorted(tensors.values(), key=lambda tensor: tensor.offset):
        reader.what = f"tensor {shown(tensor.name)}"
        if tensor.offset < end:
            raise reader.error(f"begins at byte {tensor.offset} of the data, but {before} ends at byte {end}")
        end, before = tensor.offset + tensor.size, shown(tensor.name)
        if end > data_bytes:
            raise reader.error(f"ends at byte {end} of the data, but the file has {data_bytes} bytes of data")
