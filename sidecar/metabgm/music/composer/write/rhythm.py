"""The percussion of a piece: what its words ask for, and what the game's intensity may add."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from metabgm.music.composer.plan.parameters import Parameters
from metabgm.music.composer.randomness import stream
from metabgm.music.composer.write.drums.drummer import Drummer
from metabgm.music.composer.write.drums.rules import FULLER, KINDS, SOFT
from metabgm.music.composer.write.score import Note, Section, Span

__all__ = ["KINDS", "percussion"]

_QUIETEST_DRUMS = 0.1  # intensity from which a calm piece has the drums it asks for
_LEAST_ASKED = 0.4  # energy of what was asked for, so that a groove is one in the calmest piece
_FORWARD = 0.2  # level that asked percussion gains beside the melody of a calm piece
_SOFTER = 0.5  # of the energy, for what nobody asked for
# Soft kinds that suit a mood, by valence: dark, and bright.
_DARK = ("heartbeat", "distant timpani")
_BRIGHT = ("soft hand drum", "soft shaker", "heartbeat")


def percussion(
    parameters: Parameters, seed: int, plan: Sequence[Section], spans: Sequence[Span]
) -> Iterator[list[Note]]:
    """The notes of one section after the other.

    Named kinds, light to relentless; soft ones at high intensity where none are named or forbidden.
    """
    energy = (parameters.arousal + 1.0) / 2.0
    calm = parameters.role == "base"
    floor = _QUIETEST_DRUMS if calm else 0.0
    if parameters.percussion:
        if calm:
            energy = max(energy, _LEAST_ASKED)
        drummer = Drummer(seed, parameters.metre, parameters.bpm, energy, floor)
        for asked in _together([drummer.play(kind, plan, spans) for kind in parameters.percussion]):
            yield _brought_forward(asked, plan, parameters) if calm else asked
        return
    lone = len(parameters.cast.names) < 2
    if parameters.role != "base" or parameters.drumless or lone:
        yield from ([] for _ in plan)
        return
    rng = stream(seed, "soft percussion")
    kinds = list(_DARK if parameters.valence < 0.0 else _BRIGHT)
    rng.shuffle(kinds)
    soft, fuller = (
        Drummer(seed, parameters.metre, parameters.bpm, _SOFTER * energy, since) for since in (SOFT, FULLER)
    )
    yield from _together([soft.play(kinds[0], plan, spans), fuller.play(kinds[1], plan, spans)])


def _together(kinds: Sequence[Iterator[list[Note]]]) -> Iterator[list[Note]]:
    for notes in zip(*kinds, strict=True):
        yield [note for of_a_kind in notes for note in of_a_kind]


def _brought_forward(notes: Sequence[Note], plan: Sequence[Section], parameters: Parameters) -> list[Note]:
    """As loud as the other players, less where the words are quiet; the last bar is left to ring."""
    metre = parameters.metre
    last = (plan[-1].first_bar + plan[-1].bars - 1) * metre.beats if plan[-1].name == "outro" else None
    gained = _FORWARD * (0.5 + parameters.dynamics)
    return [
        replace(note, level=min(note.level + gained, 1.0))
        for note in notes
        if last is None or note.beat < last + 0.5
    ]
