"""What every part is measured with."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.musicgen.checkpoints import checkpoint, converted
from metabgm.models.musicgen_manifest import MusicGenPrecision
from metabgm.music.musicgen.decoder_choice import DecoderRuntime


@dataclass(frozen=True)
class Setup:
    """``size``: of the random checkpoint; ``given``: one that is there already."""

    size: str
    given: Path | None
    stream_seconds: float

    @property
    def source(self) -> Path:
        """As transformers reads it."""
        self.tell(f"random checkpoint of size {self.size}")
        return checkpoint(self.size, self.given)

    def graphs(self, precision: MusicGenPrecision, decoder: DecoderRuntime | None = None) -> Path:
        """As the sidecar reads it. ``decoder``: what runs it; None: what is quicker here."""
        self.tell(f"graphs in {precision}")
        return converted(self.source, precision, decoder)

    def tell(self, what: str) -> None:
        """A line on what is done now."""
        print(f"  ... {what}", file=sys.stderr, flush=True)
