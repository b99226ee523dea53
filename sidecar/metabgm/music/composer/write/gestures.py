"""What stings do: rise, fall, toll, sound a fanfare, rumble."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from metabgm.music.composer.plan.textures import Gesture
from metabgm.music.composer.randomness import chance, pick
from metabgm.music.composer.sound.instruments import Instrument, Layer
from metabgm.music.composer.write.idioms import idiom
from metabgm.music.composer.write.score import Note, Part
from metabgm.music.composer.write.stage import Stage, moves_of

_QUICK_S = 0.2  # slowest onset of an instrument that can roll
_LOW = 48  # MIDI pitch that an instrument must reach down to for a rumble
_ROLLING = ("timpani", "taiko")
_ROLL_S = 0.09  # between the strokes of a roll
# How fanfares begin: beats of the repeated notes before the motif.
_CALLS = ((0.75, 0.25), (0.5, 0.25, 0.25), (1 / 3, 1 / 3, 1 / 3), (0.5, 0.5))


def rise(stage: Stage) -> list[Note]:
    """A run of chord tones upwards, the motif's head above it, a long high note."""
    notes = stage.held(0.0, stage.arrival, 0.42) + stage.held(stage.arrival, stage.beats - stage.arrival, 0.5)
    who = stage.player("accompaniment", "sparkle", "lead")
    if who is not None:
        player = who[0]
        ease = idiom(player.name)
        steps = stage.rungs(player, stage.arrival, ease.low, ease.high)
        top = min(len(steps), len([pitch for pitch in steps if pitch <= 88]))
        count = min(top, pick(stage.rng, (6, 7, 8, 9)))
        slowest = stage.arrival / max(count, 1)
        for at, pitch in enumerate(steps[top - count : top]):
            # The run quickens a little towards its end.
            beat = stage.arrival * (at / count) ** 0.85
            level = 0.32 + 0.3 * at / count
            notes.append(Note(beat, max(2.5 * slowest, 0.5), pitch, level, "accompaniment", player))
    part = stage.fragment(1, min(2.0, 0.5 * stage.beats))
    begin = max(0.0, stage.arrival - part.beats)
    long = max(0.5, stage.beats - begin - part.beats - 0.5)
    moves = [*moves_of(part), None, None]
    notes += stage.line([*part.lengths, 0.5, long], moves, begin, aims=(-0.6, 0.8), level=0.56)
    spark = stage.player("sparkle")
    if spark is not None:
        high = stage.rungs(spark[0], stage.arrival, 79, 108)[-4:]
        for at, beat in enumerate((stage.arrival + 0.5, stage.arrival + 1.0)):
            if high and beat < stage.beats:
                notes.append(Note(beat, 1.0, high[-1 - at % len(high)], 0.4, "sparkle", spark[0]))
    return notes + stage.ground(stage.arrival, 0.5)


def fall(stage: Stage) -> list[Note]:
    """The motif's head downwards, then step by step and ever slower to a low tonic."""
    part = stage.fragment(-1, max(1.0, 0.45 * stage.arrival))
    count = pick(stage.rng, (2, 3, 3))
    left = max(stage.arrival - part.beats, 0.5 * count)
    growing = np.arange(1, count + 1) / sum(range(1, count + 1)) * left
    lengths = [*part.lengths, *(float(one) for one in growing)]
    long = max(1.0, stage.beats - sum(lengths))
    notes = stage.line(
        [*lengths, long],
        [*moves_of(part), *([-1] * count), None],
        0.0,
        aims=(0.6, -0.9),
        level=0.5,
    )
    notes = [replace(note, level=note.level - 0.04 * at) for at, note in enumerate(notes)]
    notes += stage.held(0.0, stage.arrival, 0.42, low=48)
    notes += stage.held(stage.arrival, stage.beats - stage.arrival, 0.38, low=43)
    return notes + stage.ground(stage.arrival, 0.4)


def toll(stage: Stage) -> list[Note]:
    """A bell struck a few times at one distance, and under it something dark that stays."""
    who = stage.player("sparkle", "lead", "accompaniment")
    notes = stage.held(0.0, stage.beats, 0.45, low=43)
    if who is not None:
        bell = who[0]
        strokes = 3 if stage.beats * stage.beat_s > 3.6 or chance(stage.rng, 0.3) else 2
        low = max(bell.low, 55)
        tonic = low + (stage.parameters.key.tonic - low) % 12
        apart = stage.beats * (0.7 + 0.12 * float(stage.rng.random())) / strokes
        above = pick(stage.rng, (7, 12, 12, 24))
        for at in range(strokes):
            for pitch, level in ((tonic, 0.6 - 0.05 * at), (tonic + above, 0.36)):
                if pitch <= bell.high:
                    part: Part = "sparkle" if who[1] == "sparkle" else "lead"
                    notes.append(Note(at * apart, stage.beats - at * apart, pitch, level, part, bell))
        singer = stage.player("lead")
        if singer is not None and singer[0] is not bell:
            notes += _under_the_bell(stage, apart)
    return notes + stage.ground(0.0, 0.4)


