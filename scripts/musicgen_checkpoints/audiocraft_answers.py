"""What audiocraft's own networks make of the tiny MusicGens in its format. Needs audiocraft 1.3.0.

Its own builders make the modules from the configuration in the files, and torch loads what fills them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from audiocraft.models import builders
from omegaconf import OmegaConf

from musicgen_checkpoints.answers import CUTS, Answers

_PROJECTION = "condition_provider.conditioners.description.output_proj."
_TEXT_TOKENS = 9
_FRAMES = 16


def audiocraft_answers(folder: Path, *, audio: bool) -> Answers:
    """``states`` (tokens, width); ``steps`` and ``logits`` as ``Answers`` has them.

    ``audio``: the codec too, so that there are ``codes`` and their ``audio`` (frames, 1).
    """
    package = torch.load(folder / "state_dict.bin", weights_only=True)
    state = dict(package["best_state"])
    projection = [state.pop(_PROJECTION + part) for part in ("weight", "bias")]
    language_model = builders.get_lm_model(_configuration(package["xp.cfg"]))
    language_model.load_state_dict(state)
    draws = np.random.default_rng(13)
    states = draws.standard_normal((_TEXT_TOKENS, projection[0].shape[1])).astype(np.float32)
    books, codes = language_model.num_codebooks, language_model.card
    steps = draws.integers(0, codes + 1, (books, max(CUTS)))
    followed = torch.nn.functional.linear(torch.from_numpy(states), *projection)
    rows = torch.stack([followed, torch.zeros_like(followed)])
    with torch.no_grad():
        logits = language_model.eval()(
            torch.from_numpy(steps)[None].expand(2, -1, -1),
            [],
            {"description": (rows, torch.ones(2, _TEXT_TOKENS))},
        ).numpy()
    answers: Answers = {
        "states": states,
        "steps": steps.astype(np.int16),
        "logits": logits[:, :, np.array(CUTS) - 1],
    }
    if audio:
        heard = draws.integers(0, codes, (books, _FRAMES))
        answers |= {"codes": heard.astype(np.int16), "audio": _audio(folder, heard)}
    return answers


def _audio(folder: Path, codes: np.ndarray[Any, np.dtype[np.int64]]) -> np.ndarray[Any, Any]:
    package = torch.load(folder / "compression_state_dict.bin", weights_only=True)
    config = OmegaConf.create(package["xp.cfg"])
    config.device = "cpu"
    codec = builders.get_compression_model(config)
    # Of the encoder's training alone is left out what no decoding needs.
    codec.load_state_dict(package["best_state"], strict=False)
    with torch.no_grad():
        audio = codec.eval().decode(torch.from_numpy(codes)[None]).numpy()
    return np.ascontiguousarray(audio[0].T)


def _configuration(stored: Any) -> Any:
    """What training and conditioning would need is left out: the states are given."""
    config = OmegaConf.create(stored)
    config.update({"device": "cpu", "dtype": "float32", "conditioners": {}, "attribute_dropout": {}})
    config.classifier_free_guidance = {"training_dropout": 0.0, "inference_coef": 3.0}
    config.transformer_lm.update({"causal": True, "custom": True})
    config.fuser.input_interpolate = []
    return config
