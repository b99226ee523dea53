"""``config.json`` of a Hugging Face MusicGen -> its shape.

Source: transformers' MusicgenConfig, MusicgenMelodyConfig, T5Config and EncodecConfig (keys and defaults).
"""

from __future__ import annotations

import math

from metabgm.models.errors import ModelError
from metabgm.models.json_file import JsonObject, shown
from metabgm.music.musicgen.checkpoint import limits
from metabgm.music.musicgen.checkpoint.limits import whole
from metabgm.music.musicgen.shape import CodecShape, DecoderShape, MusicGenShape, TextEncoderShape

_KINDS = {"musicgen": "text", "musicgen_melody": "melody"}


def is_musicgen(config: JsonObject) -> bool:
    return config.get("model_type") in _KINDS


def read_shape(config: JsonObject) -> MusicGenShape:
    """Raises ModelError naming the key, its value and what is supported."""
    if not is_musicgen(config):
        raise config.error("model_type", " or ".join(repr(kind) for kind in _KINDS))
    if config.get("quantization_config") is not None:
        raise config.error("quantization_config", "none: the checkpoint that isn't quantized")
    kind = _KINDS[config.get("model_type")]
    text = read_text_encoder(config.object("text_encoder"))
    codec = read_codec(config.object("audio_encoder"))
    decoder = _decoder(config.object("decoder"), text.width)
    check_codebooks(config.where, decoder, codec)
    if kind == "text":
        return MusicGenShape(text, decoder, codec)
    chroma = whole(config, "num_chroma", limits.CHROMA, 12)
    frames = whole(config, "chroma_length", limits.CHROMA_FRAMES, 235)
    return MusicGenShape(text, decoder, codec, kind, chroma=chroma, chroma_frames=frames)


def read_text_encoder(config: JsonObject) -> TextEncoderShape:
    """Of T5's configuration. Raises ModelError as ``read_shape`` does."""
    _expect(config, "model_type", "t5")
    if config.text("feed_forward_proj", "relu") != "relu":
        raise config.error("feed_forward_proj", "relu, as T5 1.0 (t5-base) has it")
    return TextEncoderShape(
        layers=whole(config, "num_layers", limits.LAYERS),
        width=whole(config, "d_model", limits.WIDTH),
        heads=whole(config, "num_heads", limits.HEADS),
        head_width=whole(config, "d_kv", limits.HEAD_WIDTH),
        ff_width=whole(config, "d_ff", limits.FF_WIDTH),
        vocabulary=whole(config, "vocab_size", limits.VOCABULARY),
        buckets=whole(config, "relative_attention_num_buckets", limits.BUCKETS, 32),
        max_distance=whole(config, "relative_attention_max_distance", limits.DISTANCE, 128),
        epsilon=config.number("layer_norm_epsilon", 1e-6, least=1e-12, most=1e-2),
    )


def read_codec(config: JsonObject) -> CodecShape:
    """Of EnCodec's configuration. Raises ModelError as ``read_shape`` does."""
    _expect(config, "model_type", "encodec")
    _expect(config, "norm_type", "weight_norm")
    if config.flag("normalize", False):
        raise config.error("normalize", "false, as the 32 kHz EnCodec has it")
    if config.get("chunk_length_s") is not None:
        raise config.error("chunk_length_s", "null, as the 32 kHz EnCodec has it")
    width = whole(config, "hidden_size", limits.CODEC_WIDTH)
    if whole(config, "codebook_dim", limits.CODEC_WIDTH, width) != width:
        raise config.error("codebook_dim", f"hidden_size, {width}")
    causal = config.flag("use_causal_conv", True)
    if config.number("trim_right_ratio", 1.0, least=0, most=1) != 1 and causal:
        raise config.error("trim_right_ratio", "1")
    padding = config.text("pad_mode", "reflect")
    if padding not in limits.PADDINGS:
        raise config.error("pad_mode", " or ".join(limits.PADDINGS))
    rate = whole(config, "sampling_rate", limits.RATE)
    ratios = limits.ratios(config, "upsampling_ratios")
    codes = whole(config, "codebook_size", limits.CODES)
    shape = CodecShape(
        rate=rate,
        channels=whole(config, "audio_channels", limits.CHANNELS, 1),
        filters=whole(config, "num_filters", limits.FILTERS),
        width=width,
        ratios=ratios,
        codebooks=_codebooks(config, rate, math.prod(ratios), codes),
        codes=codes,
        kernel=limits.odd(config, "kernel_size"),
        last_kernel=limits.odd(config, "last_kernel_size"),
        residual_kernel=limits.odd(config, "residual_kernel_size"),
        residual_layers=whole(config, "num_residual_layers", limits.RESIDUAL_LAYERS, 1),
        compress=whole(config, "compress", limits.COMPRESS, 2),
        lstm_layers=whole(config, "num_lstm_layers", limits.LSTM_LAYERS, 2),
        dilation_growth=whole(config, "dilation_growth_rate", limits.DILATION, 2),
        causal=causal,
        padding=padding,
        shortcut=config.flag("use_conv_shortcut", True),
    )
    check_codec(config.where, shape)
    return shape


