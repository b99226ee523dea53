"""A random MusicGen in audiocraft's format: transformers' model under audiocraft's names, with torch.save.

Source: audiocraft's ``utils/export.py`` (the files' layout), ``config/`` (the configurations), and the state
dictionaries of its LMModel and EncodecModel.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import torch
import yaml  # type: ignore[import-untyped]

from musicgen_checkpoints.card import card
from musicgen_checkpoints.hf import CODEBOOKS, make_model
from musicgen_checkpoints.sizes import SIZES, Size
from musicgen_checkpoints.tokenizer import write_tokenizer

_LANGUAGE_MODEL = [
    (r"decoder\.model\.decoder\.embed_tokens\.", "emb."),
    (r"decoder\.lm_heads\.", "linears."),
    (r"decoder\.model\.decoder\.layer_norm\.", "out_norm."),
    (r"decoder\.model\.decoder\.layers\.", "transformer.layers."),
    (r"\.encoder_attn\.", ".cross_attention."),
    (r"\.fc([12])\.", r".linear\1."),
    (r"\.self_attn_layer_norm\.", ".norm1."),
    (r"\.encoder_attn_layer_norm\.", ".norm_cross."),
    (r"\.final_layer_norm\.", ".norm2."),
    (r"^enc_to_dec_proj\.", "condition_provider.conditioners.description.output_proj."),
    (r"^audio_enc_to_dec_proj\.", "condition_provider.conditioners.self_wav.output_proj."),
]
_CODEC = [
    (r"^(encoder|decoder)\.layers\.", r"\1.model."),
    (r"^quantizer\.layers\.(\d+)\.codebook\.", r"quantizer.vq.layers.\1._codebook."),
    (r"\.parametrizations\.weight\.original0$", ".weight_g"),
    (r"\.parametrizations\.weight\.original1$", ".weight_v"),
    (r"(?<=\d)\.conv\.", ".conv.conv."),
    (r"\.shortcut\.conv\.conv\.|\.shortcut\.conv\.", ".shortcut.conv.conv."),
]


def write_audiocraft(
    folder: Path,
    size: str,
    *,
    kind: str = "text",
    stereo: bool = False,
    seed: int = 0,
    dtype: str = "float32",
) -> None:
    """Writes both files, a T5 in ``t5/`` and a card. ``dtype``: of the language model, torch's name."""
    folder.mkdir(parents=True, exist_ok=True)
    model = make_model(SIZES[size], kind=kind, stereo=stereo, seed=seed)
    config = _config(SIZES[size], kind=kind, stereo=stereo)
    language_model = _language_model(model)
    _save(folder / "state_dict.bin", _cast(language_model, getattr(torch, dtype)), config)
    _save(folder / "compression_state_dict.bin", _codec(model.audio_encoder), config)
    model.text_encoder.save_pretrained(folder / "t5")
    write_tokenizer(folder / "t5")
    (folder / "README.md").write_text(card(size, kind=kind, stereo=stereo, seed=seed), encoding="utf-8")


def _save(path: Path, state: dict[str, torch.Tensor], config: str) -> None:
    package = {"best_state": state, "xp.cfg": config, "version": "1.3.0", "exported": True}
    torch.save(package, path)


def _language_model(model: Any) -> dict[str, torch.Tensor]:
    state = {
        name: tensor
        for name, tensor in model.state_dict().items()
        if not name.startswith(("text_encoder.", "audio_encoder."))
    }
    for name in [name for name in state if name.endswith("q_proj.weight")]:
        stem = name.removesuffix("q_proj.weight")
        parts = [state.pop(f"{stem}{part}_proj.weight") for part in "qkv"]
        state[f"{stem}in_proj_weight"] = torch.cat(parts)
    return {_renamed(name, _LANGUAGE_MODEL): tensor for name, tensor in state.items()}


def _codec(codec: Any) -> dict[str, torch.Tensor]:
    """Upsampling convolutions are called ``convtr``: those are every convolution of the decoder's that has
    more inputs in its weight's first axis than its bias is long.
    """
    state = codec.state_dict()
    renamed: dict[str, torch.Tensor] = {}
    for name, tensor in state.items():
        new = _renamed(name, _CODEC)
        stem = name.partition(".conv.")[0]
        bias = state.get(f"{stem}.conv.bias")
        filters = state.get(f"{stem}.conv.parametrizations.weight.original1")
        upsamples = bias is not None and filters is not None and len(bias) != len(filters)
        renamed[new.replace(".conv.conv.", ".convtr.convtr.") if upsamples else new] = tensor
    return renamed


