"""Which tensors a MusicGen of some shape has, by Hugging Face's names, with weight norm folded.

Source: the state dictionaries of transformers' MusicgenForConditionalGeneration (and its melody sibling),
whose codec's layers are numbered as EnCodec's own are: activations count, without having tensors.
"""

from __future__ import annotations

from metabgm.music.musicgen.shape import CodecShape, DecoderShape, MusicGenShape, TextEncoderShape

Shapes = dict[str, tuple[int, ...]]


def expected_tensors(shape: MusicGenShape) -> Shapes:
    """Name -> shape of every tensor that the three networks need."""
    width = shape.decoder.width
    tensors = {
        **_text_encoder(shape.text),
        **_decoder(shape.decoder, crossed=shape.kind == "text"),
        "enc_to_dec_proj.weight": (width, shape.text.width),
        "enc_to_dec_proj.bias": (width,),
        **_codec(shape.codec),
    }
    if shape.kind == "melody":
        tensors["audio_enc_to_dec_proj.weight"] = (width, shape.chroma)
        tensors["audio_enc_to_dec_proj.bias"] = (width,)
    return tensors


def _text_encoder(text: TextEncoderShape) -> Shapes:
    inner = text.heads * text.head_width
    tensors: Shapes = {
        "text_encoder.shared.weight": (text.vocabulary, text.width),
        "text_encoder.encoder.final_layer_norm.weight": (text.width,),
        # All layers use the first one's.
        "text_encoder.encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight": (
            text.buckets,
            text.heads,
        ),
    }
    for layer in range(text.layers):
        attention = f"text_encoder.encoder.block.{layer}.layer.0"
        feed = f"text_encoder.encoder.block.{layer}.layer.1"
        tensors |= {f"{attention}.SelfAttention.{part}.weight": (inner, text.width) for part in "qkv"}
        tensors[f"{attention}.SelfAttention.o.weight"] = (text.width, inner)
        tensors[f"{attention}.layer_norm.weight"] = (text.width,)
        tensors[f"{feed}.DenseReluDense.wi.weight"] = (text.ff_width, text.width)
        tensors[f"{feed}.DenseReluDense.wo.weight"] = (text.width, text.ff_width)
        tensors[f"{feed}.layer_norm.weight"] = (text.width,)
    return tensors


def _decoder(decoder: DecoderShape, *, crossed: bool) -> Shapes:
    """``crossed``: layers attend to the text; the melody model has it before the tokens instead."""
    width = decoder.width
    tensors: Shapes = {}
    for book in range(decoder.codebooks):
        # One more than there are codes: the padding of the delay pattern.
        tensors[f"decoder.model.decoder.embed_tokens.{book}.weight"] = (decoder.codes + 1, width)
        tensors[f"decoder.lm_heads.{book}.weight"] = (decoder.codes, width)
    attentions = ("self_attn", "encoder_attn") if crossed else ("self_attn",)
    norms = [f"{attention}_layer_norm" for attention in attentions] + ["final_layer_norm"]
    for layer in range(decoder.layers):
        stem = f"decoder.model.decoder.layers.{layer}"
        for attention in attentions:
            for part in ("q_proj", "k_proj", "v_proj", "out_proj"):
                tensors[f"{stem}.{attention}.{part}.weight"] = (width, width)
        tensors[f"{stem}.fc1.weight"] = (decoder.ff_width, width)
        tensors[f"{stem}.fc2.weight"] = (width, decoder.ff_width)
        for norm in norms:
            tensors |= _norm(f"{stem}.{norm}", width)
    return tensors | _norm("decoder.model.decoder.layer_norm", width)


def _norm(stem: str, width: int) -> Shapes:
    return {f"{stem}.weight": (width,), f"{stem}.bias": (width,)}


def _codec(codec: CodecShape) -> Shapes:
    tensors: Shapes = {}
    for book in range(codec.codebooks):
        name = f"audio_encoder.quantizer.layers.{book}.codebook.embed"
        tensors[name] = (codec.codes, codec.width)
    return tensors | _codec_encoder(codec) | _codec_decoder(codec)


def _codec_encoder(codec: CodecShape) -> Shapes:
    stem = "audio_encoder.encoder.layers"
    channels = codec.filters
    tensors = _convolution(f"{stem}.0", channels, codec.channels, codec.kernel)
    layer = 1
    for ratio in reversed(codec.ratios):
        for _ in range(codec.residual_layers):
            tensors |= _residual(f"{stem}.{layer}", channels, codec)
            layer += 1
        tensors |= _convolution(f"{stem}.{layer + 1}", 2 * channels, channels, 2 * ratio)
        channels *= 2
        layer += 2
    tensors |= _lstm(f"{stem}.{layer}", channels, codec.lstm_layers)
    return tensors | _convolution(f"{stem}.{layer + 2}", codec.width, channels, codec.last_kernel)


def _codec_decoder(codec: CodecShape) -> Shapes:
    stem = "audio_encoder.decoder.layers"
    channels = codec.filters * 2 ** len(codec.ratios)
    tensors = _convolution(f"{stem}.0", channels, codec.width, codec.kernel)
    tensors |= _lstm(f"{stem}.1", channels, codec.lstm_layers)
    layer = 2
    for ratio in codec.ratios:
        # Transposed: what goes in comes first, and biases are of what comes out.
        tensors[f"{stem}.{layer + 1}.conv.weight"] = (channels, channels // 2, 2 * ratio)
        tensors[f"{stem}.{layer + 1}.conv.bias"] = (channels // 2,)
        channels //= 2
        layer += 2
        for _ in range(codec.residual_layers):
            tensors |= _residual(f"{stem}.{layer}", channels, codec)
            layer += 1
    return tensors | _convolution(f"{stem}.{layer + 1}", codec.channels, channels, codec.last_kernel)


def _convolution(stem: str, outputs: int, inputs: int, kernel: int) -> Shapes:
    return {f"{stem}.conv.weight": (outputs, inputs, kernel), f"{stem}.conv.bias": (outputs,)}


def _residual(stem: str, channels: int, codec: CodecShape) -> Shapes:
    inner = channels // codec.compress
    narrowed = _convolution(f"{stem}.block.1", inner, channels, codec.residual_kernel)
    block = narrowed | _convolution(f"{stem}.block.3", channels, inner, 1)
    return block | _convolution(f"{stem}.shortcut", channels, channels, 1) if codec.shortcut else block


def _lstm(stem: str, width: int, layers: int) -> Shapes:
    tensors: Shapes = {}
    for layer in range(layers):
        for side in ("ih", "hh"):
            tensors[f"{stem}.lstm.weight_{side}_l{layer}"] = (4 * width, width)
            tensors[f"{stem}.lstm.bias_{side}_l{layer}"] = (4 * width,)
    return tensors
