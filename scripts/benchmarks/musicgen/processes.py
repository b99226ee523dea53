"""Each set-up runs in a process of its own: no runtime's threads or memory are in another's way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from journey.failure import JourneyError


def called(*arguments: str) -> str:
    """What this Python prints. Raises JourneyError with the end of what it complained of."""
    ended = subprocess.run(
        [sys.executable, *arguments],
        env=os.environ | {"HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"},
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode != 0:
        raise JourneyError(f"{' '.join(arguments[:3])}: exit code {ended.returncode}", ended.stderr[-2000:])
    return ended.stdout


def measured(module: str, *arguments: str) -> Any:
    """What ``benchmarks.musicgen.MODULE`` prints last, which is JSON. Raises JourneyError."""
    return json.loads(called("-m", f"benchmarks.musicgen.{module}", *arguments).splitlines()[-1])
