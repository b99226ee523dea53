"""Draws how the loss fell."""

from __future__ import annotations

from pathlib import Path

from metabgm.research.training import Losses

_SMOOTHED = 20


def draw(losses: Losses, path: Path) -> None:
    """A PNG: the training loss, smoothed over 20 steps, and the held-out one after each pass.

    Raises OSError.
    """
    from matplotlib.figure import Figure  # noqa: PLC0415  (slow to import)

    figure = Figure(figsize=(8, 4.5), layout="constrained")
    axes = figure.add_subplot()
    axes.plot(range(1, len(losses.train) + 1), _smooth(losses.train), label="train", color="#4878a8")
    if losses.held_out:
        axes.plot(*zip(*losses.held_out, strict=True), "o-", label="held out", color="#c05030")
    axes.set_xlabel("step")
    axes.set_ylabel("loss (nats a token)")
    axes.grid(alpha=0.3)
    axes.legend()
    figure.savefig(path, dpi=120)


def _smooth(values: list[float]) -> list[float]:
    recent = [values[max(0, end - _SMOOTHED) : end] for end in range(1, len(values) + 1)]
    return [sum(some) / len(some) for some in recent]
