"""Loading graphs that aren't there, or not whole."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from metabgm.music.musicgen.ov.compiled import compiled
from metabgm.music.musicgen.ov.folder import COMPILED
from metabgm.music.musicgen.runtime import RuntimeFaultError
from tests.music.musicgen.ov.conftest import Built


@pytest.fixture
def folder(built: Built, tmp_path: Path) -> Path:
    copy = tmp_path / "model"
    shutil.copytree(built("int4"), copy, ignore=shutil.ignore_patterns(COMPILED))
    return copy


def cut(path: Path, keep: int) -> None:
    path.write_bytes(path.read_bytes()[:keep])


@pytest.mark.parametrize("keep", [0, 5000])
def test_half_a_description_is_an_error_by_name(folder: Path, keep: int) -> None:
    cut(folder / "decoder.xml", keep)
    with pytest.raises(RuntimeFaultError, match=r"^decoder\.xml: [^\n]+$"):
        compiled(folder, "decoder", 1)


@pytest.mark.parametrize("keep", [0, 1000])
def test_half_the_weights_are_an_error_by_name(folder: Path, keep: int) -> None:
    cut(folder / "decoder.bin", keep)
    with pytest.raises(RuntimeFaultError, match=r"^decoder\.xml: .*bin file[^\n]*$"):
        compiled(folder, "decoder", 1)


def test_a_missing_graph_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuntimeFaultError, match=r"text\.xml: missing, expected a graph of MusicGen"):
        compiled(tmp_path, "text", 1)


@pytest.mark.parametrize("left", ["nothing", "half", "noise"])
def test_a_damaged_kept_graph_is_made_anew(folder: Path, left: str) -> None:
    compiled(folder, "decoder", 1)
    (kept,) = (folder / COMPILED).iterdir()
    whole = kept.read_bytes()
    kept.write_bytes({"nothing": b"", "half": whole[: len(whole) // 2], "noise": b"noise" * 1000}[left])
    assert compiled(folder, "decoder", 1).output("logits").partial_shape[1].get_length() == 4
    assert kept.stat().st_size > 0.9 * len(whole)


def test_nothing_is_kept_where_nothing_can_be(folder: Path) -> None:
    (folder / COMPILED).write_text("in the way")
    assert compiled(folder, "decoder", 1).output("logits").partial_shape[1].get_length() == 4


def test_no_threads_are_refused(folder: Path) -> None:
    with pytest.raises(ValueError, match="threads: 0, expected 1 or more"):
        compiled(folder, "decoder", 0)
