"""``metabgm-sidecar [serve]``: wait for the game and play for it."""

from __future__ import annotations

import argparse
import asyncio
import errno
import gc
import logging
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from metabgm.cli.errors import CommandError, InputError
from metabgm.protocol.token_file import TokenFileError, load_or_create_token, token_path
from metabgm.server.config import ConfigError, SidecarConfig, load_config
from metabgm.server.priority import yield_to_the_game

if TYPE_CHECKING:
    from metabgm.server.musicgen_loading import BringUp

MOST_SLOWED = 100.0
"""A machine on which a piece of a minute takes hours."""

log = logging.getLogger(__name__)

_OVERRIDES = (
    "host",
    "port",
    "model",
    "describer",
    "describer_model",
    "engine",
    "musicgen",
    "musicgen_runtime",
    "seed",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is not given comes from the config file, else from the defaults."""
    parser.add_argument("--host", help="address to listen on (default 127.0.0.1)")
    parser.add_argument("--port", type=int, help="port to listen on (default 8766; 0 takes a free one)")
    parser.add_argument("--config", type=Path, metavar="FILE", help="TOML file, see docs/configuration.md")
    parser.add_argument("--model", metavar="NAME|FOLDER", help="language model; '' uses none")
    parser.add_argument(
        "--describer", metavar="URL", help="OpenAI-compatible endpoint, asked before the model"
    )
    parser.add_argument("--describer-model", metavar="NAME", help="the model's name at that endpoint")
    parser.add_argument("--engine", metavar="NAME", help="music engine: composer (default) or musicgen")
    parser.add_argument("--musicgen", metavar="NAME", help="the model of the engine musicgen")
    parser.add_argument("--musicgen-runtime", metavar="NAME", help="what runs it: see docs/models.md")
    parser.add_argument(
        "--slowed",
        type=float,
        metavar="FACTOR",
        default=1.0,
        help="for tests: MusicGen's decoder takes so many times as long, 1 to 100",
    )
    parser.add_argument("--seed", type=int, help="the same seed and session give the same music")
    parser.add_argument("--record", type=Path, metavar="FILE", help="record the session for 'replay'")


def run(options: argparse.Namespace) -> int:
    """Serves until it is told to stop."""
    from metabgm.cli.engines import engine_named  # noqa: PLC0415  (--help loads no engine)
    from metabgm.describe.writer import WriterError  # noqa: PLC0415
    from metabgm.server.app import Sidecar  # noqa: PLC0415

    config, token = _config(options), _token()
    _try_recording(options.record)
    yield_to_the_game()
    musicgen = _musicgen(config, options.slowed)
    composer = engine_named("composer", config.sounds)
    try:
        sidecar = Sidecar(config, composer, token, record=options.record, musicgen=musicgen)
    except WriterError as error:
        raise InputError(str(error)) from error
    _keep_what_is_there()
    try:
        asyncio.run(sidecar.run(lambda port: log.info("listening on ws://%s:%d", config.host, port)))
    except OSError as error:
        raise CommandError(_why_not_bound(error, config)) from error
    return 0


def _musicgen(config: SidecarConfig, slowed_by: float) -> BringUp | None:
    """How it is brought up, where it is wanted. Raises CommandError where it isn't set up."""
    from metabgm.cli.engines import check_engine, musicgen_name  # noqa: PLC0415

    if not 1.0 <= slowed_by <= MOST_SLOWED:
        raise InputError(f"--slowed: {slowed_by}, expected 1 to {MOST_SLOWED:g}")
    check_engine(config.engine)
    if config.engine != "musicgen":
        return None
    from metabgm.cli.serve_musicgen import bring_up  # noqa: PLC0415

    name, runtime = musicgen_name(config.musicgen, config.musicgen_runtime), config.musicgen_runtime
    return partial(bring_up, name, runtime, slowed_by, config.musicgen_melody)


def _keep_what_is_there() -> None:
    """Spares the garbage collector what stays to the end: composing would wait for it, 15 ms at a time."""
    gc.collect()
    gc.freeze()


def _config(options: argparse.Namespace) -> SidecarConfig:
    overrides: dict[str, Any] = {key: getattr(options, key) for key in _OVERRIDES}
    try:
        return load_config(options.config, **overrides)
    except ConfigError as error:
        raise InputError(str(error)) from error


def _try_recording(path: Path | None) -> None:
    if path is None:
        return
    try:
        path.open("wb").close()
    except OSError as error:
        raise InputError(f"--record: {path}: {error.strerror}") from error


def _token() -> str:
    try:
        return load_or_create_token(token_path())
    except TokenFileError as error:
        raise CommandError(str(error)) from error


def _why_not_bound(error: OSError, config: SidecarConfig) -> str:
    where = f"{config.host}:{config.port}"
    if error.errno == errno.EADDRINUSE:
        return f"port taken: {where} is in use, by another sidecar perhaps; stop it or choose --port"
    return f"cannot listen on {where}: {error.strerror or error}"
