"""audiocraft's names of tensors -> Hugging Face's.

Source: the state dictionaries of audiocraft's LMModel and EncodecModel and of transformers' classes.
"""

from __future__ import annotations

import re
from functools import partial

from metabgm.models.errors import ModelError
from metabgm.models.json_file import shown
from metabgm.music.musicgen.checkpoint.stored import FloatArray, Stored, Tensors

_CONDITIONERS = "condition_provider.conditioners."
_LAYER = r"transformer\.layers\.(\d+)\."
_TO_LAYER = r"decoder.model.decoder.layers.\1."
_LANGUAGE_MODEL = [
    (r"emb\.(\d+)\.", r"decoder.model.decoder.embed_tokens.\1."),
    (r"linears\.(\d+)\.", r"decoder.lm_heads.\1."),
    (r"out_norm\.", "decoder.model.decoder.layer_norm."),
    (_LAYER + r"self_attn\.", _TO_LAYER + "self_attn."),
    (_LAYER + r"cross_attention\.", _TO_LAYER + "encoder_attn."),
    (_LAYER + r"linear([12])\.", _TO_LAYER + r"fc\2."),
    (_LAYER + r"norm1\.", _TO_LAYER + "self_attn_layer_norm."),
    (_LAYER + r"norm_cross\.", _TO_LAYER + "encoder_attn_layer_norm."),
    (_LAYER + r"norm2\.", _TO_LAYER + "final_layer_norm."),
    (re.escape(_CONDITIONERS + "description.output_proj."), "enc_to_dec_proj."),
    (re.escape(_CONDITIONERS + "self_wav.output_proj."), "audio_enc_to_dec_proj."),
]
_CODEC = [
    (r"(encoder|decoder)\.model\.", r"audio_encoder.\1.layers."),
    (r"quantizer\.vq\.layers\.(\d+)\._codebook\.", r"audio_encoder.quantizer.layers.\1.codebook."),
]
_CONVOLUTION = re.compile(r"\.(?:conv\.conv|convtr\.convtr)\.")
_CHROMA_FILTERS = (_CONDITIONERS + "self_wav.chroma.fbanks", _CONDITIONERS + "self_wav.chroma.spec.window")
"""The melody model's filter bank and window, which follow from its configuration."""

_IN_PROJECTION = "in_proj_weight"
_PARTS = ("q_proj.weight", "k_proj.weight", "v_proj.weight")


def language_model(tensors: Tensors) -> dict[str, Stored]:
    """Queries, keys and values apart. A name that isn't known stays as it is.

    Raises ModelError if a projection can't be cut in three.
    """
    renamed: dict[str, Stored] = {}
    for name, stored in tensors.items():
        if name in _CHROMA_FILTERS:
            continue
        new = _renamed(name, _LANGUAGE_MODEL)
        if new != name and new.endswith("." + _IN_PROJECTION):
            renamed |= _cut(name, new.removesuffix(_IN_PROJECTION), stored)
        else:
            renamed[new] = stored
    return renamed


def codec(tensors: Tensors) -> dict[str, Stored]:
    """A name that isn't known stays as it is. Weight norm isn't folded."""
    return {codec_name(name): stored for name, stored in tensors.items()}


def language_model_parts(name: str) -> tuple[str, ...]:
    """What a tensor of audiocraft's is put together from, one below the other: itself, or three of it."""
    new = _renamed(name, _LANGUAGE_MODEL)
    stem = new.removesuffix(_IN_PROJECTION)
    return (new,) if stem == new else tuple(stem + part for part in _PARTS)


def codec_name(name: str) -> str:
    """Hugging Face's for one of audiocraft's."""
    return _CONVOLUTION.sub(".conv.", _renamed(name, _CODEC))


def _renamed(name: str, rules: list[tuple[str, str]]) -> str:
    for old, new in rules:
        changed, count = re.subn(r"\A" + old, new, name)
        if count:
            return changed
    return name


def _cut(name: str, stem: str, stored: Stored) -> dict[str, Stored]:
    rows = stored.shape[0] if len(stored.shape) == 2 else 0
    if rows == 0 or rows % 3:
        raise ModelError(
            f"{stored.file}: {shown(name)} is {list(stored.shape)}; expected queries, keys and values,"
            " three times as many rows as columns"
        )
    third = rows // 3
    shape = (third, stored.shape[1])
    return {
        stem + part: Stored(stored.file, shape, partial(_rows, stored, index * third, third))
        for index, part in enumerate(_PARTS)
    }


def _rows(stored: Stored, first: int, count: int) -> FloatArray:
    return stored.load()[first : first + count].copy()
