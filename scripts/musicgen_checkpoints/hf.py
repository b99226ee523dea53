"""A random MusicGen, made by transformers' own classes and saved in their format."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
import transformers

from musicgen_checkpoints.card import card
from musicgen_checkpoints.sizes import SIZES, Size
from musicgen_checkpoints.tokenizer import write_tokenizer
from musicgen_checkpoints.weights import random_tensors

CODEBOOKS = 4

_CONFIGS = {"text": transformers.MusicgenConfig, "melody": transformers.MusicgenMelodyConfig}
_MODELS = {
    "text": transformers.MusicgenForConditionalGeneration,
    "melody": transformers.MusicgenMelodyForConditionalGeneration,
}


def make_config(size: Size, *, kind: str = "text", stereo: bool = False) -> Any:
    """A ``MusicgenConfig`` (``kind`` text) or ``MusicgenMelodyConfig``."""
    decoder = size.decoder | {
        "vocab_size": size.codes,
        "num_codebooks": CODEBOOKS * (2 if stereo else 1),
        "audio_channels": 2 if stereo else 1,
        "pad_token_id": size.codes,
        "bos_token_id": size.codes,
    }
    return _CONFIGS[kind](
        text_encoder={"model_type": "t5", "pad_token_id": 0, "eos_token_id": 1} | size.text_encoder,
        audio_encoder={"model_type": "encodec"} | size.codec,
        decoder=decoder,
    )


def make_model(size: Size, *, kind: str = "text", stereo: bool = False, seed: int = 0) -> Any:
    """A ``MusicgenForConditionalGeneration`` (``kind`` text) or ``MusicgenMelodyForConditionalGeneration``.

    Every parameter and codebook is random. In evaluation mode.
    """
    model: Any = _MODELS[kind](make_config(size, kind=kind, stereo=stereo))
    state = model.state_dict()
    shapes = {name: tuple(tensor.shape) for name, tensor in state.items()}
    for name, values in random_tensors(shapes, seed):
        state[name].copy_(torch.from_numpy(values))
    generation = model.generation_config
    generation.decoder_start_token_id = size.codes
    generation.pad_token_id = generation.bos_token_id = size.codes
    generation.do_sample, generation.guidance_scale, generation.max_length = True, 3.0, 1500
    return model.eval()


def write_hf(
    folder: Path,
    size: str,
    *,
    kind: str = "text",
    stereo: bool = False,
    seed: int = 0,
    dtype: str = "float32",
    shard_size: str = "50GB",
) -> None:
    """Writes weights, configurations, tokenizer, card. ``dtype``: torch's name; ``shard_size``: of a file."""
    folder.mkdir(parents=True, exist_ok=True)
    model = make_model(SIZES[size], kind=kind, stereo=stereo, seed=seed)
    model.to(getattr(torch, dtype)).save_pretrained(folder, max_shard_size=shard_size)
    write_tokenizer(folder)
    if kind == "text":
        # The melody model's extractor can only be made where torchaudio is; nothing here needs it.
        codec = SIZES[size].codec
        transformers.EncodecFeatureExtractor(
            feature_size=codec["audio_channels"], sampling_rate=codec["sampling_rate"]
        ).save_pretrained(folder)
    (folder / "README.md").write_text(card(size, kind=kind, stereo=stereo, seed=seed), encoding="utf-8")
