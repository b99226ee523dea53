from __future__ import annotations

import pytest

from metabgm.music.composer.randomness import stream
from metabgm.music.composer.theory.keys import MODES, Key
from metabgm.music.composer.write.form import sections
from metabgm.music.composer.write.harmony import spans


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("bars", [1, 2, 5, 9, 22, 41])
@pytest.mark.parametrize("bars_per_chord", [1, 2])
def test_chords_fill_the_piece_and_end_on_the_tonic(mode: str, bars: int, bars_per_chord: int) -> None:
    key = Key(7, MODES[mode])
    plan = sections(bars, "base", build=False)
    found = spans(
        stream(bars, "harmony"), key, plan, bar_beats=3.0, bars_per_chord=bars_per_chord, tension=0.5
    )
    at = 0.0
    for span in found:
        assert span.beat == at
        assert set(span.chord.tones) <= key.collection
        at += span.beats
    assert at == bars * 3.0
    assert found[-1].chord.degree == 0
    if plan[-1].name == "outro":
        outro = plan[-1].first_bar * 3.0
        assert any(span.chord.degree != 0 for span in found if span.beat + span.beats > outro)
        assert len({span.chord.degree for span in found}) >= (3 if bars > 12 else 2)
