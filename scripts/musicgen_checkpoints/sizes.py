"""How large a random MusicGen is.

Source of the figures that aren't ``tiny``'s: MusicGen's paper (table of models), T5-base's and
EnCodec 32 kHz's published configurations, as transformers' configuration classes name them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Size:
    """Settings of transformers' configuration classes T5Config, MusicgenDecoderConfig, EncodecConfig."""

    text_encoder: dict[str, Any]
    decoder: dict[str, Any]
    codec: dict[str, Any]

    @property
    def codes(self) -> int:
        return int(self.codec["codebook_size"])


_T5: dict[str, Any] = {
    "relative_attention_num_buckets": 32,
    "relative_attention_max_distance": 128,
    "feed_forward_proj": "relu",
    "dropout_rate": 0.1,
    "n_positions": 512,
}
_ENCODEC: dict[str, Any] = {
    "sampling_rate": 32_000,
    "audio_channels": 1,
    "upsampling_ratios": [8, 5, 4, 4],
    "use_causal_conv": False,
    "use_conv_shortcut": False,
    "normalize": False,
}

_T5_BASE: dict[str, Any] = {
    "d_model": 768,
    "d_kv": 64,
    "d_ff": 3072,
    "num_layers": 12,
    "num_heads": 12,
    "vocab_size": 32_128,
} | _T5
_ENCODEC_32_KHZ: dict[str, Any] = {
    "hidden_size": 128,
    "num_filters": 64,
    "codebook_size": 2048,
    "target_bandwidths": [2.2],
} | _ENCODEC


def _published(width: int, layers: int, heads: int) -> Size:
    decoder = {
        "hidden_size": width,
        "ffn_dim": 4 * width,
        "num_hidden_layers": layers,
        "num_attention_heads": heads,
        "max_position_embeddings": 2048,
    }
    return Size(_T5_BASE, decoder, _ENCODEC_32_KHZ)


SIZES = {
    # Widths differ from each other so that no two axes can be exchanged unnoticed; the decoder's are
    # multiples of 64 because int4 weights come in groups of that.
    "tiny": Size(
        text_encoder={
            "d_model": 32,
            "d_kv": 8,
            "d_ff": 80,
            "num_layers": 2,
            "num_heads": 4,
            "vocab_size": 512,
        }
        | _T5,
        decoder={
            "hidden_size": 64,
            "ffn_dim": 192,
            "num_hidden_layers": 2,
            "num_attention_heads": 4,
            "max_position_embeddings": 2048,
        },
        codec={
            "hidden_size": 16,
            "num_filters": 4,
            "codebook_size": 64,
            # Four codebooks of 6 bits, 50 times a second.
            "target_bandwidths": [1.2],
        }
        | _ENCODEC,
    ),
    "small": _published(1024, 24, 16),
    "medium": _published(1536, 48, 24),
    "large": _published(2048, 48, 32),
}
