"""A folder that already is a CTranslate2 LLaMA: what is in it, and whether its parts fit each other.

Source: CTranslate2's model format and the names that its ``TransformerDecoderSpec`` gives to variables.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from metabgm.models.ct2_variables import Variable, read_model_bin
from metabgm.models.errors import ModelError
from metabgm.models.hf_card import read_license
from metabgm.models.hf_tokenizer import load_tokenizer, read_chat_template, tokenizer_file
from metabgm.models.json_file import JsonObject, read_json, read_object, read_text, shown

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_SPEC = "TransformerDecoderSpec"
_VOCABULARY_MAX_BYTES = 32 * 1024 * 1024
"""LLaMA 3's 128,256 tokens take 3 MB."""

_CONFIG_MAX_BYTES = 64 * 1024
"""A configuration has a handful of lines."""

_EMBEDDINGS = "decoder/embeddings/weight"
_MODEL_TENSORS = frozenset({_EMBEDDINGS, "decoder/layer_norm/gamma", "decoder/projection/weight"})
_LAYER_TENSORS = frozenset(
    {
        "self_attention/layer_norm/gamma",
        "self_attention/linear_0/weight",
        "self_attention/linear_1/weight",
        "ffn/layer_norm/gamma",
        "ffn/linear_0/weight",
        "ffn/linear_0_noact/weight",
        "ffn/linear_1/weight",
    }
)
_ROTATION = "decoder/layer_0/self_attention/rotary_dim"
_SCALE = "_scale"


@dataclass(frozen=True)
class Ct2Folder:
    """``quantization``: CTranslate2's name, ``int8_float32`` for int8 matrices with float32 norms.

    ``tokens``: by id, one for each row of the embeddings. ``bos``, ``eos``, ``unknown``: members of it; a
    vocabulary without bos or unknown gives its eos. ``tokenizer``: gives only ids of ``tokens``.
    ``license``: ``unknown`` if the folder states none.
    """

    path: Path
    quantization: str
    parameters: int
    tokens: Sequence[str]
    bos: str
    eos: str
    unknown: str
    tokenizer: Tokenizer
    chat_template: str | None
    license: str


def inspect_ct2_folder(path: Path) -> Ct2Folder:
    """Raises ModelError naming the file: it is missing, damaged, no LLaMA's, or doesn't fit the others."""
    model = read_model_bin(path / "model.bin")
    if model.spec != _SPEC:
        raise ModelError(f"{path / 'model.bin'} is a {shown(model.spec)}; supported is {_SPEC}, a LLaMA's")
    tensors = _tensors(model.named())
    tokens = _vocabulary(path)
    rows = tensors[_EMBEDDINGS].shape[0]
    if len(tokens) != rows:
        raise ModelError(f"{path}: the vocabulary has {len(tokens)} tokens, the embeddings {rows} rows")
    tokenizer, _ = load_tokenizer(path)
    _check_tokenizer(tokenizer, tokens, tokenizer_file(path).name)
    bos, eos, unknown = _special(read_object(path / "config.json", _CONFIG_MAX_BYTES), frozenset(tokens))
    return Ct2Folder(
        path=path,
        quantization=_quantization(tensors),
        parameters=sum(
            math.prod(variable.shape)
            for name, variable in model.variables.items()
            if variable.shape and not name.endswith(_SCALE)
        ),
        tokens=tokens,
        bos=bos,
        eos=eos,
        unknown=unknown,
        tokenizer=tokenizer,
        chat_template=read_chat_template(path),
        license=read_license(path),
    )


def _tensors(named: Mapping[str, Variable]) -> dict[str, Variable]:
    """All weights; exactly those of a LLaMA."""
    tensors = {
        name: variable for name, variable in named.items() if variable.shape and not name.endswith(_SCALE)
    }
    layers = sum(name.endswith("/self_attention/linear_0/weight") for name in tensors)
    expected = _MODEL_TENSORS | {
        f"decoder/layer_{index}/{tensor}" for index in range(max(1, layers)) for tensor in _LAYER_TENSORS
    }
    if foreign := min(tensors.keys() ^ expected, default=None):
        raise _no_llama(foreign, "is there" if foreign in tensors else "is missing")
    if _ROTATION not in named:
        raise _no_llama(_ROTATION, "is missing")
    return tensors


def _no_llama(name: str, fault: str) -> ModelError:
    return ModelError(f"model.bin holds another architecture than LLaMA: {shown(name)} {fault}")


def _quantization(tensors: Mapping[str, Variable]) -> str:
    matrices = {variable.dtype for name, variable in tensors.items() if name.endswith("/weight")}
    norms = {variable.dtype for name, variable in tensors.items() if name.endswith("/gamma")}
    (matrix, *mixed), (norm, *mixed_norms) = sorted(matrices), sorted(norms)
    if mixed or mixed_norms or matrix == "int32" or not norm.endswith(("float32", "float16")):
        raise ModelError(
            f"model.bin: the matrices are {' and '.join(sorted(matrices))}, the norms"
            f" {' and '.join(sorted(norms))}; expected one kind of int8, int16, float16, bfloat16 or float32"
        )
    return f"{matrix}_{norm}" if matrix == "int8" else matrix


def _vocabulary(folder: Path) -> list[str]:
    if (folder / "vocabulary.json").exists():
        tokens = read_json(folder / "vocabulary.json", _VOCABULARY_MAX_BYTES)
        if not isinstance(tokens, list) or not all(isinstance(token, str) for token in tokens):
            raise ModelError(f"vocabulary.json holds {shown(tokens)}; expected a list of texts")
        return tokens
    if not (folder / "vocabulary.txt").exists():
        raise ModelError(f"{folder} has no vocabulary; expected vocabulary.json or vocabulary.txt")
    lines = read_text(folder / "vocabulary.txt", _VOCABULARY_MAX_BYTES).removesuffix("\n").split("\n")
    # A token may end with a carriage return; the line ends have one only if all lines have.
    return [line[:-1] for line in lines] if all(line.endswith("\r") for line in lines) else lines


def _check_tokenizer(tokenizer: Tokenizer, tokens: Sequence[str], name: str) -> None:
    """Ids that the tokenizer has no token for are never met, whatever the vocabulary calls them."""
    by_id = sorted((index, text) for text, index in tokenizer.get_vocab(with_added_tokens=True).items())
    for index, text in by_id:
        if index >= len(tokens):
            raise ModelError(f"{name} has a token {index}, {shown(text)}; the vocabulary has {len(tokens)}")
        if tokens[index] != text:
            raise ModelError(
                f"{name}: token {index} is {shown(text)}; the vocabulary has {shown(tokens[index])}"
            )


def _special(config: JsonObject, tokens: frozenset[str]) -> tuple[str, str, str]:
    """bos, eos and unknown; CTranslate2 needs all three keys, and writes an empty text for none."""
    eos = config.text("eos_token")
    bos = config.text("bos_token") or eos
    for key, token in (("eos_token", eos), ("bos_token", bos)):
        if token not in tokens:
            raise ModelError(f"{config.where}: {key} is {shown(token)}; expected a token of the vocabulary")
    unknown = config.text("unk_token")
    return bos, eos, unknown if unknown in tokens else eos
