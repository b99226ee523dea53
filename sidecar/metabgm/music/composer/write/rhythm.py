"""The percussion of a piece: what its words ask for, and what the game's intensity may add."""

from __future__ import annotations

from collections.abc import Sequence

from metabgm.music.composer.plan.parameters import Parameters
from metabgm.music.composer.randomness import stream
from metabgm.music.composer.write.drums.drummer import Drummer
from metabgm.music.composer.write.drums.rules import FULLER, KINDS, SOFT
from metabgm.music.composer.write.score import Note, Section, Span

__all__ = ["KINDS", "percussion"]

_QUIETEST_DRUMS = 0.1  # intensity from which a calm piece has the drums it asks for
_SOFTER = 0.5  # of the energy, for what nobody asked for
# Soft kinds that suit a mood, by valence: dark, and bright.
_DARK = ("heartbeat", "distant timpani")
_BRIGHT = ("soft hand drum", "soft shaker", "heartbeat")


def percussion(
    parameters: Parameters, seed: int, plan: Sequence[Section], spans: Sequence[Span]
) -> list[Note]:
    """Named kinds, light to relentless; soft ones at high intensity where none are named or forbidden."""
    energy = (parameters.arousal + 1.0) / 2.0
    floor = 0.0 if parameters.role == "combat" else _QUIETEST_DRUMS
    if parameters.percussion:
        drummer = Drummer(seed, parameters.metre, parameters.bpm, energy, floor)
        return [note for kind in parameters.percussion for note in drummer.play(kind, plan, spans)]
    lone = len(parameters.cast.names) < 2
    if parameters.role != "base" or parameters.drumless or lone:
        return []
    rng = stream(seed, "soft percussion")
    kinds = list(_DARK if parameters.valence < 0.0 else _BRIGHT)
    rng.shuffle(kinds)
    soft, fuller = (
        Drummer(seed, parameters.metre, parameters.bpm, _SOFTER * energy, since) for since in (SOFT, FULLER)
    )
    return [*soft.play(kinds[0], plan, spans), *fuller.play(kinds[1], plan, spans)]
