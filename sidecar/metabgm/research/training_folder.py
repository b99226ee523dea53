"""The folder of one training: its state while it runs, then the adapter, the loss curve and the record."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch

from metabgm.research.encoding import TrainingText
from metabgm.research.schedule import Settings
from metabgm.research.training import Training

ADAPTER = "adapter.safetensors"
_STATE = "state.pt"
_RECORD = "training.json"


class TrainingError(Exception):
    """One line that says what to do."""


def fingerprint(
    base_sha256: str, train: Sequence[TrainingText], held_out: Sequence[TrainingText], settings: Settings
) -> str:
    """Of everything that a run's numbers depend on."""
    told = json.dumps([base_sha256, [asdict(text) for text in (*train, *held_out)], asdict(settings)])
    return hashlib.sha256(told.encode()).hexdigest()


class TrainingFolder:
    """Written so that a stop at any moment leaves a whole state behind."""

    def __init__(self, path: Path, run: str) -> None:
        """``run``: its fingerprint. Raises OSError."""
        path.mkdir(parents=True, exist_ok=True)
        self.path, self._run = path, run

    def save(self, training: Training) -> None:
        """Raises OSError."""
        partial = self.path / f"{_STATE}.partial"
        torch.save({"run": self._run, **training.state()}, partial)
        partial.replace(self.path / _STATE)

    def restore(self, training: Training) -> int:
        """Goes on with what is there; returns the steps done.

        Raises TrainingError if it is of another run.
        """
        path = self.path / _STATE
        if not path.exists():
            return 0
        try:
            state: dict[str, Any] = torch.load(path, weights_only=True)
            run = state["run"]
        # torch has no error of its own for a damaged file.
        except Exception as error:
            raise TrainingError(f"{path} is damaged; remove it to begin again") from error
        if run != self._run:
            raise TrainingError(
                f"{self.path} holds a training with another model, dataset or settings; remove it or choose"
                " another --out"
            )
        training.restore(state)
        return training.done

    def finish(self, training: Training, settings: Settings, **more: Any) -> None:
        """Writes the record and removes the state. Raises OSError."""
        record = {"run": self._run, **more, "settings": asdict(settings), "losses": asdict(training.losses)}
        (self.path / _RECORD).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
        (self.path / _STATE).unlink(missing_ok=True)
