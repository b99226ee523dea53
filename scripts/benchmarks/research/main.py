"""``./scripts/bench research``: a step of fine-tuning by the model's size, and what LLaMA-2-7B would take.

Exit codes: 0 measured; 1 something broke; 130 interrupted.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from benchmarks.figures import Figure, as_markdown, as_text
from benchmarks.machine import machine
from benchmarks.musicgen.main import PAGE
from benchmarks.musicgen.processes import called
from benchmarks.page import PageError, fill
from benchmarks.research.shapes import LLAMA2_7B, MEASURED
from journey.failure import JourneyError
from metabgm.research.schedule import Settings

# Of the dataset: 3,064 texts that are trained on, 16 a step.
_STEPS_A_PASS = 192


def main() -> None:
    """Entry point."""
    parser = argparse.ArgumentParser(prog="bench research", description="Wants a quiet machine; 4 minutes.")
    parser.add_argument("--write", action="store_true", help=f"fill the table of {PAGE.name}")
    sys.exit(run(parser.parse_args()))


def run(options: argparse.Namespace) -> int:
    """One size after the other, then the estimate."""
    print(machine(), flush=True)
    figures: list[Figure] = []
    try:
        for shape in MEASURED:
            found: Any = json.loads(called("-m", "benchmarks.research.training_process", shape.name))
            figures.append(Figure(f"{shape.name}, a step", found["seconds"], "s"))
            figures.append(Figure(f"{shape.name}, memory", found["peak"] / 1e9, "GB"))
            print(as_text(figures[-2:]), flush=True)
        figures += estimate(found["seconds"], found["peak"])
        print(as_text(figures), flush=True)
        if options.write:
            fill(PAGE, "research", f"{as_markdown(figures)}\n\n{machine()}.")
    except (JourneyError, PageError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        if isinstance(error, JourneyError) and error.log_tail:
            print(error.log_tail, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def estimate(seconds: float, peak: float) -> list[Figure]:
    """From a step's seconds and bytes of the greatest that was measured, kept in bfloat16 as LLaMA-2-7B is.

    Work grows with the weights; what is kept of a step with layers and their widths.
    """
    settings, measured = Settings(), MEASURED[-1]
    step = seconds * LLAMA2_7B.parameters / measured.parameters
    kept = peak - 2 * measured.parameters
    widths = (LLAMA2_7B.layers * (LLAMA2_7B.width + LLAMA2_7B.ffn)) / (
        measured.layers * (measured.width + measured.ffn)
    )
    memory = 2 * LLAMA2_7B.parameters + kept * widths
    hours = step * settings.passes * _STEPS_A_PASS / 3600
    return [
        Figure("LLaMA-2-7B, a step, estimated", step, "s", detail="by the number of weights"),
        Figure("LLaMA-2-7B, the whole training, estimated", hours, "h", detail="on this processor"),
        Figure("LLaMA-2-7B, memory, estimated", memory / 1e9, "GB", detail="weights in bfloat16"),
    ]


if __name__ == "__main__":
    main()
