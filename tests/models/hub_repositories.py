"""Repositories to be fetched, of the forms found on the hub, and fetches in processes of their own.

The hub's client reads HF_ENDPOINT once, when it is imported: therefore the processes.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_SCRIPT = """
import json, logging, sys
logging.basicConfig(level=logging.INFO)
from pathlib import Path
from metabgm.models.errors import ModelError
from metabgm.models.hub import fetch_repository
name, folder, stop, largest = sys.argv[1:]
if largest != "0":
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(largest), int(largest)))
class Stopped(Exception): pass
def progress(fraction):
    print(json.dumps(fraction), flush=True)
    if fraction > float(stop): raise Stopped
try: print(json.dumps({"path": str(fetch_repository(name, Path(folder), progress))}))
except ModelError as error: print(json.dumps({"error": str(error)}))
except Stopped: print(json.dumps({"error": "stopped"}))
"""

LLAMA_CONFIG = {
    "model_type": "llama",
    "architectures": ["LlamaForCausalLM"],
    "hidden_size": 64,
    "intermediate_size": 128,
    "num_attention_heads": 4,
    "num_hidden_layers": 2,
    "vocab_size": 300,
}


def write_files(folder: Path, contents: Mapping[str, bytes | object]) -> Path:
    """Bytes as they are, all else as JSON."""
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return folder


def noise(size: int) -> bytes:
    """The same each time, different at every offset."""
    return random.Random(size).randbytes(size)


def needed_files(weights: int = 50_000) -> dict[str, bytes | object]:
    """What a conversion takes of a small Hugging Face repository."""
    return {
        "config.json": LLAMA_CONFIG,
        "generation_config.json": {"eos_token_id": [1, 2]},
        "tokenizer.json": {"model": {"type": "BPE"}},
        "tokenizer_config.json": {"bos_token": "<s>"},
        "special_tokens_map.json": {},
        "added_tokens.json": {},
        "chat_template.jinja": b"{{ messages }}",
        "README.md": b"---\nlicense: apache-2.0\n---\n",
        "model.safetensors": noise(weights),
    }


@dataclass(frozen=True)
class Fetch:
    """``error``: the line of a ModelError, ``stopped`` if progress raised, or empty."""

    path: str
    error: str
    fractions: list[float]
    stderr: str


def environment(endpoint: str, home: Path, settings: Mapping[str, str]) -> dict[str, str]:
    """Of a machine whose user has set nothing but ``settings`` for the hub's client."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "HUGGING"))}
    return kept | {"HF_ENDPOINT": endpoint, "NO_PROXY": "*", "HF_HOME": str(home)} | dict(settings)


def start_fetch(
    endpoint: str,
    name: str,
    folder: Path,
    settings: Mapping[str, str] = {},
    *,
    stop_after: float = 2.0,
    largest_file: int = 0,
) -> subprocess.Popen[str]:
    """``stop_after``: progress raises at the first fraction beyond it. ``largest_file``: bytes, 0 for any."""
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", _SCRIPT, name, str(folder), str(stop_after), str(largest_file)],
        env=environment(endpoint, folder.with_name("hub-home"), settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def fetch(
    endpoint: str,
    name: str,
    folder: Path,
    settings: Mapping[str, str] = {},
    *,
    stop_after: float = 2.0,
    largest_file: int = 0,
) -> Fetch:
    with start_fetch(
        endpoint, name, folder, settings, stop_after=stop_after, largest_file=largest_file
    ) as process:
        output, stderr = process.communicate()
    assert process.returncode == 0, stderr
    *fractions, last = (json.loads(line) for line in output.splitlines())
    return Fetch(last.get("path", ""), last.get("error", ""), fractions, stderr)