def _under_the_bell(stage: Stage, begin: float) -> list[Note]:
    part = stage.fragment(0, 0.5 * stage.beats)
    begin = min(begin, stage.beats - part.beats)
    lengths = [*part.lengths[:-1], max(part.lengths[-1], stage.beats - begin - sum(part.lengths[:-1]))]
    return stage.line(lengths, moves_of(part), max(begin, 0.0), aims=(-0.4, -0.4), level=0.34)


def fanfare(stage: Stage) -> list[Note]:
    """A repeated call, the motif's head on top of the arriving chord, a long bright close."""
    call = list(pick(stage.rng, _CALLS))
    begin = max(0.0, stage.arrival - sum(call))
    part = stage.fragment(pick(stage.rng, (0, 1)), max(1.0, 0.4 * (stage.beats - stage.arrival)))
    long = max(1.0, stage.beats - begin - sum(call) - part.beats)
    moves: list[int | None] = [None, *([0] * (len(call) - 1)), 2, *moves_of(part)[1:], 1]
    notes = stage.line([*call, *part.lengths, long], moves, begin, aims=(-0.2, 0.5), level=0.66)
    for beat, beats in ((stage.arrival, part.beats), (stage.arrival + part.beats, long)):
        notes += [replace(note, level=0.6) for note in stage.held(beat, min(beats, stage.beats - beat), 0.6)]
    return notes + stage.ground(stage.arrival, 0.62)


def rumble(stage: Stage) -> list[Note]:
    """A low roll that grows, the motif's head low and heavy in it, one blow."""
    who = _roller(stage)
    kinds = [kind for kind in stage.parameters.percussion if kind in _ROLLING]
    if who is None and not kinds and not stage.parameters.drumless:
        kinds = [_ROLLING[0]]
    notes = _drum_roll(stage, kinds)
    if who is not None:
        player, layer = who
        ease = idiom(player.name)
        low = player.low + (stage.parameters.key.tonic - player.low) % 12
        step = max(_ROLL_S, 1.0 / ease.fastest_repeat_per_s) / stage.beat_s
        count = max(2, int(stage.arrival / step))
        part: Part = "accompaniment" if layer == "lead" else layer
        for at in range(count):
            beside = low + 12 if at % 4 == 3 and chance(stage.rng, 0.5) else low
            level = 0.25 + 0.4 * at / count
            notes.append(Note(at * step, 1.5 * step, beside, level, part, player))
        notes.append(Note(stage.arrival, stage.beats - stage.arrival, low, 0.7, part, player))
    notes += stage.held(0.0, stage.beats, 0.5, low=36)
    motif = stage.fragment(0, 0.6 * stage.beats)
    begin = max(0.0, stage.arrival - motif.beats + motif.lengths[-1])
    lengths = [*motif.lengths[:-1], max(0.5, stage.beats - begin - sum(motif.lengths[:-1]))]
    notes += stage.line(lengths, moves_of(motif), begin, aims=(-1.0, -1.0), level=0.62)
    return notes + stage.ground(stage.arrival, 0.7)


def _roller(stage: Stage) -> tuple[Instrument, Layer] | None:
    """Who is low and quick enough to roll; where no drum may, the lowest of all."""
    layers: tuple[Layer, ...] = ("bass", "accompaniment", "bed", "lead")
    players = [who for who in map(stage.player, layers) if who is not None]
    able = [who for who in players if who[0].attack_s < _QUICK_S and who[0].low <= _LOW]
    if not able and stage.parameters.drumless:
        able = sorted(players, key=lambda who: who[0].low)
    return able[0] if able else None


def _drum_roll(stage: Stage, kinds: Sequence[str]) -> list[Note]:
    step = _ROLL_S / stage.beat_s
    count = int(stage.arrival / step)
    return [
        stage.blow(kind, at * step, step, 0.15 + 0.4 * at / count) for kind in kinds for at in range(count)
    ]


GESTURES: dict[Gesture, Callable[[Stage], list[Note]]] = {
    "rise": rise,
    "fall": fall,
    "toll": toll,
    "fanfare": fanfare,
    "rumble": rumble,
}
