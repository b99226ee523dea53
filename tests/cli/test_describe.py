from __future__ import annotations

import json
from pathlib import Path

import pytest

from metabgm.cli.main import run
from tests.describe.endpoint_stand_in import DESCRIPTION, NARRATIVE, stand_in, unused_port
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


@pytest.fixture
def own_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("METABGM_DESCRIBER_KEY", "sk-secret")
    monkeypatch.setenv("METABGM_CONFIG_DIR", str(tmp_path))


def test_endpoint_writes_the_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = scene_file(tmp_path, elements("minecraft:taiga", time="Night", weather="Rain"))
    with stand_in() as server:
        arguments = ["--json", "--describer", server.url, "--describer-model", "big", "--model", ""]
        assert run(["describe", path, *arguments]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["narrative"], record["description"], record["describer"]) == (
        NARRATIVE,
        DESCRIPTION,
        "big",
    )


@pytest.mark.usefixtures("smollm2_folder")
def test_next_step_writes_when_the_endpoint_is_down(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    path = scene_file(tmp_path, elements("minecraft:birch_forest", time="Dusk", weather="Rain"))
    arguments = ["describe", path, "--json", "--seed", "5"]
    assert run(arguments) == 0
    local = json.loads(capsys.readouterr().out)
    down = ["--describer", f"http://127.0.0.1:{unused_port()}", "--describer-model", "big"]
    assert run([*arguments, *down]) == 0
    record = json.loads(capsys.readouterr().out)
    for key in ("narrative", "description", "describer"):
        assert record[key] == local[key]
    assert "the endpoint failed: 127.0.0.1" in caplog.text
    assert run([*arguments, *down, "--model", ""]) == 0
    assert json.loads(capsys.readouterr().out)["describer"] == "template"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--describer", "gopher://host", "--describer-model", "m"], "describer = 'gopher://host': expected"),
        (["--describer", "http://127.0.0.1:9"], "describer_model = '': expected"),
        (["--describer", "http://host.example", "--describer-model", "m"], "METABGM_DESCRIBER_KEY would go"),
    ],
)
@pytest.mark.parametrize("command", ["describe", "serve"])
@pytest.mark.usefixtures("own_key")
def test_endpoint_that_cannot_be_used_is_wrong_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, arguments: list[str], expected: str
) -> None:
    scene = [scene_file(tmp_path, elements())] if command == "describe" else ["--port", "0"]
    assert run([command, *scene, "--model", "", *arguments]) == 2
    error = capsys.readouterr().err
    assert expected in error
    assert "sk-secret" not in error
