from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import msgspec
import pytest

from metabgm.director.settings import DirectorSettings
from metabgm.server.config import CONFIG_BYTES, ConfigError, SidecarConfig, load_config


def written(folder: Path, text: str) -> Path:
    path = folder / "metabgm.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_defaults_hold() -> None:
    assert load_config(None) == SidecarConfig()


def test_command_line_wins_over_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, 'port = 9000\nmodel = "big"\n[director]\ndwell_s = 12\n')
    config = load_config(path, port=9001, model=None)
    assert (config.port, config.model, config.director.dwell_s) == (9001, "big", 12.0)
    assert config.director.duck_db == -12.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("port = 70000", "port = 70000: Expected `int` <= 65535"),
        ('[director]\ndwell_s = "long"', "director.dwell_s = 'long': Expected `float`, got `str`"),
        ("colour = 1", "unknown field `colour`"),
        ("port = \nhost = 1", "line 1"),
    ],
)
def test_wrong_key_or_value_is_named_with_the_file(tmp_path: Path, text: str, expected: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ConfigError) as raised:
        load_config(path)
    assert str(raised.value).startswith(str(path))
    assert expected in str(raised.value)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (
            {"describer": "ftp://host/v1", "describer_model": "m"},
            "describer = 'ftp://host/v1': expected an address",
        ),
        ({"describer": "http:///v1", "describer_model": "m"}, "describer = 'http:///v1': expected a host"),
        ({"describer": "https://host/v1"}, "describer_model = '': expected the model's name"),
        ({"describer": "https://host/v1", "describer_model": "a\nb"}, "describer_model = 'a\\nb': expected"),
    ],
)
def test_wrong_endpoint_is_named(tmp_path: Path, values: dict[str, str], expected: str) -> None:
    with pytest.raises(ConfigError) as raised:
        load_config(None, **values)
    assert str(raised.value).startswith(f"command line: {expected}")
    path = written(tmp_path, "\n".join(f"{key} = {json.dumps(value)}" for key, value in values.items()))
    with pytest.raises(ConfigError) as raised:
        load_config(path)
    assert str(raised.value).startswith(f"{path}: {expected}")


def test_password_or_key_in_the_address_is_not_repeated() -> None:
    for describer in ("https://me:pass-word@host/v1", "https://host/v1?api-key=pass-word"):
        with pytest.raises(ConfigError) as raised:
            load_config(None, describer=describer, describer_model="m")
        assert "host/v1" in str(raised.value)
        assert "pass-word" not in str(raised.value)


def test_no_key_is_taken_from_the_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="unknown field `describer_key`"):
        load_config(written(tmp_path, 'describer_key = "sk-1"'))


def test_empty_address_on_the_command_line_switches_the_files_endpoint_off(tmp_path: Path) -> None:
    path = written(tmp_path, 'describer = "http://127.0.0.1:1"\ndescriber_model = "m"\n')
    assert load_config(path).describer == "http://127.0.0.1:1"
    assert load_config(path, describer="").describer == ""


def test_file_that_is_missing_or_absurd(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="No such file"):
        load_config(tmp_path / "none.toml")
    with pytest.raises(ConfigError, match="larger than"):
        load_config(written(tmp_path, "#" * (CONFIG_BYTES + 1)))


def test_documented_keys_are_the_real_ones_with_their_defaults(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text(encoding="utf-8")
    block = page.split("```toml\n")[1].split("```")[0]
    assert load_config(written(tmp_path, block)) == SidecarConfig()
    named = {line.split(" = ")[0].lstrip("# ") for line in block.splitlines() if " = " in line}
    assert named == set(msgspec.structs.asdict(SidecarConfig())) - {"director"} | set(
        asdict(DirectorSettings())
    )
