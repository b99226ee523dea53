"""Tokens made ahead change nothing of what is heard."""

from __future__ import annotations

import weakref
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metabgm.music.engine import Brief, Controls, Frames, Steering, WorksAhead
from metabgm.music.musicgen.engine import MusicGen
from metabgm.music.musicgen.piece import MusicGenPiece
from metabgm.music.musicgen.runtime import Chroma, Codes, Decoding, Logits, RuntimeFaultError, States
from tests.e2e.clicks import loneliest_jump
from tests.music.musicgen.numpy_runtime import NumpyRuntime

RATE = 48_000
BRIEF = Brief("calm piano", seed=1, seconds=3.2)


class Counting(NumpyRuntime):
    """Counts what the decoder is asked, and which of its runs are alive."""

    def __init__(self) -> None:
        super().__init__()
        self.fed = 0
        self.alive: weakref.WeakSet[Decoding] = weakref.WeakSet()

    def decode(
        self, text: States, negative: States | None, *, guided: bool, melody: Chroma | None = None
    ) -> Decoding:
        decoding = _Counted(super().decode(text, negative, guided=guided, melody=melody), self)
        self.alive.add(decoding)
        return decoding


class _Counted:
    def __init__(self, decoding: Decoding, counting: Counting) -> None:
        self._decoding, self._counting = decoding, counting
        self.rows, self.keep_last = decoding.rows, decoding.keep_last

    @property
    def length(self) -> int:
        return self._decoding.length

    def feed(self, steps: Codes) -> Logits:
        self._counting.fed += 1
        return self._decoding.feed(steps)


def composed(runtime: NumpyRuntime | None = None, brief: Brief = BRIEF) -> MusicGenPiece:
    return MusicGen(runtime or NumpyRuntime(), "tiny", random=True).compose(brief)


def whole(piece: MusicGenPiece, steering: Steering | None = None) -> Frames:
    return np.concatenate(list(piece.chunks(steering)))


PLAIN = whole(composed())


def test_the_piece_says_that_it_can() -> None:
    assert isinstance(composed(), WorksAhead)


@settings(deadline=None, max_examples=8)
@given(work=st.lists(st.integers(0, 40), max_size=12))
def test_whatever_is_made_when_the_samples_are_the_same(work: Sequence[int]) -> None:
    piece = composed()
    pending = iter(work)
    for _ in range(next(pending, 0)):
        piece.work()
    made = []
    for chunk in piece.chunks():
        made.append(chunk)
        for _ in range(next(pending, 0)):
            piece.work()
    assert np.array_equal(np.concatenate(made), PLAIN)
    assert np.array_equal(whole(piece), PLAIN), "each run starts anew"


def test_worked_to_the_end_nothing_is_left_to_make() -> None:
    runtime = Counting()
    piece = composed(runtime)
    calls = 0
    while piece.work():
        calls += 1
    assert 150 < calls < 180, "a step each"
    assert piece.ahead == pytest.approx(3.2)
    assert len(runtime.alive) == 0, "the decoder's cache is given back"
    fed = runtime.fed
    assert np.array_equal(whole(piece), PLAIN)
    assert runtime.fed == fed
    assert not piece.work()


def test_so_much_as_it_says_to_be_ahead_needs_no_token() -> None:
    runtime = Counting()
    piece = composed(runtime)
    assert piece.ahead == 0.0
    while piece.ahead < 2.0:
        assert piece.work()
    chunks, fed, heard = piece.chunks(), runtime.fed, 0
    while heard < 2.0 * RATE:
        heard += len(next(chunks))
        assert runtime.fed == fed
        assert piece.ahead <= max(0.0, 2.3 - heard / RATE)


def test_what_is_made_ahead_is_steered_when_it_is_heard() -> None:
    piece = composed(brief=Brief("calm piano", seed=1, seconds=6.0))
    while piece.work():
        pass
    asked = RATE + 5000
    ended = whole(piece, Steering((asked, Controls(ending=True))))
    assert asked < len(ended) <= asked + 2 * RATE
    assert np.array_equal(ended[:asked], whole(piece)[:asked])


