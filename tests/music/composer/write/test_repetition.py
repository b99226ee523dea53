"""Ten minutes never repeat eight bars literally."""

from __future__ import annotations

import pytest

from metabgm.music.composer.write.score import Score
from tests.music.composer.write.performing import alone
from tests.music.composer.write.sung import written

WINDOW_BARS = 8
TEXTS = (
    "",
    "calm sparse piano, no drums",
    "drone in a deep cave",
    "ostinato kalimba with shaker",
    "gentle strings and choir chorale",
    "solo flute, dry",
    "music box lullaby",
    "call and response of flute and oboe",
    "dark piano, long silences",
    "tolling bells and choir in 5/4",
)


def windows(score: Score, bar_beats: float) -> list[tuple[frozenset[tuple[str, int, float]], ...]]:
    """What is struck in every eight bars: part, pitch and beat in its bar."""
    bars = round(score.beats / bar_beats)
    struck: list[set[tuple[str, int, float]]] = [set() for _ in range(bars)]
    for note in score.notes:
        at = int(note.beat / bar_beats + 1e-9)
        if at < bars and note.from_intensity <= 0.5 < note.below_intensity:
            struck[at].add((note.part, note.pitch, round(note.beat - at * bar_beats, 3)))
    fixed = [frozenset(one) for one in struck]
    return [tuple(fixed[at : at + WINDOW_BARS]) for at in range(bars - WINDOW_BARS + 1)]


@pytest.mark.parametrize("text", TEXTS)
def test_ten_minutes_never_repeat_eight_bars(text: str) -> None:
    for seed in range(4):
        parameters, score = written(text, seed, seconds=600.0)
        heard = windows(score, parameters.metre.beats)
        assert len(set(heard)) == len(heard)


@pytest.mark.parametrize("text", TEXTS)
def test_the_melody_by_itself_hardly_does(text: str) -> None:
    for seed in range(4):
        parameters, score = written(text, seed, seconds=600.0)
        lead = alone(score, [note for note in score.notes if note.part == "lead"], parameters)
        heard = [one for one in windows(lead, parameters.metre.beats) if sum(map(len, one)) >= 6]
        assert len(set(heard)) >= 0.97 * len(heard)
