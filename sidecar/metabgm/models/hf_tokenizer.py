"""The tokenizer, the special tokens and the chat template of a Hugging Face folder.

Source: transformers' files ``tokenizer_config.json``, ``special_tokens_map.json``, ``added_tokens.json``,
``chat_template.jinja``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from metabgm.models.errors import ModelError
from metabgm.models.json_file import JsonObject, read_object, read_text
from metabgm.models.sentencepiece import Piece, PieceKind, build_sentencepiece
from metabgm.models.sentencepiece_file import read_sentencepiece
from metabgm.models.tokenizer_json import load_tokenizer_json

if TYPE_CHECKING:
    from tokenizers import Tokenizer

TOKENIZER_JSON = "tokenizer.json"
SENTENCEPIECE = "tokenizer.model"
TOKENIZER_CONFIG = "tokenizer_config.json"
SPECIAL_TOKENS_MAP = "special_tokens_map.json"
ADDED_TOKENS = "added_tokens.json"
CHAT_TEMPLATE = "chat_template.jinja"

_CONFIG_MAX_BYTES = 4 * 1024 * 1024
"""LLaMA 3's lists 256 added tokens in 50 kB."""

_TEMPLATE_MAX_BYTES = 256 * 1024
"""LLaMA 3.1's, with tools, has 4 kB."""

_ID_MAX = 2**20
_TOKEN_MAX_CHARACTERS = 1024


@dataclass(frozen=True)
class NamedTokens:
    """What the folder's tokenizer files call its special tokens; None where they don't."""

    bos: str | None
    eos: str | None
    unknown: str | None


def tokenizer_file(folder: Path) -> Path:
    """The file that the tokenizer is read from. Raises ModelError if there is none."""
    for name in (TOKENIZER_JSON, SENTENCEPIECE):
        if (folder / name).is_file():
            return folder / name
    raise ModelError(f"{folder} has no tokenizer; expected {TOKENIZER_JSON} or {SENTENCEPIECE}")


def load_tokenizer(folder: Path) -> tuple[Tokenizer, NamedTokens]:
    """Raises ModelError naming the file and what is wrong with it."""
    path = tokenizer_file(folder)
    named = _named_tokens(folder)
    if path.name == TOKENIZER_JSON:
        return load_tokenizer_json(path), named
    model = read_sentencepiece(path)
    pieces = [*model.pieces, *_added_pieces(folder, len(model.pieces))]
    own = NamedTokens(
        bos=named.bos or model.bos, eos=named.eos or model.eos, unknown=named.unknown or model.unknown
    )
    return build_sentencepiece(pieces, dummy_prefix=model.dummy_prefix), own


def read_chat_template(folder: Path) -> str | None:
    """Jinja; None if the folder brings none. Raises ModelError if it is too large or no text."""
    if (folder / CHAT_TEMPLATE).exists():
        return read_text(folder / CHAT_TEMPLATE, _TEMPLATE_MAX_BYTES)
    config = _optional(folder / TOKENIZER_CONFIG)
    templates = config.get("chat_template")
    if isinstance(templates, list):
        config = next(
            (
                JsonObject(f"{config.where}: chat_template", {"chat_template": template.get("template")})
                for template in templates
                if isinstance(template, dict) and template.get("name") == "default"
            ),
            JsonObject(config.where, {}),
        )
    if config.get("chat_template") is None:
        return None
    template = config.text("chat_template")
    if len(template.encode()) > _TEMPLATE_MAX_BYTES:
        raise config.error("chat_template", f"at most {_TEMPLATE_MAX_BYTES} bytes")
    return template


def _named_tokens(folder: Path) -> NamedTokens:
    found: dict[str, str] = {}
    for path in (folder / SPECIAL_TOKENS_MAP, folder / TOKENIZER_CONFIG):
        config = _optional(path)
        for key in ("bos_token", "eos_token", "unk_token"):
            # Early LLaMA folders leave the text empty.
            if text := _token(config, key):
                found[key] = text
    return NamedTokens(found.get("bos_token"), found.get("eos_token"), found.get("unk_token"))


def _token(holder: JsonObject, key: str) -> str:
    """A token is a text, or an object that says how the text is looked for too."""
    if isinstance(holder.get(key), dict):
        holder, key = holder.object(key), "content"
    text = holder.text(key, "")
    if len(text) > _TOKEN_MAX_CHARACTERS:
        raise holder.error(key, f"at most {_TOKEN_MAX_CHARACTERS} characters")
    return text


def _added_pieces(folder: Path, first: int) -> list[Piece]:
    """Tokens that a SentencePiece file lacks because they were added to it: ids from ``first`` on."""
    added: dict[int, Piece] = {}
    listed = _optional(folder / ADDED_TOKENS)
    for text in listed.names():
        added[listed.whole(text, least=0, most=_ID_MAX)] = _piece(text, special=True)
    detailed = _optional(folder / TOKENIZER_CONFIG).object("added_tokens_decoder")
    for key in detailed.names():
        if not re.fullmatch("[0-9]{1,7}", key):
            raise detailed.error(key, "an id as its key")
        token = detailed.object(key)
        added[int(key)] = _piece(_token(token, "content"), special=token.flag("special", False))
    ids = sorted(index for index in added if index >= first)
    if ids != list(range(first, first + len(ids))):
        raise ModelError(
            f"{folder}: added tokens have the ids {ids[0]} to {ids[-1]}; expected all from {first}"
        )
    return [added[index] for index in ids]


def _piece(text: str, *, special: bool) -> Piece:
    return Piece(text, 0.0, PieceKind.CONTROL if special else PieceKind.USER_DEFINED)


def _optional(path: Path) -> JsonObject:
    return read_object(path, _CONFIG_MAX_BYTES) if path.exists() else JsonObject(path.name, {})
