"""A Hugging Face folder of LLaMA architecture, read without torch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from metabgm.models import hf_tokenizer, hf_weights
from metabgm.models.checkpoint import CheckpointTokenizer, FloatArray
from metabgm.models.errors import ModelError
from metabgm.models.hf_card import read_license
from metabgm.models.hf_config import CONFIG_NAME, GENERATION_CONFIG_NAME, read_config
from metabgm.models.json_file import shown
from metabgm.models.llama_shape import LlamaShape
from metabgm.models.tokenizer_json import token_texts

_SMALL_FILES = (
    CONFIG_NAME,
    GENERATION_CONFIG_NAME,
    hf_tokenizer.TOKENIZER_CONFIG,
    hf_tokenizer.SPECIAL_TOKENS_MAP,
    hf_tokenizer.ADDED_TOKENS,
    hf_tokenizer.CHAT_TEMPLATE,
    hf_weights.INDEX,
)


class HfLlama:
    """A ``Checkpoint``. Its files of weights stay open until ``close``."""

    def __init__(self, folder: Path) -> None:
        """Raises ModelError if the folder holds no LLaMA, or a file in it is damaged."""
        self._folder = folder
        self._config = read_config(folder)
        self._tokenizer_file = hf_tokenizer.tokenizer_file(folder)
        self._weights = hf_weights.HfWeights(folder, self._config.shape)

    def close(self) -> None:
        self._weights.close()

    @property
    def shape(self) -> LlamaShape:
        return self._config.shape

    @property
    def sources(self) -> Sequence[Path]:
        small = [self._folder / name for name in _SMALL_FILES if (self._folder / name).is_file()]
        return [*small, self._tokenizer_file, *self._weights.paths]

    @property
    def license(self) -> str:
        return read_license(self._folder)

    def rows(self, tensor: str) -> Iterator[FloatArray]:
        return self._weights.blocks(tensor)

    def vector(self, tensor: str) -> FloatArray:
        (vector,) = self._weights.blocks(tensor)
        return vector

    def tokenizer(self) -> CheckpointTokenizer:
        tokenizer, named = hf_tokenizer.load_tokenizer(self._folder)
        tokens = token_texts(tokenizer, self.shape.vocabulary)
        known = frozenset(tokens)
        for key, text in (("bos_token", named.bos), ("eos_token", named.eos), ("unk_token", named.unknown)):
            if text is not None and text not in known:
                raise ModelError(
                    f"{self._folder}: {key} is {shown(text)}, which {self._tokenizer_file.name} doesn't have"
                )
        ends = [] if named.eos is None else [named.eos]
        ends += [tokens[end] for end in self._config.ends]
        if not ends:
            raise ModelError(
                f"{self._folder}: no token is said to end a text; expected eos_token_id in {CONFIG_NAME} or"
                f" eos_token in {hf_tokenizer.TOKENIZER_CONFIG}"
            )
        bos = named.bos
        if bos is None and self._config.bos is not None:
            bos = tokens[self._config.bos]
        return CheckpointTokenizer(
            tokenizer=tokenizer,
            tokens=tokens,
            bos=bos or ends[0],
            eos=ends[0],
            unknown=named.unknown or ends[0],
            ends=tuple(dict.fromkeys(ends)),
        )

    def chat_template(self) -> str | None:
        return hf_tokenizer.read_chat_template(self._folder)
