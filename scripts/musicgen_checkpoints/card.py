"""The README of a folder of random weights, which says what they aren't."""

from __future__ import annotations

_CARD = """\
---
license: cc-by-nc-4.0
tags:
- random-weights
---
# Random weights, not the real model

Made by scripts/make-musicgen for tests and for measuring speed: {what}, seed {seed}. It makes noise.
The licence above is the one of Meta's MusicGen weights, so that what asks for it can be tried; these are
not they.
"""


def card(size: str, *, kind: str, stereo: bool, seed: int) -> str:
    """Markdown."""
    return _CARD.format(what=f"size {size}, kind {kind}{', stereo' if stereo else ''}", seed=seed)