def _renamed(name: str, rules: list[tuple[str, str]]) -> str:
    for old, new in rules:
        name = re.sub(old, new, name)
    return name


def _cast(state: dict[str, torch.Tensor], dtype: torch.dtype) -> dict[str, torch.Tensor]:
    return {name: tensor.to(dtype).contiguous() for name, tensor in state.items()}


def _config(size: Size, *, kind: str, stereo: bool) -> str:
    """As OmegaConf writes it: references are left in. Both files hold one, of which each uses its part."""
    decoder, codec = size.decoder, size.codec
    codebooks = CODEBOOKS * (2 if stereo else 1)
    t5 = {"model": "t5", "t5": {"name": "t5-base", "finetune": False, "word_dropout": 0.3}}
    conditioners: dict[str, Any] = {"description": t5}
    fuser: dict[str, Any] = {
        "cross_attention_pos_emb": False,
        "sum": [],
        "prepend": [],
        "cross": ["description"],
    }
    if kind == "melody":
        fuser |= {"prepend": ["self_wav", "description"], "cross": []}
        chroma = {"sample_rate": "${sample_rate}", "n_chroma": 12, "radix2_exp": 14, "argmax": True}
        conditioners = {"self_wav": {"model": "chroma_stem", "chroma_stem": chroma}, "description": t5}
    config: dict[str, Any] = {
        "device": "cuda",
        "label": "random weights, not the real model: long enough for a dumper to break the line in two",
        "sample_rate": codec["sampling_rate"],
        "channels": codec["audio_channels"],
        "dataset": {"batch_size": 1, "segment_duration": 30, "train": {"permutation_on_files": False}},
        "lm_model": "transformer_lm",
        "codebooks_pattern": {
            "modeling": "delay",
            "delay": {
                "delays": [book // 2 if stereo else book for book in range(codebooks)],
                "flatten_first": 0,
                "empty_initial": 0,
            },
        },
        "transformer_lm": {
            "dim": decoder["hidden_size"],
            "num_heads": decoder["num_attention_heads"],
            "num_layers": decoder["num_hidden_layers"],
            "hidden_scale": decoder["ffn_dim"] // decoder["hidden_size"],
            "n_q": codebooks,
            "card": size.codes,
            "activation": "gelu",
            "norm_first": True,
            "bias_ff": False,
            "bias_attn": False,
            "bias_proj": False,
            "layer_scale": None,
            "positional_embedding": "sin",
            "norm": "layer_norm",
            "qk_layer_norm": False,
            "kv_repeat": 1,
        },
        "fuser": fuser,
        "conditioners": conditioners,
        "compression_model": "encodec",
        "encodec": {
            "autoencoder": "seanet",
            "quantizer": "rvq",
            "sample_rate": "${sample_rate}",
            "channels": "${channels}",
            "causal": codec["use_causal_conv"],
            "renormalize": codec["normalize"],
        },
        "seanet": {
            "dimension": codec["hidden_size"],
            "channels": "${channels}",
            "causal": "${encodec.causal}",
            "n_filters": codec["num_filters"],
            "n_residual_layers": 1,
            "ratios": codec["upsampling_ratios"],
            "activation": "ELU",
            "activation_params": {"alpha": 1.0},
            "norm": "weight_norm",
            "norm_params": {},
            "kernel_size": 7,
            "residual_kernel_size": 3,
            "last_kernel_size": 7,
            "dilation_base": 2,
            "pad_mode": "constant",
            "true_skip": not codec["use_conv_shortcut"],
            "compress": 2,
            "lstm": 2,
            "disable_norm_outer_blocks": 0,
            "decoder": {"trim_right_ratio": 1.0, "final_activation": None},
            "encoder": {},
        },
        "rvq": {"n_q": CODEBOOKS, "q_dropout": False, "bins": size.codes, "decay": 0.99},
    }
    if stereo:
        config["interleave_stereo_codebooks"] = {"use": True, "per_timestep": False}
    return str(yaml.dump(config, default_flow_style=False, allow_unicode=True, sort_keys=False))
