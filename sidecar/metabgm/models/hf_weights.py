"""The weights of a Hugging Face folder of LLaMA architecture, in one safetensors file or in shards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from metabgm.models.checkpoint import FloatArray
from metabgm.models.errors import ModelError
from metabgm.models.json_file import read_object, shown
from metabgm.models.llama_shape import LlamaShape
from metabgm.models.safetensors_file import SafetensorsFile

SINGLE = "model.safetensors"
INDEX = "model.safetensors.index.json"

_INDEX_MAX_BYTES = 1024 * 1024
"""LLaMA 3.1 405B's index has 100 kB."""

_SHARDS_MAX = 128
"""All are open at once, and systems allow 256 open files; LLaMA 3 70B has 30."""

_HF_NAMES = {
    "attn_norm": "input_layernorm",
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_norm": "post_attention_layernorm",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
    "token_embd": "model.embed_tokens",
    "output_norm": "model.norm",
    "output": "lm_head",
}
_BUFFER = ".rotary_emb.inv_freq"
"""Early checkpoints carry what follows from the configuration."""


class HfWeights:
    """Tensors by the names of ``LlamaShape.tensors``. The files stay open until ``close``."""

    def __init__(self, folder: Path, shape: LlamaShape) -> None:
        """Raises ModelError naming a file that is missing or damaged, or a tensor that ``shape`` belies."""
        self._files: list[SafetensorsFile] = []
        self._holders: dict[str, SafetensorsFile] = {}
        self._names = {tensor: hf_name(tensor) for tensor in shape.tensors()}
        try:
            self._open(folder)
            self._check(shape)
        except ModelError:
            self.close()
            raise
        self.paths = tuple(file.path for file in self._files)

    def close(self) -> None:
        for file in self._files:
            file.close()

    def blocks(self, tensor: str) -> Iterator[FloatArray]:
        """See ``SafetensorsFile.blocks``. Raises ModelError for a name that isn't of ``shape``."""
        if tensor not in self._names:
            raise ModelError(f"{self.paths[0].parent} has no tensor {shown(tensor)}")
        name = self._names[tensor]
        return self._holders[name].blocks(name)

    def _open(self, folder: Path) -> None:
        if (folder / SINGLE).exists() or not (folder / INDEX).exists():
            if not (folder / SINGLE).exists():
                raise _no_weights(folder)
            self._add(folder / SINGLE)
            return
        placed = _placed(folder)
        for shard in sorted(set(placed.values())):
            self._add(folder / shard)
        for name, shard in placed.items():
            if name not in self._holders or self._holders[name].path.name != shard:
                raise ModelError(f"{shard} lacks the tensor {shown(name)} that {INDEX} places there")

    def _add(self, path: Path) -> None:
        file = SafetensorsFile(path)
        self._files.append(file)
        for name in file.tensors:
            other = self._holders.setdefault(name, file)
            if other is not file:
                raise ModelError(f"{shown(name)} stands in {other.path.name} and in {path.name}")

    def _check(self, shape: LlamaShape) -> None:
        unexplained = set(self._holders)
        for tensor, expected in shape.tensors().items():
            name = self._names[tensor]
            if name not in self._holders:
                raise ModelError(f"{self._files[0].path.parent} lacks the tensor {name}, {list(expected)}")
            found = self._holders[name].tensors[name].shape
            if found != expected:
                file = self._holders[name].path.name
                raise ModelError(f"{file}: {name} is {list(found)}; expected {list(expected)}")
            unexplained.remove(name)
        if shape.tied:
            unexplained.discard(hf_name("output.weight"))
        for name in sorted(unexplained):
            if not name.endswith(_BUFFER):
                file = self._holders[name].path.name
                raise ModelError(f"{file}: {shown(name)} is no tensor of a LLaMA of {shape.layers} layers")


def _placed(folder: Path) -> dict[str, str]:
    """Tensor -> the shard that it stands in."""
    placed = read_object(folder / INDEX, _INDEX_MAX_BYTES).object("weight_map")
    shards = {name: placed.text(name) for name in placed.names()}
    for name, shard in shards.items():
        if Path(shard).name != shard or not shard.endswith(".safetensors") or not shard.isprintable():
            raise placed.error(name, "the name of a safetensors file in the same folder")
    if not 1 <= len(set(shards.values())) <= _SHARDS_MAX:
        raise ModelError(f"{INDEX} names {len(set(shards.values()))} files; expected 1 to {_SHARDS_MAX}")
    return shards


def hf_name(tensor: str) -> str:
    """Of a tensor by GGUF's name."""
    *block, part, kind = tensor.split(".")
    inner = f"{_HF_NAMES[part]}.{kind}"
    return f"model.layers.{block[1]}.{inner}" if block else inner


def _no_weights(folder: Path) -> ModelError:
    pickled = sorted(path.name for path in folder.glob("*.bin"))
    if pickled:
        return ModelError(
            f"{folder} has its weights in {pickled[0]} only, a pickle file, which can run any code and is not"
            " read; take the model's safetensors files, or make them with transformers:"
            " AutoModelForCausalLM.from_pretrained(FOLDER).save_pretrained(NEW_FOLDER)"
        )
    return ModelError(f"{folder} has no weights; expected {SINGLE} or {INDEX}")
