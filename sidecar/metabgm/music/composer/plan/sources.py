"""Where each parameter of a piece came from, for the provenance."""

from __future__ import annotations

from metabgm.music.composer.plan.textures import BED_TEXTURES, FIGURE_TEXTURES, LINE_TEXTURES
from metabgm.music.composer.words.reading import Reading
from metabgm.music.engine import Role

_MAX_WORDS = 4  # so many are named for one parameter


def of(reading: Reading, role: Role, *, led: bool, anchored: bool) -> dict[str, str]:
    """Parameter -> ``words: slow, calm``, else mood, seed, anchor, game or role.

    ``anchored``: an anchor of this engine was there; ``led``: it chose the tempo.
    """
    return {
        "bpm": _tempo(reading, led=led),
        "metre": _said(reading, "metre", "role" if role == "sting" else "seed"),
        "key": _said(reading, "tonic", "anchor" if anchored else "seed"),
        "mode": _said(reading, "mode", "mood"),
        "mood": _said(reading, "valence", "role"),
        "density": _said(reading, "density", "mood"),
        "dynamics": _said(reading, "dynamics", "mood"),
        "space": _said(reading, "space", "role"),
        "register": _said(reading, "register", "mood"),
        "silence": _said(reading, "silence", "mood"),
        "shape": _said(reading, "form", "role"),
        "instruments": _said(reading, "instruments", _said(reading, "usual_instrument", "mood")),
        "percussion": _said(reading, "percussion", "role"),
        "bed": _texture(reading, BED_TEXTURES),
        "figure": _texture(reading, FIGURE_TEXTURES),
        "line": _texture(reading, LINE_TEXTURES),
        "gesture": _said(reading, "gesture", "mood"),
        "place": _said(reading, "place", "game"),
        "motif": "anchor" if anchored else "seed",
    }


def _said(reading: Reading, field: str, otherwise: str) -> str:
    words = reading.sources.get(field)
    return f"words: {', '.join(words[:_MAX_WORDS])}" if words else otherwise


def _tempo(reading: Reading, *, led: bool) -> str:
    words = _said(reading, "tempo", "anchor" if led else "mood")
    return f"{words}; anchor" if led and reading.tempo is not None else words


def _texture(reading: Reading, layer: tuple[str, ...]) -> str:
    if any(name in layer for name in reading.textures):
        return _said(reading, "textures", "words")
    hinted = any(name in layer for name in reading.usual_textures)
    return _said(reading, "usual_textures", "mood") if hinted else "mood"
