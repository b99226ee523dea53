"""One piece of MusicGen: its tokens drawn, made sound and finished chunk by chunk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from threading import Event
from typing import Any, Final
from weakref import WeakSet

import numpy as np

from metabgm.music.engine import Anchor, Frames, Steering
from metabgm.music.musicgen.finishing import Finishing
from metabgm.music.musicgen.runtime import Codes, Runtime, RuntimeFaultError
from metabgm.music.musicgen.sounding import Sounding, frames_of
from metabgm.music.musicgen.tokens.options import Options
from metabgm.music.musicgen.tokens.stream import Conditioning, TokenStream

ENGINE: Final = "musicgen"
ANCHOR_S = 5.0
"""Tokens that the next piece may take over from; it takes fewer."""

# The codec is called for so many tokens at once, a quarter of a second: two such calls make the first chunk.
_TOKENS_A_CALL = 12
# Where the network gives out, its last half second sounds once more under the fade.
_REPEATED_TOKENS = 25
_MOST_TITLE = 60


@dataclass(frozen=True)
class Plan:
    """``tokens``: length, 1 or more. ``prompt``: the last piece's tokens, None: from nothing.

    ``model``: its name, for the provenance; ``random``: its weights were never trained.
    """

    description: str
    seed: int
    tokens: int
    options: Options
    prompt: Codes | None
    model: str
    random: bool


class Material:
    """What the next piece takes over: the last tokens that its piece has made by then."""

    def __init__(self) -> None:
        self._stream: TokenStream | None = None

    def follow(self, stream: TokenStream) -> None:
        """The piece's run from now on."""
        self._stream = stream

    def tokens(self, most: int) -> Codes | None:
        """Of shape (codebooks, 1..most); None while there are none."""
        tail = None if self._stream is None else self._stream.tail(most)
        return tail if tail is not None and tail.shape[1] else None


class MusicGenPiece:
    """A piece that is planned; nothing runs before its chunks are asked for."""

    def __init__(self, runtime: Runtime, plan: Plan) -> None:
        self._runtime = runtime
        self._plan = plan
        self._material = Material()
        self._running: WeakSet[Event] = WeakSet()
        self._conditioning: Conditioning | None = None

    @property
    def title(self) -> str:
        """The description's beginning; says so where the weights are random."""
        text = " ".join(self._plan.description.split())
        if len(text) > _MOST_TITLE:
            text = text[: _MOST_TITLE - 1].rpartition(" ")[0] + "…"
        text = text[:1].upper() + text[1:] if text else "Without a description"
        return f"{text} (random weights)" if self._plan.random else text

    @property
    def total_frames(self) -> int:
        """Length in frames when nobody ends it earlier and the machine keeps up."""
        return frames_of(self._plan.tokens, self._runtime.shape)

    @property
    def parameters(self) -> Mapping[str, Any]:
        """What the tokens are drawn with."""
        plan, options = self._plan, self._plan.options
        prompt = 0 if plan.prompt is None else plan.prompt.shape[1]
        return {
            "model": plan.model,
            "weights": "random, never trained" if plan.random else "trained",
            "guidance": options.guidance,
            "negative": options.negative or "",
            "temperature": options.sampling.temperature,
            "top_k": options.sampling.top_k,
            "top_p": options.sampling.top_p,
            "tokens": plan.tokens,
            "anchor_tokens": prompt,
        }

    def anchor(self) -> Anchor:
        """The last tokens; what they are shows when the next piece is composed."""
        return Anchor(ENGINE, f"the last tokens of {self.title!r}", self._material)

    def cancel(self) -> None:
        """Ends every run before its next step, without a fade. May be called from any thread."""
        for run in tuple(self._running):
            run.set()

    def chunks(self, steering: Steering | None = None) -> Iterator[Frames]:
        """A quarter of a second each. Followed are the level and warmth of the controls, and the ending.

        Where the network gives out the piece fades, then RuntimeFaultError is raised.
        """
        # Before the first chunk is asked for: a run may be cancelled by then.
        run = Event()
        self._running.add(run)
        return self._render(Finishing(steering or Steering(), self.total_frames), run)

    def _render(self, finishing: Finishing, run: Event) -> Iterator[Frames]:
        cancelled = run.is_set
        stream, sounding = self._stream(cancelled), Sounding(self._runtime)
        self._material.follow(stream)
        try:
            for codes in stream.blocks(_TOKENS_A_CALL):
                yield from finishing.feed(sounding.feed(codes))
                if finishing.over:
                    return
            if cancelled():
                return
            rest = sounding.finish()
        except RuntimeFaultError as fault:
            yield from _broken_off(stream, sounding, finishing)
            raise RuntimeFaultError(f"{self._plan.model}: {fault}") from fault
        yield from finishing.feed(rest)
        yield from finishing.finish()

    def _stream(self, cancelled: Callable[[], bool]) -> TokenStream:
        plan = self._plan
        if self._conditioning is None:
            self._conditioning = Conditioning.of(self._runtime, plan.description, plan.options)
        return TokenStream(
            self._runtime,
            self._conditioning,
            plan.options,
            seed=plan.seed,
            frames=plan.tokens,
            anchor=plan.prompt,
            cancelled=cancelled,
        )


def _broken_off(stream: TokenStream, sounding: Sounding, finishing: Finishing) -> Iterator[Frames]:
    """A soft end from what there is."""
    try:
        repeated = stream.tail(_REPEATED_TOKENS, stream.made)
        rest = np.concatenate([sounding.feed(repeated), sounding.finish()])
    except RuntimeFaultError:
        rest = sounding.cut()
    end = finishing.fed + len(rest)
    finishing.ending.close_at(end, end - finishing.processed)
    yield from finishing.feed(rest)
    yield from finishing.finish()
