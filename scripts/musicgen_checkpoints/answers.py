"""What transformers makes of the tiny MusicGens, few enough numbers to be kept in the repository."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from musicgen_checkpoints.skeleton import STORED
from tests.music.musicgen.ov.reference import Reference

Answers = dict[str, NDArray[Any]]
"""``ids_*`` (tokens,) of a text and ``states_*`` (tokens, width); ``steps`` (codebooks, n) and ``logits``
(rows: the short text, no text; codebooks, one each of ``cuts``, codes) after so many of them;
``greedy_1``, ``greedy_3``: delayed tokens of 200 frames at that guidance; ``codes`` and their ``audio``
(frames, 1); ``encoded``: the codes of that audio.
"""

FRAMES = 200
CUTS = (1, 20, 21, 22, 31, 45, 60)


def stored_answers(name: str) -> Answers:
    """Of a tiny model, as ``write_answers`` wrote them."""
    with np.load(STORED / f"{name}.npz", allow_pickle=False) as file:
        return {key: file[key] for key in file.files}


def write_answers(name: str, answers: Answers) -> None:
    """Compressed."""
    np.savez_compressed(STORED / f"{name}.npz", allow_pickle=False, **answers)


def answers_of(folder: Path, *, audio: bool) -> Answers:
    """Asks transformers. ``audio``: the codec too, and the long text."""
    reference = Reference(folder)
    draws = np.random.default_rng(11)
    decoder, codec = reference.model.decoder.config, reference.model.audio_encoder.config
    short = np.append(draws.integers(2, 300, 11), 1)
    states = reference.states(short)
    steps = draws.integers(0, decoder.vocab_size + 1, (decoder.num_codebooks, max(CUTS)))
    logits = [reference.logits(steps, row)[:, np.array(CUTS) - 1] for row in (states, None)]
    answers: Answers = {
        "ids_short": short,
        "states_short": states,
        "cuts": np.array(CUTS),
        "steps": steps.astype(np.int16),
        "logits": np.stack(logits),
    }
    for scale in (1, 3):
        answers[f"greedy_{scale}"] = reference.greedy(short, FRAMES, float(scale)).astype(np.int16)
    if audio:
        answers["ids_long"] = np.append(draws.integers(2, 300, 299), 1)
        answers["states_long"] = reference.states(answers["ids_long"])
        codes = draws.integers(0, codec.codebook_size, (decoder.num_codebooks, 24))
        answers["codes"] = codes.astype(np.int16)
        answers["audio"] = reference.audio(codes)
        answers["encoded"] = reference.codes(answers["audio"]).astype(np.int16)
    return answers
