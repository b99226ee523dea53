"""The accompaniment of a piece: its figures, their rests, its sparkle."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from metabgm.music.composer.plan.parameters import Parameters
from metabgm.music.composer.plan.registers import band
from metabgm.music.composer.randomness import chance, stream
from metabgm.music.composer.sound.instruments import Instrument
from metabgm.music.composer.theory.chords import scale_over
from metabgm.music.composer.theory.metre import Metre
from metabgm.music.composer.write.figures.figurant import Figurant, Stretch
from metabgm.music.composer.write.figures.ornaments import glissando, sparkle
from metabgm.music.composer.write.score import Note, Section, Span, chord_at

_GLISSANDO = 0.2  # of a calm harp's sections that are led into by one
_CLOSE, _HEAVY = 2, 0.7  # semitones, metrical weight
_LIGHT_FROM = 0.3  # intensity below which what is only ornament is left out


def accompaniment(
    parameters: Parameters,
    seed: int,
    plan: Sequence[Section],
    spans: Sequence[Span],
    melody: Sequence[Note],
) -> Iterator[list[Note]]:
    """The notes of one section after the other.

    ``melody``: what the lead and its second line play; the figures yield to the lead.
    """
    cast, metre = parameters.cast, parameters.metre
    figurant = Figurant(
        seed=seed,
        key=parameters.key,
        metre=metre,
        bpm=parameters.bpm,
        density=parameters.density,
        register=parameters.register,
        texture=parameters.texture,
        calm=parameters.role == "base",
        constant=not cast.bed,
    )
    played = 0
    lead = sorted((note for note in melody if note.part == "lead"), key=lambda note: note.beat)
    heard_in = _by_section(lead, plan, metre)
    sparkling = _sparkling(parameters, seed, plan, spans)
    for at, section in enumerate(plan):
        notes: list[Note] = []
        rng = stream(seed, "accompaniment", at)
        begin = section.first_bar * metre.beats
        player = cast.turn("accompaniment", played)
        carried = bool(cast.bed and section.letter) and "lead" in section.parts
        may_rest = (
            parameters.role == "base"
            and carried
            and played > len(cast.accompaniment)
            and "accompaniment" not in parameters.asked
        )
        if player is not None and "accompaniment" in section.parts:
            if not (may_rest and chance(rng, 0.5 * parameters.silence)):
                heard = heard_in[at]
                leader = heard[0].instrument if heard else cast.turn("lead", at)
                players = _players(parameters, player)
                notes += figurant.write(Stretch(section, spans, players, leader, heard))
                played += 1
            if player.name == "harp" and played and chance(rng, _GLISSANDO):
                notes += _led_into(parameters, player, begin, spans)
        yield _beside(notes, lead, metre) + next(sparkling)


def _by_section(notes: Sequence[Note], plan: Sequence[Section], metre: Metre) -> list[list[Note]]:
    begins = [section.first_bar * metre.beats for section in plan]
    found: list[list[Note]] = [[] for _ in plan]
    for note in notes:
        found[max(bisect_right(begins, note.beat) - 1, 0)].append(note)
    return found


def _beside(notes: Sequence[Note], lead: Sequence[Note], metre: Metre) -> list[Note]:
    """Without what would rub against a tone of the melody, or double it, between the heavy beats.

    Nobody strikes a key that the same instrument holds already.
    """
    onsets = [note.beat for note in lead]
    kept: list[Note] = []
    for note in notes:
        at = bisect_right(onsets, note.beat + 1e-6) - 1
        sung = lead[at] if at >= 0 and note.beat < lead[at].beat + lead[at].beats else None
        close = sung is not None and abs(sung.pitch - note.pitch) <= _CLOSE
        same = sung is not None and (sung.pitch, sung.instrument) == (note.pitch, note.instrument)
        if not same and (not close or metre.weight(note.beat) >= _HEAVY):
            kept.append(note)
    return kept


def _sparkling(
    parameters: Parameters, seed: int, plan: Sequence[Section], spans: Sequence[Span]
) -> Iterator[list[Note]]:
    """Sparkle in the sections that have it; in one at least, and there surely. Empty lists elsewhere."""
    player = parameters.cast.turn("sparkle", 0)
    places = [section for section in plan if "sparkle" in section.parts] or list(plan[-2:][:1])
    for section in plan:
        if player is None or section not in places:
            yield []
            continue
        notes = sparkle(
            stream(seed, "sparkle", section.first_bar),
            section,
            spans,
            metre=parameters.metre,
            instrument=player,
            band=band("sparkle", player, parameters.register),
            density=parameters.density,
            surely=section is places[0],
        )
        yield [replace(note, from_intensity=_LIGHT_FROM) for note in notes]


def _players(parameters: Parameters, player: Instrument) -> list[Instrument]:
    """A hocket's second player is the accompaniment's next one, or else whoever answers the melody."""
    if parameters.texture != "hocket":
        return [player]
    others = [*parameters.cast.accompaniment, *parameters.cast.counter]
    return [player, *(one for one in others if one is not player)][:2]


def _led_into(parameters: Parameters, player: Instrument, begin: float, spans: Sequence[Span]) -> list[Note]:
    reach = band("accompaniment", player, parameters.register)
    scale = scale_over(parameters.key, chord_at(spans, begin - 0.5))
    run = glissando(begin, scale, player, reach, 60.0 / parameters.bpm)
    return [replace(note, from_intensity=_LIGHT_FROM) for note in run]
