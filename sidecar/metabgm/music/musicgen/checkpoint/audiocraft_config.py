"""The configurations inside audiocraft's files -> the shapes of decoder and codec.

Source: audiocraft's ``config/model``, ``config/conditioner`` and ``models/builders.py`` (keys and meanings).
"""

from __future__ import annotations

from typing import Any

from metabgm.models.errors import ModelError
from metabgm.models.json_file import JsonObject, shown
from metabgm.music.musicgen.checkpoint import limits
from metabgm.music.musicgen.checkpoint.hf_config import check_codec
from metabgm.music.musicgen.checkpoint.limits import whole
from metabgm.music.musicgen.checkpoint.plain_yaml import read_plain_yaml, resolved
from metabgm.music.musicgen.shape import CodecShape, DecoderShape

_POSITIONS = 2048
"""audiocraft states no length; transformers' configurations of the same models have this one."""

_TRANSFORMER: dict[str, Any] = {
    "norm_first": True,
    "bias_proj": False,
    "bias_ff": False,
    "bias_attn": False,
    "activation": "gelu",
    "norm": "layer_norm",
    "positional_embedding": "sin",
    "qk_layer_norm": False,
    "qk_layer_norm_cross": False,
    "layer_scale": None,
    "kv_repeat": 1,
    "past_context": None,
}
_SEANET: dict[str, Any] = {"activation": "ELU", "norm": "weight_norm"}
_ENCODEC: dict[str, Any] = {"autoencoder": "seanet", "quantizer": "rvq", "renormalize": False}


def parse(text: object, where: str) -> JsonObject:
    """``xp.cfg`` with its references followed. Raises ModelError if it is no text or nested too deeply."""
    if not isinstance(text, str):
        raise ModelError(
            f"{where} is {shown(text)}; expected the configuration as text, as audiocraft's export writes it"
        )
    root = read_plain_yaml(text, where)
    return JsonObject(where, _followed(root, root))


def kind_of(config: JsonObject) -> str:
    """``text`` or ``melody``, by what comes before the tokens. Raises ModelError for other conditioning."""
    fuser = config.object("fuser")
    kinds = {
        "text": ([], ["description"]),
        "melody": (["self_wav", "description"], []),
    }
    for kind, (prepended, crossed) in kinds.items():
        if fuser.get("prepend") == prepended and fuser.get("cross") == crossed:
            return kind
    raise fuser.error("cross", "[description], or else prepend [self_wav, description]")


def decoder_shape(config: JsonObject, text_width: int) -> DecoderShape:
    """Raises ModelError naming the key, its value and what is supported."""
    if config.text("lm_model") != "transformer_lm":
        raise config.error("lm_model", "transformer_lm")
    model = config.object("transformer_lm")
    _expect(model, _TRANSFORMER)
    width = whole(model, "dim", limits.WIDTH)
    heads = whole(model, "num_heads", limits.HEADS)
    limits.check_heads(model, "num_heads", width, heads)
    codebooks = whole(model, "n_q", limits.CODEBOOKS)
    stereo = config.object("interleave_stereo_codebooks").flag("use", False)
    _check_pattern(config.object("codebooks_pattern"), codebooks, stereo)
    return DecoderShape(
        layers=whole(model, "num_layers", limits.LAYERS),
        width=width,
        heads=heads,
        ff_width=int(model.number("hidden_scale", least=0.5, most=16) * width),
        codebooks=codebooks,
        codes=whole(model, "card", limits.CODES),
        text_width=text_width,
        positions=_POSITIONS,
        stereo=stereo,
    )


def chroma_shape(config: JsonObject) -> tuple[int, int]:
    """Of the melody model's chromagram: bins, and frames of the longest melody."""
    stem = config.object("conditioners").object("self_wav").object("chroma_stem")
    bins = whole(stem, "n_chroma", limits.CHROMA)
    # Windows of 2^n, one every quarter of it, centred: one more than there are whole steps.
    window = 2 ** stem.whole("radix2_exp", least=6, most=20)
    seconds = config.object("dataset").number("segment_duration", least=1, most=600)
    rate = whole(stem, "sample_rate", limits.RATE)
    return bins, int(seconds * rate) // (window // 4) + 1


def codec_shape(config: JsonObject) -> CodecShape:
    """Raises ModelError naming the key, its value and what is supported."""
    encodec, seanet, quantizer = (config.object(key) for key in ("encodec", "seanet", "rvq"))
    _expect(encodec, _ENCODEC)
    _expect(seanet, _SEANET)
    decoder = seanet.object("decoder")
    if decoder.get("final_activation") is not None:
        raise decoder.error("final_activation", "null")
    if decoder.number("trim_right_ratio", 1.0, least=0, most=1) != 1:
        raise decoder.error("trim_right_ratio", "1")
    padding = seanet.text("pad_mode")
    if padding not in limits.PADDINGS:
        raise seanet.error("pad_mode", " or ".join(limits.PADDINGS))
    shape = CodecShape(
        rate=whole(encodec, "sample_rate", limits.RATE),
        channels=whole(encodec, "channels", limits.CHANNELS),
        filters=whole(seanet, "n_filters", limits.FILTERS),
        width=whole(seanet, "dimension", limits.CODEC_WIDTH),
        ratios=limits.ratios(seanet, "ratios"),
        codebooks=whole(quantizer, "n_q", limits.CODEBOOKS),
        codes=whole(quantizer, "bins", limits.CODES),
        kernel=limits.odd(seanet, "kernel_size"),
        last_kernel=limits.odd(seanet, "last_kernel_size"),
        residual_kernel=limits.odd(seanet, "residual_kernel_size"),
        residual_layers=whole(seanet, "n_residual_layers", limits.RESIDUAL_LAYERS),
        compress=whole(seanet, "compress", limits.COMPRESS),
        lstm_layers=whole(seanet, "lstm", limits.LSTM_LAYERS),
        dilation_growth=whole(seanet, "dilation_base", limits.DILATION),
        causal=encodec.flag("causal", False),
        padding=padding,
        shortcut=not seanet.flag("true_skip", False),
    )
    check_codec(config.where, shape)
    return shape


def text_model(config: JsonObject) -> str:
    """The name of the T5 that the model was trained with, such as ``t5-base``."""
    return config.object("conditioners").object("description").object("t5").text("name", "t5-base")


def _check_pattern(pattern: JsonObject, codebooks: int, stereo: bool) -> None:
    if pattern.text("modeling") != "delay":
        raise pattern.error("modeling", "delay")
    delay = pattern.object("delay")
    expected = [book // 2 if stereo else book for book in range(codebooks)]
    if delay.get("delays") != expected:
        raise delay.error("delays", f"{expected}")
    for key in ("flatten_first", "empty_initial"):
        if delay.whole(key, 0, least=0, most=2**31):
            raise delay.error(key, "0")


def _expect(config: JsonObject, wanted: dict[str, Any]) -> None:
    """A key that isn't there has the value wanted: older versions lack those that came later."""
    for key, value in wanted.items():
        if config.get(key) not in (value, None):
            raise config.error(key, "null" if value is None else repr(value))


def _followed(root: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """As deep as it is written; what a reference leads to isn't searched for further ones."""
    return {
        key: _followed(root, value) if isinstance(value, dict) else resolved(root, value)
        for key, value in values.items()
    }
