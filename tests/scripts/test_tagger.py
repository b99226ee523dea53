import struct
from pathlib import Path

import numpy as np
import pytest

from benchmarks.tagger.checkpoint import Array, read_checkpoint
from benchmarks.tagger.log_mel import BANDS, RATE, log_mel, mono_16k


def _varint(value: int) -> bytes:
    out = b""
    while value > 127:
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])


def _entry(shape: tuple[int, ...], offset: int, size: int) -> bytes:
    sizes = b"".join(b"\x12" + _varint(1 + len(_varint(one))) + b"\x08" + _varint(one) for one in shape)
    return b"\x08\x01\x12" + _varint(len(sizes)) + sizes + b"\x20" + _varint(offset) + b"\x28" + _varint(size)


def _block(entries: list[tuple[bytes, bytes]]) -> bytes:
    """Keys in full where they share nothing, else their ends only, as the format has it."""
    body, before = b"", b""
    for key, value in entries:
        shared = next((at for at, (a, b) in enumerate(zip(key, before, strict=False)) if a != b), 0)
        body += _varint(shared) + _varint(len(key) - shared) + _varint(len(value)) + key[shared:] + value
        before = key
    return body + struct.pack("<II", 0, 1)


def _checkpoint(folder: Path, arrays: dict[str, Array]) -> None:
    data, entries = b"", [(b"", b"")]
    for name, array in sorted(arrays.items()):
        entries.append((name.encode(), _entry(array.shape, len(data), array.nbytes)))
        data += array.tobytes()
    block = _block(entries)
    handle = _varint(0) + _varint(len(block))
    index = _block([(b"z", handle)])
    index_at = len(block)
    footer = _varint(0) + _varint(0) + _varint(index_at) + _varint(len(index))
    (folder / ".index").write_bytes(block + index + footer.ljust(48, b"\0"))
    (folder / ".data-00000-of-00001").write_bytes(data)


def test_a_checkpoint_gives_its_arrays(tmp_path: Path) -> None:
    arrays: dict[str, Array] = {
        "model/conv2d/bias": np.arange(3, dtype=np.float32),
        "model/conv2d/kernel": np.arange(200, dtype=np.float32).reshape(2, 100),
        "step": np.array([7.0], np.float32),
    }
    _checkpoint(tmp_path, arrays)
    read = read_checkpoint(tmp_path)
    assert read.keys() == arrays.keys()
    for name, array in arrays.items():
        np.testing.assert_array_equal(read[name], array)


def test_higher_tones_lie_in_higher_bands() -> None:
    seconds = np.arange(RATE) / RATE
    bands = [
        int(log_mel(np.sin(2 * np.pi * hertz * seconds))[30].argmax()) for hertz in (200, 800, 3000, 7000)
    ]
    assert bands == sorted(bands)
    assert bands[0] < 12
    assert bands[-1] > BANDS - 12


def test_resampling_keeps_what_is_below_and_drops_what_is_above_8_khz() -> None:
    seconds = np.arange(48_000) / 48_000
    low, high = (
        mono_16k(np.stack([wave, wave], axis=1).astype(np.float32), 48_000)[500:-500]
        for wave in (np.sin(2 * np.pi * 1000 * seconds), np.sin(2 * np.pi * 10_000 * seconds))
    )
    assert np.sqrt(np.mean(low**2)) == pytest.approx(np.sqrt(0.5), rel=0.01)
    assert np.sqrt(np.mean(high**2)) < 0.002
    with pytest.raises(ValueError, match="rate: 8000, expected 16000 or more"):
        mono_16k(np.zeros((10, 2), np.float32), 8000)
