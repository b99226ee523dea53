"""What ``pip install metabgm-sidecar[musicgen]`` brings to a bare machine, and that it's enough."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from benchmarks.bench import ROOT
from benchmarks.figures import Figure
from benchmarks.musicgen.processes import called
from benchmarks.musicgen.setup import Setup

DOWNLOAD_TARGET_MB = 150.0
SECONDS = "2"
# Composes, then says what it has imported and what could be.
SCRIPT = """\
import importlib.util, sys
from metabgm.cli.main import main
sys.argv[1:] = {commands!r}
try:
    main()
except SystemExit as ended:
    assert not ended.code, ended.code
print([name for name in ("torch", "transformers") if name in sys.modules or importlib.util.find_spec(name)])
"""


def measure(setup: Setup) -> list[Figure]:
    """Needs the network. Raises CalledProcessError, JourneyError."""
    with tempfile.TemporaryDirectory(prefix="metabgm-install-") as folder:
        return _measure(setup, Path(folder))


def _measure(setup: Setup, folder: Path) -> list[Figure]:
    wheels, environment = folder / "wheels", folder / "venv"
    asked = f"{ROOT}[musicgen]"
    setup.tell("downloading what is asked for")
    called("-m", "pip", "--quiet", "wheel", "--wheel-dir", str(wheels), asked)
    own = [path for path in wheels.iterdir() if path.name.startswith("metabgm")]
    size = sum(path.stat().st_size for path in wheels.iterdir() if path not in own)
    setup.tell("installing it into an environment of its own")
    venv.create(environment, with_pip=True)
    python = environment / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    subprocess.run(
        [
            *(python, "-m", "pip", "--quiet", "install", "--no-index", "--find-links", wheels),
            "metabgm-sidecar[musicgen]",
        ],
        check=True,
    )
    installed = sum(path.stat().st_size for path in environment.rglob("*") if path.is_file())
    setup.tell("composing there")
    called("-m", "musicgen_checkpoints.main", str(folder / "tiny"), "--size", "tiny")
    wav = folder / "out.wav"
    _run(python, folder, ["models", "add", str(folder / "tiny"), "--yes"])
    engine = ["--engine", "musicgen", "--seconds", SECONDS, "-o", str(wav)]
    found = _run(python, folder, ["compose", "calm piano", *engine])
    detail = "composed there" if wav.stat().st_size else "it composed nothing"
    return [
        Figure("downloaded", size / 1e6, "MB", DOWNLOAD_TARGET_MB, "all wheels of the extra and below it"),
        Figure("installed", installed / 1e6, "MB", detail="the environment with its pip"),
        Figure("of torch and transformers there", len(found), "", 0, detail),
    ]


def _run(python: Path, folder: Path, commands: list[str]) -> list[str]:
    ended = subprocess.run(
        [python, "-c", SCRIPT.format(commands=commands)],
        env={"METABGM_CACHE_DIR": str(folder / "cache"), "METABGM_CONFIG_DIR": str(folder / "config")},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    listed = ended.stdout.splitlines()[-1].strip("[]")
    return [name for name in listed.split(", ") if name]
