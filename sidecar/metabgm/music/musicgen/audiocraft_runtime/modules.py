"""audiocraft's modules of a checkpoint's shape, with its weights.

Built from the shape and filled from tensors, so that nothing of a file is executed. Source: audiocraft 1.3.0,
``models/builders.py``, whose arguments these are.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from audiocraft.models.encodec import EncodecModel
from audiocraft.models.lm import LMModel
from audiocraft.modules.codebooks_patterns import DelayedPatternProvider
from audiocraft.modules.conditioners import ConditionFuser, ConditioningProvider
from audiocraft.modules.seanet import SEANetDecoder, SEANetEncoder
from audiocraft.quantization import ResidualVectorQuantizer

from metabgm.music.musicgen.checkpoint.audiocraft_names import codec_name, language_model_parts
from metabgm.music.musicgen.networks.weights import Array, Weights, WeightsError
from metabgm.music.musicgen.torch_runtime.arithmetic import Arithmetic

TEXT = "description"
"""The condition that audiocraft's fuser knows."""

_OF_TRAINING = ("inited", "cluster_size", "embed_avg")


def language_model(weights: Weights, arithmetic: Arithmetic) -> Any:
    """An LMModel without conditioners. Raises WeightsError for a melody model."""
    if weights.shape.kind != "text":
        raise WeightsError(f"kind: {weights.shape.kind}, expected text")
    shape = weights.shape.decoder
    lag = 2 if shape.stereo else 1
    model = LMModel(
        pattern_provider=DelayedPatternProvider(
            shape.codebooks, [book // lag for book in range(shape.codebooks)]
        ),
        condition_provider=ConditioningProvider({}),
        fuser=ConditionFuser({"cross": [TEXT], "sum": [], "prepend": [], "input_interpolate": []}),
        n_q=shape.codebooks,
        card=shape.codes,
        dim=shape.width,
        num_heads=shape.heads,
        num_layers=shape.layers,
        hidden_scale=shape.ff_width / shape.width,
        norm="layer_norm",
        norm_first=True,
        bias_proj=False,
        bias_ff=False,
        bias_attn=False,
        activation="gelu",
        dropout=0.0,
        causal=True,
        # Its memory-efficient attention can't read several steps over a past.
        custom=True,
        memory_efficient=False,
        cross_attention=True,
        device=arithmetic.device,
        dtype=arithmetic.dtype,
    ).to(arithmetic.device, arithmetic.dtype)

    def joined(name: str) -> Array:
        return np.concatenate([weights.tensor(part) for part in language_model_parts(name)])

    return _filled(model, joined)


def codec(weights: Weights, arithmetic: Arithmetic) -> Any:
    """An EncodecModel without weight norm, which is folded into the weights."""
    shape = weights.shape.codec
    common = {
        "channels": shape.channels,
        "dimension": shape.width,
        "n_filters": shape.filters,
        "n_residual_layers": shape.residual_layers,
        "ratios": list(shape.ratios),
        "norm": "none",
        "kernel_size": shape.kernel,
        "last_kernel_size": shape.last_kernel,
        "residual_kernel_size": shape.residual_kernel,
        "dilation_base": shape.dilation_growth,
        "causal": shape.causal,
        "pad_mode": shape.padding,
        "true_skip": not shape.shortcut,
        "compress": shape.compress,
        "lstm": shape.lstm_layers,
    }
    quantizer = ResidualVectorQuantizer(
        dimension=shape.width, n_q=shape.codebooks, bins=shape.codes, q_dropout=False, kmeans_init=False
    )
    model = EncodecModel(
        SEANetEncoder(**common),
        SEANetDecoder(**common),
        quantizer,
        frame_rate=shape.rate // shape.hop,
        sample_rate=shape.rate,
        channels=shape.channels,
        causal=shape.causal,
    ).to(arithmetic.device)
    return _filled(model, lambda name: weights.tensor(codec_name(name)))


def _filled(model: Any, tensor: Callable[[str], Array]) -> Any:
    """In place, one tensor at a time: the model is in memory once."""
    with torch.no_grad():
        for name, there in model.state_dict().items():
            if not name.endswith(_OF_TRAINING):
                found = tensor(name)
                if found.shape != tuple(there.shape):
                    raise WeightsError(f"{name}: {found.shape}, expected {tuple(there.shape)}")
                there.copy_(torch.from_numpy(found))
    return model.eval()
