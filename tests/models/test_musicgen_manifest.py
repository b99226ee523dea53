from __future__ import annotations

from pathlib import Path

import pytest

from metabgm.models.errors import ModelError
from metabgm.models.musicgen_manifest import (
    MUSICGEN_MANIFEST,
    MusicGenDescription,
    holds_musicgen,
    open_musicgen,
    write_musicgen_manifest,
)
from tests.music.musicgen.numpy_runtime import SHAPE

DESCRIPTION = MusicGenDescription(
    name="tiny",
    license="cc-by-nc-4.0",
    source="somewhere",
    quantization="int4",
    parameters=7,
    random=True,
    shape=SHAPE,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "decoder.bin").write_bytes(b"0123456789")
    write_musicgen_manifest(tmp_path, DESCRIPTION)
    return tmp_path


def test_what_was_written_is_read(folder: Path) -> None:
    assert holds_musicgen(folder)
    found = open_musicgen(folder, full=True)
    assert found.model == DESCRIPTION
    assert (found.name, found.size) == ("tiny", 10)
    (folder / "compiled").mkdir()
    (folder / "compiled" / "x.blob").touch()
    assert open_musicgen(folder, full=True) == found, "what OpenVINO compiles beside it is no damage"


def test_damage_is_named(folder: Path) -> None:
    (folder / "decoder.bin").write_bytes(b"0123456780")
    assert open_musicgen(folder).size == 10
    with pytest.raises(ModelError, match=r"model tiny: decoder\.bin has changed"):
        open_musicgen(folder, full=True)
    (folder / "decoder.bin").write_bytes(b"012")
    with pytest.raises(ModelError, match=r"decoder\.bin has 3 bytes, not 10"):
        open_musicgen(folder)
    (folder / "decoder.bin").unlink()
    with pytest.raises(ModelError, match=r"decoder\.bin is missing"):
        open_musicgen(folder)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (b'"graphs": 2', b'"graphs": 9', "graphs of version 9, not 2"),
        (b'"int4"', b'"int3"', "damaged or from another version"),
        (b'"decoder.bin"', b'"../decoder.bin"', "leads out of the folder"),
        (b"{", b"[", "damaged or from another version"),
    ],
)
def test_a_manifest_that_is_not_ours_is_named(folder: Path, old: bytes, new: bytes, expected: str) -> None:
    manifest = folder / MUSICGEN_MANIFEST
    text = manifest.read_bytes()
    assert old in text
    manifest.write_bytes(text.replace(old, new, 1))
    with pytest.raises(ModelError, match=expected):
        open_musicgen(folder)


def test_a_folder_without_one_is_none(tmp_path: Path) -> None:
    assert not holds_musicgen(tmp_path)
    with pytest.raises(ModelError, match=r"metabgm-musicgen\.json is missing"):
        open_musicgen(tmp_path)
