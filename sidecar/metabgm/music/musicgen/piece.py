"""One piece of MusicGen, as the rest of the sidecar sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final
from weakref import WeakSet

from metabgm.music.engine import Anchor, Frames, KeptMaterial, Steering
from metabgm.music.musicgen.form import form_for
from metabgm.music.musicgen.kept_tokens import kept
from metabgm.music.musicgen.material import Material, anchor_tokens
from metabgm.music.musicgen.plan import Plan
from metabgm.music.musicgen.rendering import Rendering, material_tokens
from metabgm.music.musicgen.runtime import Runtime, RuntimeFaultError
from metabgm.music.musicgen.sounding import frames_of
from metabgm.music.musicgen.token_making import TokenMaking
from metabgm.music.musicgen.tokens.stream import Conditioning, TokenStream

ENGINE: Final = "musicgen"
_MOST_TITLE = 60


class MusicGenPiece:
    """A piece that is planned; nothing runs before its chunks are asked for."""

    def __init__(self, runtime: Runtime, plan: Plan) -> None:
        self._runtime = runtime
        self._plan = plan
        self._material = Material()
        self._conditioning: Conditioning | None = None
        self._frame_rate = runtime.shape.codec.rate / runtime.shape.codec.hop
        self._form = form_for(plan.tokens / self._frame_rate, plan.pace)
        self._makings: WeakSet[TokenMaking] = WeakSet()
        self._latest = self._new()
        self._begun = False

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
            "melody": plan.melody is not None,
            "repeats": sum(loop.times for loop in self._form.loops),
        }

    def anchor(self) -> Anchor:
        """The last tokens; what they are shows when the next piece is composed."""
        return Anchor(ENGINE, f"the last tokens of {self.title!r}", self._material)

    def keep(self) -> KeptMaterial | None:
        """The last tokens that were heard, 2 kB, for the library."""
        tokens = self._material.tokens(anchor_tokens(self._runtime.shape))
        return None if tokens is None else kept(tokens, self._plan.model)

    @property
    def head_start(self) -> float:
        """Seconds of music, 0 where the machine keeps up; see ``form``."""
        return self._form.head_start

    @property
    def ahead(self) -> float:
        """Seconds of music that need no token to be made any more."""
        return self._latest.ahead

    def work(self) -> bool:
        """Makes a few tokens; False when all are made, or the network gave out."""
        return self._latest.work()

    def cancel(self) -> None:
        """Ends every run before its next step, without a fade. May be called from any thread."""
        for making in tuple(self._makings):
            making.cancel()

    def chunks(self, steering: Steering | None = None) -> Iterator[Frames]:
        """About a tenth of a second each. Followed are the level and warmth of the controls, and the ending.

        Where the network gives out the piece fades, then RuntimeFaultError is raised.
        """
        # Before the first chunk is asked for: a run may be cancelled by then.
        if self._begun or self._latest.making.cancelled:
            self._latest = self._new()
        self._begun = True
        return self._named(self._latest.frames(steering or Steering(), self._material))

    def _named(self, frames: Iterator[Frames]) -> Iterator[Frames]:
        try:
            yield from frames
        except RuntimeFaultError as fault:
            raise RuntimeFaultError(f"{self._plan.model}: {fault}") from fault

    def _new(self) -> Rendering:
        making = TokenMaking(self._stream)
        self._makings.add(making)
        return Rendering(self._runtime, making, self._form, self.total_frames)

    def _stream(self, cancelled: Callable[[], bool]) -> TokenStream:
        plan = self._plan
        if self._conditioning is None:
            self._conditioning = Conditioning.of(self._runtime, plan.description, plan.options, plan.melody)
        return TokenStream(
            self._runtime,
            self._conditioning,
            plan.options,
            seed=plan.seed,
            frames=material_tokens(self._form, self._frame_rate),
            anchor=plan.prompt,
            cancelled=cancelled,
        )
