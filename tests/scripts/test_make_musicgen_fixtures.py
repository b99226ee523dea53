"""What is kept of transformers in the repository is what it gives today."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")

from musicgen_checkpoints.answers import answers_of, stored_answers
from musicgen_checkpoints.hf import write_hf
from musicgen_checkpoints.skeleton import (
    STORED,
    TINIES,
    TINY,
    TINY_STEREO,
    Tiny,
    read_skeleton,
    skeleton_of,
    write_tiny,
)


@pytest.mark.parametrize("tiny", TINIES, ids=lambda tiny: tiny.name)
def test_the_folder_made_without_transformers_is_its_own(tmp_path: Path, tiny: Tiny) -> None:
    theirs, ours = tmp_path / "theirs", tmp_path / "ours"
    write_hf(theirs, "tiny", kind=tiny.kind, stereo=tiny.stereo, seed=3)
    write_tiny(ours, tiny, seed=3)
    assert skeleton_of(theirs) == read_skeleton(STORED / f"{tiny.name}.json")
    assert (ours / "model.safetensors").read_bytes() == (theirs / "model.safetensors").read_bytes()
    for name in ("tokenizer.json", "tokenizer_config.json", "README.md"):
        assert (ours / name).read_bytes() == (theirs / name).read_bytes()
    wanted = json.loads((theirs / "config.json").read_text())
    del wanted["transformers_version"]
    assert json.loads((ours / "config.json").read_text()) == wanted


@pytest.mark.parametrize("tiny", [TINY, TINY_STEREO], ids=lambda tiny: tiny.name)
def test_the_stored_answers_are_those_of_today(tmp_path: Path, tiny: Tiny) -> None:
    write_tiny(tmp_path, tiny)
    answers, stored = answers_of(tmp_path, audio=not tiny.stereo), stored_answers(tiny.name)
    assert set(answers) == set(stored)
    for name, values in answers.items():
        assert values.shape == stored[name].shape
        # What is no whole number depends a little on the processor.
        tolerance = 1e-5 if values.dtype == np.float32 else 0
        np.testing.assert_allclose(stored[name], values, rtol=0, atol=tolerance, err_msg=name)


def test_they_are_small() -> None:
    assert sum(path.stat().st_size for path in STORED.iterdir()) < 300_000
