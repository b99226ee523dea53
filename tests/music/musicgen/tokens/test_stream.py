from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from itertools import zip_longest

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metabgm.music.musicgen.runtime import Chroma, Codes, Logits, States
from metabgm.music.musicgen.tokens.anchor import takeover
from metabgm.music.musicgen.tokens.delay import delay, delays, undelay
from metabgm.music.musicgen.tokens.options import Options, Sampling
from metabgm.music.musicgen.tokens.sampling import LogitsError, draw, guided
from metabgm.music.musicgen.tokens.stream import PREFILL, Conditioning, TokenStream
from metabgm.music.musicgen.tokens.window import Span
from tests.music.musicgen.tokens.small_runtime import SmallDecoding, SmallRuntime, small_shape

TEXT = "a slow waltz for two bassoons"
SAMPLING = Sampling(top_k=12)
LONG = 400


def _anchor(codebooks: int = 4, frames: int = 90) -> Codes:
    return np.random.default_rng(8).integers(0, 24, (codebooks, frames))


def _stream(
    runtime: SmallRuntime,
    options: Options | None = None,
    *,
    seed: int = 5,
    frames: int = 40,
    anchor: Codes | None = None,
    span: Span | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> TokenStream:
    options = options or Options(sampling=SAMPLING)
    followed = Conditioning.of(runtime, TEXT, options)
    return TokenStream(
        runtime, followed, options, seed=seed, frames=frames, anchor=anchor, span=span, cancelled=cancelled
    )


def _all(stream: TokenStream, size: int = 1) -> Codes:
    return np.concatenate([np.empty((4, 0), np.int64), *stream.blocks(size)], axis=1)


def _after(calls: int, runtime: SmallRuntime) -> Callable[[], bool]:
    return lambda: len(runtime.calls) >= calls


def _offline(runtime: SmallRuntime, options: Options, frames: int, anchor: Codes | None, seed: int) -> Codes:
    """As the paper has it: at every step the decoder reads the whole of the delayed piece anew."""
    decoder = runtime.shape.decoder
    lag = delays(decoder.codebooks, stereo=decoder.stereo)
    rule = takeover(anchor, options, decoder.codebooks, 50)
    known = rule.prompt.shape[1]
    steps = delay(np.pad(rule.prompt, ((0, 0), (0, frames)), constant_values=-1), lag, decoder.codes)
    for step in range(1 + known, steps.shape[1]):
        whole = runtime.decode(runtime.encode_text(TEXT), None, guided=options.guided)
        scores = guided(whole.feed(steps[:, :step]), rule.guidance_at(step - 1 - known))
        tokens = draw(scores, options.sampling, seed, step - 1 - known)
        steps[:, step] = np.where(steps[:, step] == -1, tokens, steps[:, step])
    return undelay(steps, lag)[:, known:]


@pytest.mark.parametrize("options", [Options(sampling=SAMPLING), Options(1.0, sampling=SAMPLING)])
@pytest.mark.parametrize("anchored", [False, True])
@pytest.mark.parametrize("stereo", [False, True])
def test_streaming_equals_offline(options: Options, anchored: bool, stereo: bool) -> None:
    codebooks = 8 if stereo else 4
    runtime = SmallRuntime(small_shape(codebooks, positions=LONG, stereo=stereo))
    anchor = _anchor(codebooks) if anchored else None
    stream = _stream(runtime, options, frames=60, anchor=anchor)
    made = np.concatenate(list(stream.blocks(7)), axis=1)
    assert np.array_equal(made, _offline(runtime, options, 60, anchor, 5))
    assert len(np.unique(made)) > 12


def test_however_it_is_consumed_the_tokens_are_the_same() -> None:
    runtime = SmallRuntime(small_shape())
    whole = _all(_stream(runtime, frames=200))
    for size in (2, 10, 199, 200, 999):
        blocks = list(_stream(runtime, frames=200).blocks(size))
        assert {block.shape[1] for block in blocks[:-1]} <= {size}
        assert np.array_equal(np.concatenate(blocks, axis=1), whole)
    # Another piece on the same runtime in between changes nothing.
    one, other = _stream(runtime, frames=200), _stream(runtime, seed=6, frames=150)
    pairs = list(zip_longest(one.blocks(3), other.blocks(4)))
    assert np.array_equal(np.concatenate([a for a, _ in pairs if a is not None], axis=1), whole)
    assert not np.array_equal(_all(_stream(runtime, seed=6, frames=200)), whole)


@settings(deadline=None)
@given(
    frames=st.integers(0, 100),
    known=st.integers(0, 90),
    positions=st.integers(32, 80),
    least=st.integers(16, 30),
    more=st.integers(1, 40),
)
def test_the_decoder_only_ever_sees_the_end_of_the_piece(
    frames: int, known: int, positions: int, least: int, more: int
) -> None:
    runtime = SmallRuntime(small_shape(positions=positions))
    span = Span(least + more, least)
    stream = _stream(runtime, frames=frames, anchor=_anchor()[:, :known], span=span)
    made = _all(stream)
    assert made.shape == (4, frames)
    piece = delay(np.concatenate([stream.prompt, made], axis=1), delays(4), 24)
    end = 0
    fits = span.within(positions)
    assert stream.prompt.shape[1] == min(known, 75, fits.least - 1)
    for fed, cache in runtime.calls:
        at = [position for position, _ in cache]
        seen = np.stack([step for _, step in cache], axis=1)
        if len(at) == fed and end:
            # Nothing in the cache before: the piece is read again, with the step that is due.
            end += 1 - fits.least
        end += fed
        assert fed <= PREFILL
        assert at == list(range(at[0], at[0] + len(at)))
        assert at[-1] < positions
        assert len(at) <= fits.most
        assert at[0] == 0 or len(at) > fits.least
        wanted = piece[:, end - len(at) : end].copy()
        if end - 1 > at[-1]:
            # A piece begun late: its start step, and nothing of the frames before it.
            wanted[np.array(at) < 1 + delays(4)[:, None]] = 24
        assert np.array_equal(seen, wanted)
    assert end == (piece.shape[1] - 1 if frames else 0)


def test_between_two_stops_the_decoder_is_called_once() -> None:
    """Also where the window begins anew, so that what is heard never waits for what comes later."""
    runtime = SmallRuntime(small_shape(positions=64))
    stream = _stream(runtime, frames=150, anchor=_anchor()[:, :30], span=Span(60, 40))
    calls, most = 0, 0
    for _ in stream.steps():
        most, calls = max(most, len(runtime.calls) - calls), len(runtime.calls)
    assert most == 1
    assert sum(fed for fed, _ in runtime.calls) > 250, "it began anew"


def test_a_cancelled_stream_feeds_nothing_more_and_keeps_nothing() -> None:
    runtime = SmallRuntime(small_shape())
    whole = _all(_stream(runtime, frames=70, anchor=_anchor()))
    needed = len(runtime.calls)
    assert needed > 80
    decodings: list[weakref.ref[SmallDecoding]] = []

    class Watched(SmallRuntime):
        def decode(
            self, text: States, negative: States | None, *, guided: bool, melody: Chroma | None = None
        ) -> SmallDecoding:
            assert all(reference() is None for reference in decodings)
            decoding = super().decode(text, negative, guided=guided, melody=melody)
            decodings.append(weakref.ref(decoding))
            return decoding

    watched = Watched(small_shape())
    gc.disable()
    try:
        for allowed in range(0, needed + 1):
            watched.calls.clear()
            stream = _stream(watched, frames=70, anchor=_anchor(), cancelled=_after(allowed, watched))
            made = _all(stream)
            assert len(watched.calls) == min(allowed, needed)
            assert np.array_equal(made, whole[:, : made.shape[1]])
            assert made.shape[1] == stream.made
            assert bool(decodings) == bool(allowed)
            assert all(reference() is None for reference in decodings)
        assert made.shape == whole.shape
        # Abandoned without a word, it lets go as well.
        stream = _stream(watched, frames=70)
        blocks = stream.blocks()
        next(blocks)
        assert decodings[-1]() is not None
        del blocks
        assert decodings[-1]() is None
    finally:
        gc.enable()


def test_logits_that_are_no_numbers_end_it_after_what_was_certain() -> None:
    runtime = SmallRuntime(small_shape(positions=LONG))
    whole = _all(_stream(runtime))
    runtime._positions[20] = np.nan
    stream = _stream(runtime)
    blocks = stream.blocks()
    made = [next(blocks) for _ in range(17)]
    with pytest.raises(LogitsError, match=r"^logits of step 20: nan at codebook 0, token 0, not finite$"):
        next(blocks)
    assert np.array_equal(np.concatenate(made, axis=1), whole[:, :17])
    assert np.array_equal(stream.tail(5), whole[:, 12:17])


def test_a_code_too_many_could_be_the_padding_and_is_refused() -> None:
    runtime = SmallRuntime(small_shape())
    stream = _stream(runtime)
    runtime._heads = np.pad(runtime._heads, ((0, 0), (0, 0), (0, 1)))
    with pytest.raises(LogitsError, match=r"^logits: shape \(2, 4, 25\), expected \(2, 4, 24\)$"):
        next(stream.blocks())


def test_the_negative_prompt_counts_where_guidance_does() -> None:
    runtime = SmallRuntime(small_shape())
    plain = _all(_stream(runtime))
    assert not np.array_equal(_all(_stream(runtime, Options(negative="drums", sampling=SAMPLING))), plain)
    assert runtime.encoded.count("drums") == 1
    unguided = [Options(1.0, negative=negative, sampling=SAMPLING) for negative in (None, "drums")]
    one, other = (_all(_stream(runtime, options)) for options in unguided)
    assert np.array_equal(one, other)
    assert runtime.encoded.count("drums") == 1
    assert np.array_equal(_all(_stream(runtime, Options(negative="", sampling=SAMPLING))), plain)


def test_the_tail_is_what_was_played_last() -> None:
    anchor = _anchor()
    stream = _stream(SmallRuntime(small_shape(positions=LONG)), frames=30, anchor=anchor)
    assert np.array_equal(stream.prompt, anchor[:, -75:])
    assert np.array_equal(stream.tail(10), anchor[:, -10:])
    whole = np.concatenate([anchor[:, -75:], _all(stream, 10)], axis=1)
    assert stream.made == 30
    assert np.array_equal(stream.tail(40), whole[:, -40:])
    assert np.array_equal(stream.tail(1000), whole)
    assert np.array_equal(stream.tail(20, 12), whole[:, 67:87])
    assert np.array_equal(stream.tail(20, 99), whole[:, -20:])


def test_nothing_wanted_is_nothing_done() -> None:
    runtime = SmallRuntime(small_shape())
    assert list(_stream(runtime, frames=0, anchor=_anchor()).blocks()) == []
    assert runtime.calls == []


def test_what_can_not_be_asked_for() -> None:
    runtime = SmallRuntime(small_shape())
    stream = _stream(runtime)
    with pytest.raises(ValueError, match=r"^size: 0, expected 1 or more$"):
        next(stream.blocks(0))
    next(stream.blocks())
    with pytest.raises(ValueError, match=r"^steps: called again"):
        next(stream.blocks())
    with pytest.raises(ValueError, match=r"^prompt: token 24, expected 0 to 23$"):
        _stream(runtime, anchor=np.full((4, 9), 24))


class _PrimedDecoding(SmallDecoding):
    """Has five portions to take in."""

    left = 5

    def prime(self) -> bool:
        self.left -= bool(self.left)
        return self.left > 0

    def feed(self, steps: Codes) -> Logits:
        assert not self.left
        return super().feed(steps)


def test_what_goes_before_the_music_is_taken_in_first_and_can_be_cancelled() -> None:
    decodings: list[_PrimedDecoding] = []

    class Primed(SmallRuntime):
        def decode(
            self, text: States, negative: States | None, *, guided: bool, melody: Chroma | None = None
        ) -> SmallDecoding:
            plain = super().decode(text, negative, guided=guided, melody=melody)
            decodings.append(_PrimedDecoding(self, plain.conditions))
            return decodings[-1]

    whole = _all(_stream(SmallRuntime(small_shape()), frames=9))
    assert np.array_equal(_all(_stream(Primed(small_shape()), frames=9)), whole)
    asked = iter([False, False, False, True, True, True])
    assert not _all(_stream(Primed(small_shape()), frames=9, cancelled=lambda: next(asked))).size
    assert decodings[-1].left == 3