def test_where_the_network_gave_out_ahead_the_tokens_before_it_are_heard() -> None:
    ahead, behind = (composed(NumpyRuntime(fails_at=150)) for _ in range(2))
    while ahead.work():
        pass
    assert ahead.ahead > 2.0
    heard: list[list[Frames]] = [[], []]
    for piece, frames in zip((ahead, behind), heard, strict=True):
        with pytest.raises(RuntimeFaultError, match="logits of step"):
            frames.extend(piece.chunks())
    first, second = map(np.concatenate, heard)
    assert np.array_equal(first, second)
    assert len(first) > 2.5 * RATE
    assert np.abs(first[-10:]).max() < 0.002


def test_cancelled_ahead_it_stops_and_keeps_no_decoder() -> None:
    runtime = Counting()
    pieces = [composed(runtime, Brief("calm", seed=seed, seconds=60.0)) for seed in range(200)]
    for number, piece in enumerate(pieces):
        for _ in range(1 + number % 3):
            assert piece.work()
        piece.cancel()
        fed = runtime.fed
        assert not piece.work()
        assert runtime.fed == fed
    assert len(runtime.alive) == 0
    assert len(next(pieces[0].chunks())), "a new run is not cancelled"


def test_the_next_piece_grows_from_what_was_heard_not_from_what_was_made() -> None:
    engine = MusicGen(NumpyRuntime(), "tiny", random=True)
    first = engine.compose(Brief("calm", seed=1, seconds=10.0))
    while first.work():
        pass
    chunks = first.chunks()
    grown = Brief("a fight", seed=2, seconds=1.0, anchor=first.anchor())
    assert engine.compose(grown).parameters["anchor_tokens"] == 0
    for _ in range(15):
        next(chunks)
    assert 60 <= engine.compose(grown).parameters["anchor_tokens"] <= 90


SLOW = Brief("calm piano", seed=1, seconds=34.0, pace=3.0)


@pytest.fixture(scope="module")
def slow() -> Frames:
    return whole(composed(brief=SLOW))


def test_a_slow_machines_piece_is_as_long_and_takes_fewer_tokens(slow: Frames) -> None:
    runtime = Counting()
    piece = composed(runtime, SLOW)
    assert piece.parameters["repeats"] == 2
    assert 10.0 < piece.head_start < 34.0
    assert len(slow) == piece.total_frames == 34 * RATE
    assert np.abs(slow[-20:]).max() < 1e-4
    around_the_first_seam = slow[12 * RATE : 15 * RATE].astype(np.float64)
    assert loneliest_jump(around_the_first_seam) < 2.0
    levels = [float(np.sqrt((second**2).mean())) for second in np.split(slow, 34)[3:32]]
    assert max(levels) < 1.5 * min(levels), "evenly loud"
    while piece.work():
        pass
    assert runtime.fed < 21 * 50


def test_begun_with_its_head_start_it_never_waits_at_the_pace_it_was_made_for(slow: Frames) -> None:
    runtime = Counting()
    piece = composed(runtime, SLOW)
    while piece.ahead < piece.head_start:
        assert piece.work()
    heard, worked, begun = [], 0.0, runtime.fed
    for chunk in piece.chunks():
        assert runtime.fed == begun, "nothing was made for the chunk"
        heard.append(chunk)
        # So many tokens the machine makes while the chunk is heard; the codec takes its share.
        worked += 0.85 * 50 * len(chunk) / RATE / SLOW.pace
        while worked >= 1:
            piece.work()
            worked -= 1
        begun = runtime.fed
    assert np.array_equal(np.concatenate(heard), slow)


def test_a_piece_is_ended_promptly_while_it_repeats(slow: Frames) -> None:
    asked = 18 * RATE
    ended = whole(composed(brief=SLOW), Steering((asked, Controls(ending=True))))
    assert asked < len(ended) <= asked + 2 * RATE
    assert np.array_equal(ended[:asked], slow[:asked])
