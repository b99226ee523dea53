"""What is committed under protocol/ is what the Python types say."""

from __future__ import annotations

import base64
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from metabgm.protocol.limits import LIMITS
from metabgm.protocol.messages_from_mod import FROM_MOD
from metabgm.protocol.messages_to_mod import TO_MOD
from tests.protocol.vector_files import CONTRACT, ROOT, schema, vector_cases

GENERATED = ("*.json", "*.msgpack")


def generated_files(folder: Path) -> dict[Path, bytes]:
    return {
        path.relative_to(folder): path.read_bytes()
        for part in ("schema", "vectors")
        for pattern in GENERATED
        for path in (folder / part).rglob(pattern)
    }


def test_committed_files_equal_what_the_script_writes(tmp_path: Path) -> None:
    script = ROOT / "scripts" / "make-vectors"
    subprocess.run([sys.executable, script, "--into", tmp_path], check=True, stdout=subprocess.DEVNULL)
    written, committed = generated_files(tmp_path), generated_files(CONTRACT)
    assert written.keys() == committed.keys()
    assert [path for path in written if written[path] != committed[path]] == []


def test_script_removes_what_it_no_longer_writes(tmp_path: Path) -> None:
    stale = tmp_path / "vectors" / "to_mod" / "gone.msgpack"
    stale.parent.mkdir(parents=True)
    stale.write_bytes(b"\x80")
    script = ROOT / "scripts" / "make-vectors"
    subprocess.run([sys.executable, script, "--into", tmp_path], check=True, stdout=subprocess.DEVNULL)
    assert not stale.exists()


def test_limits_are_those_of_the_sidecar() -> None:
    assert schema("limits") == LIMITS.by_name()


@pytest.mark.parametrize("name", [*FROM_MOD, *TO_MOD])
def test_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize("folder", ["to_sidecar", "to_mod"])
def test_golden_messages_are_valid_by_their_schema(folder: str) -> None:
    for case in vector_cases(folder):
        message = case.description.get("message")
        if message is not None:
            errors = Draft202012Validator(schema(message["type"])).iter_errors(as_json(message))
            assert [error.message for error in errors] == [], case.name


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("scene_interval", {"time_ms": -1}),
        ("scene_interval", {"reason": "boredom"}),
        ("scene_interval", {"window": {"ms": 60_001, "samples": 1}}),
        ("scene_interval", {"scene": {}}),
        ("command_style", {"text": "x" * 201}),
        ("identify", {"audio": {}}),
    ],
)
def test_schema_refuses_what_the_sidecar_refuses(name: str, change: dict[str, Any]) -> None:
    message = next(case for case in vector_cases("to_sidecar") if case.name == name).description["message"]
    assert not Draft202012Validator(schema(message["type"])).is_valid({**message, **change})


def test_schema_knows_the_keys_of_a_provenance_record() -> None:
    message = next(case for case in vector_cases("to_mod") if case.name == "provenance").description[
        "message"
    ]
    record = {key: value for key, value in message["record"].items() if key != "anchor"}
    assert not Draft202012Validator(schema("provenance")).is_valid({**message, "record": record})


def as_json(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, dict):
        return {key: as_json(inner) for key, inner in value.items()}
    return [as_json(inner) for inner in value] if isinstance(value, list) else value
