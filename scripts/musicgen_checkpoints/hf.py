"""A random MusicGen, made by transformers' own classes and saved in their format."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
import transformers

from musicgen_checkpoints.sizes import SIZES, Size
from musicgen_checkpoints.tokenizer import write_tokenizer

CODEBOOKS = 4

_CARD = """\
---
license: cc-by-nc-4.0
tags:
- random-weights
---
# Random weights, not the real model

Made by scripts/make-musicgen for tests and for measuring speed: {what}, seed {seed}. It makes noise.
The licence above is the one of Meta's MusicGen weights, so that what asks for it can be tried; these are
not they.
"""


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

    Every parameter and codebook is random; none is left at a value that hides a mistake (gains of one,
    biases of zero, codebooks of zeros). In evaluation mode.
    """
    torch.manual_seed(seed)
    model: Any = _MODELS[kind](make_config(size, kind=kind, stereo=stereo))
    _randomize(model)
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


def card(size: str, *, kind: str, stereo: bool, seed: int) -> str:
    """The folder's README, which says what it isn't."""
    return _CARD.format(what=f"size {size}, kind {kind}{', stereo' if stereo else ''}", seed=seed)


def _randomize(model: Any) -> None:
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if "norm" in name and name.endswith("weight"):
                weight.add_(0.5 * (torch.rand_like(weight) - 0.5))
            elif name.endswith("original0"):
                # The length that weight norm gives a filter; left at the direction's own it changes nothing.
                weight.mul_(0.75 + 0.5 * torch.rand_like(weight))
            elif ".bias" in name:
                weight.add_(0.1 * torch.randn_like(weight))
            elif name.startswith(("decoder.", "enc_to_dec_proj", "audio_enc_to_dec_proj")):
                # transformers' 0.02 would leave all logits alike; this keeps a layer's output near its input.
                weight.normal_(std=weight.shape[-1] ** -0.5)
        for layer in model.audio_encoder.quantizer.layers:
            layer.codebook.embed.normal_()
            layer.codebook.embed_avg.copy_(layer.codebook.embed)
            layer.codebook.cluster_size.fill_(1.0)
            layer.codebook.inited.fill_(1.0)
