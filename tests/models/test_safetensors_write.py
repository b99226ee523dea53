from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from metabgm.models.safetensors_file import SafetensorsFile
from metabgm.models.safetensors_write import TensorWriter

WHOLE = np.arange(6, dtype=np.float32).reshape(2, 3)
HALF = np.linspace(-1, 1, 5, dtype=np.float16)


def test_our_reader_and_the_formats_own_read_what_is_written(tmp_path: Path) -> None:
    path = tmp_path / "x.safetensors"
    with TensorWriter(path, {"whole": ((2, 3), False), "half": ((5,), True)}) as writer:
        writer.write(WHOLE.T.copy().T)
        writer.write(HALF)
    file = SafetensorsFile(path)
    assert np.array_equal(np.concatenate(list(file.blocks("whole"))), WHOLE)
    assert np.array_equal(np.concatenate(list(file.blocks("half"))), HALF)
    file.close()
    numpy_format = pytest.importorskip("safetensors.numpy")
    theirs = numpy_format.load_file(path)
    assert np.array_equal(theirs["whole"], WHOLE)
    assert np.array_equal(theirs["half"], HALF)


def test_a_tensor_of_another_shape_than_announced_is_refused(tmp_path: Path) -> None:
    with (
        TensorWriter(tmp_path / "x", {"whole": ((3, 2), False)}) as writer,
        pytest.raises(ValueError, match=r"tensor of shape \(2, 3\), expected \(3, 2\)"),
    ):
        writer.write(WHOLE)
