"""``metabgm-sidecar doctor``: what may be wrong on this machine, one line each."""

from __future__ import annotations

import argparse
import errno
import platform
import socket
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from metabgm import __version__
from metabgm.describe.texts import DescribeRequest
from metabgm.music.engine import Brief
from metabgm.server.config import SidecarConfig

Verdict = Literal["ok", "warn", "fail"]
# The music must be made faster than it plays, with room for the game.
MOST_RTF = 0.5
MOST_SECONDS_PER_TEXT = 3.0

EXAMPLE_SCENE: dict[str, dict[str, Any]] = {
    "Scene": {"biome": {"minecraft:forest": 100.0}, "dimension": {"minecraft:overworld": 100.0}, "tags": []},
    "Time": {"Dusk": 100.0, "Time Of Day": 12000.0},
    "Weather": {"Clear": 100.0},
    "Movement": {"Walking": 80.0},
}


@dataclass(frozen=True)
class Finding:
    """``detail``: one line; for a failure it says what to do."""

    name: str
    verdict: Verdict
    detail: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The model may be left out, since its first download takes a while."""
    parser.add_argument("--no-model", action="store_true", help="do not look at the language model")


def run(options: argparse.Namespace) -> int:
    """Prints every finding as it comes; 1 when one of them is a failure."""
    failed = False
    for finding in _findings(with_model=not options.no_model):
        failed = failed or finding.verdict == "fail"
        print(f"{finding.verdict:4}  {finding.name:15} {finding.detail}", flush=True)
    return 1 if failed else 0


def _findings(*, with_model: bool) -> Iterator[Finding]:
    config = SidecarConfig()
    yield Finding("sidecar", "ok", _machine())
    yield _guarded("token", _token)
    yield _guarded("port", lambda: _port(config.host, config.port))
    yield _guarded("composer", _composer)
    if with_model:
        yield _guarded("language model", lambda: _language_model(config))


def _machine() -> str:
    return f"{__version__}, Python {platform.python_version()}, {platform.platform()}"


def _guarded(name: str, look: Callable[[], tuple[Verdict, str]]) -> Finding:
    try:
        verdict, detail = look()
    except Exception as error:  # whatever is broken, the doctor goes on to the next
        verdict, detail = "fail", str(error) or type(error).__name__
    return Finding(name, verdict, detail)


def _token() -> tuple[Verdict, str]:
    from metabgm.protocol.token_file import load_or_create_token, token_path  # noqa: PLC0415

    load_or_create_token(token_path())
    return "ok", str(token_path())


def _port(host: str, port: int) -> tuple[Verdict, str]:
    with socket.socket() as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return "warn", f"{host}:{port} is in use: a sidecar runs already, or choose another --port"
            raise
    return "ok", f"{host}:{port} is free"


def _composer() -> tuple[Verdict, str]:
    from metabgm.cli.engines import engine_named  # noqa: PLC0415

    engine = engine_named("composer")
    piece = engine.compose(Brief("calm slow piano and strings", seed=1, seconds=20))
    began = time.perf_counter()
    frames = sum(len(chunk) for chunk in piece.chunks())
    rtf = (time.perf_counter() - began) / (frames / engine.sample_rate)
    return ("ok" if rtf <= MOST_RTF else "warn"), f"{rtf:.3f} s of work for a second of music"


def _language_model(config: SidecarConfig) -> tuple[Verdict, str]:
    from metabgm.cli.progress import ProgressLine  # noqa: PLC0415
    from metabgm.server.loading import load_describer  # noqa: PLC0415

    with ProgressLine() as line:
        describer = load_describer(config.model, config.threads, line.show)
    began = time.perf_counter()
    texts = describer.describe(DescribeRequest(EXAMPLE_SCENE, combat=False, seed=1), lambda: False)
    seconds = time.perf_counter() - began
    detail = f"{describer.name}: both stages in {seconds:.1f} s: {texts.description}"
    return ("ok" if seconds <= MOST_SECONDS_PER_TEXT else "warn"), detail
