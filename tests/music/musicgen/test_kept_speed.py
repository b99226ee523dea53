from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from metabgm.models.musicgen_manifest import (
    MusicGenDescription,
    MusicGenFolder,
    open_musicgen,
    write_musicgen_manifest,
)
from metabgm.music.musicgen.kept_speed import kept_speed, known_speed, measured_speed, slowed
from tests.music.musicgen.numpy_runtime import SHAPE, NumpyRuntime


class OtherRuntime(NumpyRuntime):
    pass


def written(path: Path, name: str = "small") -> MusicGenFolder:
    path.mkdir(exist_ok=True)
    description = MusicGenDescription(
        name=name,
        license="cc-by-nc-4.0",
        source="here",
        quantization="int8",
        parameters=1,
        random=True,
        shape=SHAPE,
    )
    write_musicgen_manifest(path, description)
    return open_musicgen(path)


def test_what_was_measured_is_not_measured_again(tmp_path: Path) -> None:
    folder, runtime = written(tmp_path / "small"), NumpyRuntime()
    assert kept_speed(folder, runtime, 2) is None
    speed = known_speed(folder, runtime, 2)
    decodings = runtime.decodings
    assert known_speed(folder, runtime, 2) == speed
    assert runtime.decodings == decodings
    assert open_musicgen(folder.path, full=True).files == folder.files


def test_it_holds_for_these_threads_this_runtime_and_these_files(tmp_path: Path) -> None:
    folder = written(tmp_path / "small")
    measured_speed(folder, NumpyRuntime(), 2)
    assert kept_speed(folder, NumpyRuntime(), 3) is None
    assert kept_speed(folder, OtherRuntime(), 2) is None
    assert kept_speed(folder, NumpyRuntime(), 2) is not None
    other = written(tmp_path / "other", "other")
    (folder.path / "speed.json").replace(other.path / "speed.json")
    assert kept_speed(other, NumpyRuntime(), 2) is None


@pytest.mark.parametrize("text", ["", "{}", "x" * 5000, '{"speed": null}'])
def test_a_damaged_file_is_measured_anew(tmp_path: Path, text: str) -> None:
    folder = written(tmp_path / "small")
    (folder.path / "speed.json").write_text(text, encoding="utf-8")
    assert kept_speed(folder, NumpyRuntime(), 2) is None
    speed = known_speed(folder, NumpyRuntime(), 2)
    assert kept_speed(folder, NumpyRuntime(), 2) == speed


def test_a_folder_that_takes_nothing_is_measured_each_time(tmp_path: Path) -> None:
    folder = written(tmp_path / "small")
    # A folder in the way of the file, since root may write anywhere.
    (folder.path / "speed.json").mkdir()
    assert known_speed(folder, NumpyRuntime(), 2).rtf > 0.0


def test_a_slowed_decoder_leaves_the_codec_as_fast(tmp_path: Path) -> None:
    speed = replace(
        measured_speed(written(tmp_path / "small"), NumpyRuntime(), 1), steps_50=100.0, steps_500=50.0
    )
    twice = slowed(speed, 2.0)
    assert (twice.steps_50, twice.steps_500, twice.codec) == (50.0, 25.0, speed.codec)
