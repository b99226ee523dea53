"""How fast a MusicGen is on this machine, and what it weighs."""

from __future__ import annotations

import time

import msgspec
import numpy as np

from metabgm.models.musicgen_manifest import MusicGenFolder
from metabgm.music.musicgen.ladder import Speed, step_for
from metabgm.music.musicgen.loading import load_runtime
from metabgm.music.musicgen.runtime import Codes, Runtime
from metabgm.music.musicgen.shape import MusicGenShape
from metabgm.music.musicgen.tokens.options import Options
from metabgm.music.musicgen.tokens.sampling import draw, guided
from metabgm.music.musicgen.tokens.stream import PREFILL

_CONTEXTS = (50, 500)
_TIMED_STEPS = 32
_CODEC_SECONDS = 2.0
_TOKENS_A_CALL = 12
_TEXT = "calm piano and soft strings over a snowy forest at dusk"


class MeasuredMusicGen(msgspec.Struct, frozen=True):
    """Steps a second at a cache of 50 and of 500 steps, guidance and sampling included.

    ``codec_rtf``, ``rtf``: seconds of work for a second of music. ``step``: of the ladder; ``reason``: why it
    isn't the top one. ``memory_mb``: of the whole process, with this one model loaded.
    """

    model: str
    random: bool
    threads: int
    load_ms: float
    steps_per_s_at_50: float
    steps_per_s_at_500: float
    codec_rtf: float
    rtf: float
    step: str
    reason: str
    memory_mb: float


def speed_of(runtime: Runtime) -> Speed:
    """Takes about as long as ten seconds of music. Raises RuntimeFaultError."""
    shape = runtime.shape
    options = Options()
    decoding = runtime.decode(runtime.encode_text(_TEXT), None, guided=True)
    draws = np.random.default_rng(1)
    rates = []
    for context in _CONTEXTS:
        while decoding.length < context:
            count = min(PREFILL, context - decoding.length)
            logits = decoding.feed(_random_codes(draws, shape, count))
        began = time.perf_counter()
        for step in range(_TIMED_STEPS):
            tokens = draw(guided(logits, options.guidance), options.sampling, 1, step)
            logits = decoding.feed(tokens[:, None])
        rates.append(_TIMED_STEPS / (time.perf_counter() - began))
    frame_rate = shape.codec.rate / shape.codec.hop
    return Speed(rates[0], rates[1], _codec_rtf(runtime, draws, frame_rate), frame_rate)


def warm_up(runtime: Runtime) -> None:
    """What is only slow the first time. Raises RuntimeFaultError."""
    draws = np.random.default_rng(1)
    decoding = runtime.decode(runtime.encode_text(_TEXT), None, guided=True)
    for steps in (PREFILL, 1):
        decoding.feed(_random_codes(draws, runtime.shape, steps))
    runtime.codec_stream().feed(_random_codes(draws, runtime.shape, _TOKENS_A_CALL))


def measure(folder: MusicGenFolder, threads: int, wanted: str = "") -> MeasuredMusicGen:
    """Loads the model onto what is ``wanted`` and times it; its speed is kept for ``serve``.

    Raises RuntimeFaultError, ModelError.
    """
    # Only this measurement needs them.
    import psutil  # noqa: PLC0415

    from metabgm.music.musicgen.kept_speed import measured_speed  # noqa: PLC0415

    began = time.perf_counter()
    runtime = load_runtime(folder, threads, wanted)
    loaded = time.perf_counter()
    speed = measured_speed(folder, runtime, threads)
    step, reason = step_for(speed.rtf)
    return MeasuredMusicGen(
        model=folder.name,
        random=folder.model.random,
        threads=threads,
        load_ms=round(1000 * (loaded - began)),
        steps_per_s_at_50=round(speed.steps_50, 1),
        steps_per_s_at_500=round(speed.steps_500, 1),
        codec_rtf=round(speed.codec, 3),
        rtf=round(speed.rtf, 3),
        step=step,
        reason=reason,
        memory_mb=round(psutil.Process().memory_info().rss / 1e6),
    )


def _codec_rtf(runtime: Runtime, draws: np.random.Generator, frame_rate: float) -> float:
    codec = runtime.codec_stream()
    # The first call compiles and allocates.
    codec.feed(_random_codes(draws, runtime.shape, _TOKENS_A_CALL))
    calls = round(_CODEC_SECONDS * frame_rate / _TOKENS_A_CALL)
    began = time.perf_counter()
    for _ in range(calls):
        codec.feed(_random_codes(draws, runtime.shape, _TOKENS_A_CALL))
    return (time.perf_counter() - began) / (calls * _TOKENS_A_CALL / frame_rate)


def _random_codes(draws: np.random.Generator, shape: MusicGenShape, count: int) -> Codes:
    decoder = shape.decoder
    return draws.integers(0, decoder.codes, (decoder.codebooks, count))
