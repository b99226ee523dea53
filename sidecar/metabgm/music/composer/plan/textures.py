"""The textures of the composer by the layer that they shape."""

from __future__ import annotations

from typing import Literal, get_args

# What sounds on under everything.
BedTexture = Literal["pad", "drone", "chorale", "waves", "halo"]
# What moves between melody and bed.
FigureTexture = Literal[
    "arpeggio", "alberti", "ostinato", "pulse", "roll", "music_box", "hocket", "tolling", "tremolo"
]
# How the melody is led.
LineTexture = Literal["solo", "call_response", "canon", "octaves", "counterpoint"]
# What a sting does.
Gesture = Literal["rise", "fall", "toll", "fanfare", "rumble"]

BED_TEXTURES: tuple[BedTexture, ...] = get_args(BedTexture)
FIGURE_TEXTURES: tuple[FigureTexture, ...] = get_args(FigureTexture)
LINE_TEXTURES: tuple[LineTexture, ...] = get_args(LineTexture)
GESTURES: tuple[Gesture, ...] = get_args(Gesture)
