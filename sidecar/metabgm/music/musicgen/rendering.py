"""One run of a piece's chunks: from tokens to what is heard."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, chain, repeat, takewhile

from metabgm.music.engine import Frames, Steering
from metabgm.music.musicgen.finishing import Finishing
from metabgm.music.musicgen.form import Form
from metabgm.music.musicgen.material import Material
from metabgm.music.musicgen.repeating import Repeating
from metabgm.music.musicgen.resample import RATE
from metabgm.music.musicgen.runtime import Runtime, RuntimeFaultError
from metabgm.music.musicgen.sounding import Sounding, channels_of
from metabgm.music.musicgen.token_making import TokenMaking

# The codec is called for so many tokens at once: at first for as few as make a block, so that the first sound
# comes soon, then for more, since each call costs something of its own. Always at the same places: where it
# is called shows in the last bits of the samples.
_FIRST_CALLS = (9, 5, 4, 6, 8)
_TOKENS_A_CALL = 12
# What the codec, the resampler and a block that isn't full keep back: no more than so many tokens.
_KEPT_BACK = 12
# Where the network gives out, what was heard before sounds once more under the fade.
_CLOSE_S = 1.2


class Rendering:
    """Not begun before its frames are asked for; its tokens may be there by then."""

    def __init__(self, runtime: Runtime, making: TokenMaking, form: Form, end: int) -> None:
        """``end``: frames of the piece if nobody ends it."""
        codec = runtime.shape.codec
        self._runtime = runtime
        self._finishing: Finishing | None = None
        self._calls = call_ends(material_tokens(form, codec.rate / codec.hop))
        self._repeating = Repeating(form.loops, codec.rate, channels_of(runtime.shape))
        self._end = end
        self._given = 0
        self.making = making

    @property
    def ahead(self) -> float:
        """Seconds of music that need no token to be made any more."""
        return max(0, self._reached() - self._given) / RATE

    def work(self) -> bool:
        """Makes a few tokens; False when none will be missing."""
        return self._reached() < self._ends() and self.making.work()

    def frames(self, steering: Steering, material: Material) -> Iterator[Frames]:
        """To be called once. Raises RuntimeFaultError after a fade."""
        self._finishing = Finishing(steering, self._end)
        try:
            for chunk in self._chunks(self._finishing, material):
                if self.making.cancelled:
                    return
                self._given += len(chunk)
                yield chunk
        finally:
            self.making.drop()

    def _ends(self) -> int:
        return self._end if self._finishing is None else self._finishing.ending.end

    def _reached(self) -> int:
        """Frames from the piece's first that can be heard of the tokens that are made."""
        codec, made = self._runtime.shape.codec, self.making.made
        if made >= self._calls[-1]:
            return self._ends()
        calls = bisect_right(self._calls, made)
        certain = max(0, (self._calls[calls - 1] if calls else 0) - _KEPT_BACK) * codec.hop
        return min(self._repeating.heard_of(certain) * RATE // codec.rate, self._ends())

    def _chunks(self, finishing: Finishing, material: Material) -> Iterator[Frames]:
        making, sounding, first = self.making, Sounding(self._runtime), 0
        try:
            for wanted in self._calls:
                end = making.until(wanted)
                if making.cancelled:
                    return
                if end < wanted:
                    raise RuntimeFaultError(making.fault)
                material.follow(making, end)
                for audio in self._repeating.feed(sounding.decoded(making.frames(first, end))):
                    yield from finishing.feed(sounding.resampled(audio))
                    if finishing.over:
                        return
                first = end
            rest = sounding.decoded_rest()
        except RuntimeFaultError:
            finishing.end_with(sounding.rest(self._repeating.broken_off(_CLOSE_S)))
            yield from finishing.finish()
            raise
        for audio in self._repeating.feed(rest):
            yield from finishing.feed(sounding.resampled(audio))
        yield from finishing.feed(sounding.rest(self._repeating.finish()))
        yield from finishing.finish()


def material_tokens(form: Form, frame_rate: float) -> int:
    """Those that may be needed; ``frame_rate``: tokens a second."""
    return max(1, round(form.material * frame_rate))


def call_ends(tokens: int) -> list[int]:
    """At which tokens the codec is called, the last of them the last of ``tokens`` >= 1."""
    ends = accumulate(chain(_FIRST_CALLS, repeat(_TOKENS_A_CALL)))
    return [*takewhile(lambda end: end < tokens, ends), tokens]
