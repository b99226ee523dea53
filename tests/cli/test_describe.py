from __future__ import annotations

import json
from pathlib import Path

import pytest

from metabgm.cli.main import run
from tests.scenes import elements


def scene_file(folder: Path, value: object) -> str:
    path = folder / "scene.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    return str(path)


@pytest.mark.usefixtures("smollm2_folder")
@pytest.mark.parametrize("direct", [False, True])
def test_record_has_every_step_from_scene_to_description(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], direct: bool
) -> None:
    path = scene_file(tmp_path, elements("minecraft:birch_forest", time="Dusk", weather="Rain"))
    arguments = ["describe", path, "--json", "--seed", "5", *(["--direct"] if direct else [])]
    assert run(arguments) == 0
    record = json.loads(capsys.readouterr().out)
    assert "Not Walking" in record["steps"][0]["dropped"]["Movement"]
    assert bool(record["narrative"]) is not direct
    assert 3 <= len(record["description"].split()) <= 20
    assert record["ms"]["description"] > 0
    assert run(arguments) == 0
    again = json.loads(capsys.readouterr().out)
    assert (again["narrative"], again["description"]) == (record["narrative"], record["description"])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ([1, 2], "list, expected an object"),
        ({"type": "event", "time_ms": 1, "kind": "hurt", "detail": ""}, "type: 'event', expected 'scene'"),
        (elements() | {"Weather": {"Rain": 140.0}}, "scene.scene.Weather.Rain: 140.0, expected float 0..100"),
        ({"Scene": {}}, "scene.scene.Scene.biome"),
    ],
)
def test_wrong_scene_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], value: object, expected: str
) -> None:
    path = scene_file(tmp_path, value)
    assert run(["describe", path]) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"error: {path}: ")
    assert expected in error


def test_missing_scene_and_missing_model(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["describe", str(tmp_path / "none.json")]) == 2
    assert "No such file" in capsys.readouterr().err
    assert run(["describe", scene_file(tmp_path, elements()), "--model", "llama-9000"]) == 1
    assert "llama-9000" in capsys.readouterr().err
