"""The sidecar's configuration: a TOML file, overridden by the command line."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Annotated, Any

import msgspec

from metabgm.describe.endpoint_address import address_of, check_model_name, without_secrets
from metabgm.director.settings import DirectorSettings

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

# A hand-written file of some twenty keys.
CONFIG_BYTES = 65_536

Port = Annotated[int, msgspec.Meta(ge=0, le=65535)]


class ConfigError(Exception):
    """One line: file, key, value and what was expected."""


class SidecarConfig(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``port`` 0 takes any free one. ``model``: a model's name or its folder; empty: no local model.

    ``describer``: address of an OpenAI-compatible endpoint, asked before the local model for
    ``describer_model``; empty: none.
    ``sounds``: the bank that the composer plays from: a name, "bundled", "auto"; empty: what the command
    ``sounds use`` was told.
    ``musicgen``: the model of the engine musicgen; empty: the only one there is. ``musicgen_runtime``: what
    runs it: openvino, torch or audiocraft; empty: whatever the model was added for.
    ``musicgen_melody``: a melody model follows the last piece's melody; other models have none to follow.
    ``threads``: of the language model; more than one is slower for small models. ``seed``: None draws one.
    """

    host: str = "127.0.0.1"
    port: Port = 8766
    model: str = "smollm2-135m-instruct"
    describer: str = ""
    describer_model: str = ""
    engine: str = "composer"
    sounds: str = ""
    musicgen: str = ""
    musicgen_melody: bool = True
    musicgen_runtime: str = ""
    threads: Annotated[int, msgspec.Meta(ge=1, le=64)] = 1
    seed: Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)] | None = None
    director: DirectorSettings = msgspec.field(default_factory=DirectorSettings)


def load_config(path: Path | None, **overrides: Any) -> SidecarConfig:
    """Reads the file, if one is given, and lays the overrides that are not None over it.

    Raises ConfigError.
    """
    values = {} if path is None else _read(path)
    values.update({key: value for key, value in overrides.items() if value is not None})
    try:
        config = msgspec.convert(values, SidecarConfig)
        check_describer(config.describer, config.describer_model)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path or 'command line'}: {_explain(str(error), values)}") from None
    except ValueError as error:
        raise ConfigError(f"{path or 'command line'}: {error}") from None
    return config


def check_describer(describer: str, describer_model: str) -> None:
    """Raises ValueError: key, value and what was expected."""
    if not describer:
        return
    try:
        address_of(describer)
    except ValueError as error:
        raise ValueError(f"describer = {without_secrets(describer)!r}: {error}") from None
    try:
        check_model_name(describer_model)
    except ValueError as error:
        raise ValueError(f"describer_model = {describer_model!r}: {error}") from None


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            text = file.read(CONFIG_BYTES + 1)
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from None
    if len(text) > CONFIG_BYTES:
        raise ConfigError(f"{path}: larger than {CONFIG_BYTES} bytes, not a configuration of this program")
    try:
        return tomllib.loads(text.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from None


def _explain(message: str, values: dict[str, Any]) -> str:
    """msgspec names the path in the end ("... - at `$.director.dwell_s`"): put key and value first."""
    match = re.search(r" - at `\$\.?([^`]*)`$", message)
    if match is None:
        return message
    key: Any = values
    for part in match.group(1).split("."):
        key = key.get(part) if isinstance(key, dict) else None
    return f"{match.group(1)} = {key!r}: {message[: match.start()]}"