def check_codec(where: str, shape: CodecShape) -> None:
    """What must hold between values. Raises ModelError naming ``where``."""
    if shape.filters % shape.compress:
        raise ModelError(
            f"{where}: {shape.filters} filters; expected a multiple of compress, {shape.compress}"
        )
    if shape.rate % shape.hop:
        raise ModelError(
            f"{where}: {shape.rate} Hz; expected a multiple of the product of the ratios, {shape.hop}"
        )


def check_codebooks(where: str, decoder: DecoderShape, codec: CodecShape) -> None:
    """Both parts of a MusicGen must have the same codebooks. Raises ModelError naming ``where``."""
    if codec.channels != 1:
        raise ModelError(
            f"{where}: the codec has {codec.channels} channels; expected 1, for stereo models too"
        )
    wanted = codec.codebooks * (2 if decoder.stereo else 1)
    if decoder.codebooks != wanted:
        sides = "the two channels'" if decoder.stereo else "the codec's"
        raise ModelError(f"{where}: the decoder has {decoder.codebooks} codebooks; expected {sides} {wanted}")
    if decoder.codes != codec.codes:
        raise ModelError(
            f"{where}: the decoder has {decoder.codes} codes; expected the codec's {codec.codes}"
        )


def _decoder(config: JsonObject, text_width: int) -> DecoderShape:
    if config.text("activation_function", "gelu") != "gelu":
        raise config.error("activation_function", "gelu")
    if config.flag("scale_embedding", False):
        raise config.error("scale_embedding", "false")
    if config.get("cross_attention_hidden_size") is not None:
        raise config.error("cross_attention_hidden_size", "null")
    codes = whole(config, "vocab_size", limits.CODES)
    if whole(config, "pad_token_id", (0, codes), codes) != codes:
        raise config.error("pad_token_id", f"vocab_size, {codes}")
    width = whole(config, "hidden_size", limits.WIDTH)
    heads = whole(config, "num_attention_heads", limits.HEADS)
    limits.check_heads(config, "num_attention_heads", width, heads)
    return DecoderShape(
        layers=whole(config, "num_hidden_layers", limits.LAYERS),
        width=width,
        heads=heads,
        ff_width=whole(config, "ffn_dim", limits.FF_WIDTH),
        codebooks=whole(config, "num_codebooks", limits.CODEBOOKS, 4),
        codes=codes,
        text_width=text_width,
        positions=whole(config, "max_position_embeddings", limits.POSITIONS, 2048),
        stereo=whole(config, "audio_channels", limits.CHANNELS, 1) == 2,
    )


def _codebooks(config: JsonObject, rate: int, hop: int, codes: int) -> int:
    """As many as the highest bandwidth has room for: it is said in kbit/s, not as a number of codebooks."""
    bandwidths = config.get("target_bandwidths")
    highest = bandwidths[-1] if isinstance(bandwidths, list) and bandwidths else None
    if isinstance(highest, bool) or not isinstance(highest, int | float) or not 0 < highest <= 1000:
        raise config.error("target_bandwidths", "a list whose last is a number of kbit/s")
    frames = math.ceil(rate / hop)
    bits = math.ceil(math.log2(codes))
    books = int(1000 * highest // (frames * bits))
    if not limits.CODEBOOKS[0] <= books <= limits.CODEBOOKS[1]:
        raise ModelError(
            f"{config.where}: {shown(highest)} kbit/s are {books} codebooks of {bits} bits {frames} times a"
            f" second; expected {limits.CODEBOOKS[0]} to {limits.CODEBOOKS[1]}"
        )
    return books


def _expect(config: JsonObject, key: str, value: str) -> None:
    if config.text(key, value) != value:
        raise config.error(key, value)
