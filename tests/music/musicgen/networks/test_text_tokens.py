from __future__ import annotations

from pathlib import Path

import pytest

from metabgm.music.musicgen.networks.text_tokens import MOST_TEXT_TOKENS, TOKENIZER, TextTokens
from metabgm.music.musicgen.runtime import RuntimeFaultError


@pytest.mark.parametrize("text", ["", " ", "harp", "piano \x00 \ud7ff 音楽 🎵", "harp and drums " * 10_000])
def test_any_text_becomes_tokens(tiny_checkpoint: Path, text: str) -> None:
    ids = TextTokens(tiny_checkpoint).ids(text)
    assert 1 <= len(ids) <= MOST_TEXT_TOKENS
    assert ids[-1] == 1, "T5's end token"


@pytest.mark.parametrize("content", [None, b"", b"{}"])
def test_a_broken_tokenizer_is_named(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / TOKENIZER).write_bytes(content)
    with pytest.raises(RuntimeFaultError, match=TOKENIZER) as caught:
        TextTokens(tmp_path)
    assert "\n" not in str(caught.value)
