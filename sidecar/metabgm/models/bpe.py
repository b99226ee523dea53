"""Builds SmolLM2's tokenizer from the tokens and merges that a GGUF file carries."""

from __future__ import annotations

from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

from metabgm.models.gguf_llama import Vocabulary


def build_tokenizer(vocabulary: Vocabulary) -> Tokenizer:
    """Byte-level BPE in which every digit stands alone (GGUF's pre-tokenizer ``smollm``)."""
    ids = {token: index for index, token in enumerate(vocabulary.tokens)}
    tokenizer = Tokenizer(models.BPE(vocab=ids, merges=vocabulary.merges))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
    )
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(token, special=True) for token in vocabulary.special])
    return tokenizer
