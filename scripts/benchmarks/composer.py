"""The composer by itself: how soon the first samples are there, and what a second of music costs."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from itertools import islice
from typing import Any

import symusic

from benchmarks.bench import Bench
from benchmarks.figures import Figure
from journey.latency import percentiles
from metabgm.director.settings import DirectorSettings
from metabgm.music.composer import ComposedPiece, Composer
from metabgm.music.composer.sound.bank import bundled_bank
from metabgm.music.composer.sound.render import BLOCK, RATE
from metabgm.music.composer.sound.soundfont import DRUM_BANK
from metabgm.music.composer.sound.strike import Strike
from metabgm.music.engine import Brief

BASE = (
    "Slow piano over warm strings, calm and sparse, in a major key.",
    "Dark low drones and distant bells, tense and slow, in a minor key.",
    "Gentle harp arpeggios with flute melody, hopeful and bright.",
    "Music box and soft pads, cold and quiet, falling snow.",
    "Lively acoustic guitar, warm and playful, medium tempo.",
    "Low cello melody over sparse piano, melancholic, slow.",
    "Choir and organ, solemn and wide, very slow.",
    "A light folk tune for clarinet and strings in a major key.",
)
COMBAT = (
    "Fast drums and brass, fierce and loud, driving rhythm.",
    "A furious, dark rhythm of snare drums under a French horn melody.",
    "A frantic melody for timpani and low strings, urgent, in a minor key.",
    "Relentless percussion and choir, menacing and fast.",
)
SEEDS = range(5)
FIRST_CHUNK_TARGET_MS = 50.0
COMPUTE_TARGET = 0.03
STREAMS, STREAMS_S = 20, 20.0
MEMORY_TARGET_MB = 150.0
_MEMORY_PROCESS = "benchmarks.composer_memory"


def measure(_: Bench) -> list[Figure]:
    """One engine, warmed up with a piece of its own, in this process; pieces as the director orders them."""
    engine = Composer()
    _whole(engine.compose(Brief("warm up", seed=0)))
    gc.freeze()  # as the sidecar does before it serves
    base = [Brief(text, seed) for seed in SEEDS for text in BASE]
    fight_s = DirectorSettings().combat_piece_s
    combat = [Brief(text, seed, role="combat", seconds=fight_s) for seed in SEEDS for text in COMBAT]
    return [
        _first_chunks("base: plan and first chunk, p95", engine, base),
        _first_chunks("combat: plan and first chunk, p95", engine, combat),
        *_work(engine, base),
        _streams(engine, base[:STREAMS]),
        _memory(),
    ]


def _first_chunks(name: str, engine: Composer, briefs: Iterable[Brief]) -> Figure:
    found = percentiles([_first_chunk_ms(engine, brief) for brief in briefs])
    detail = f"p50 {found.p50:.0f}, greatest {found.max:.0f}, {found.count} pieces"
    return Figure(name, found.p95, "ms", FIRST_CHUNK_TARGET_MS, detail)


def _work(engine: Composer, briefs: Iterable[Brief]) -> list[Figure]:
    synthesizer = symusic.Synthesizer(sf_path=str(bundled_bank()), sample_rate=engine.sample_rate)
    ours_s = peers_s = music_s = 0.0
    for brief in briefs:
        frames, seconds = _processor_seconds(partial(_composed, engine, brief))
        ours_s, music_s = ours_s + seconds, music_s + frames / engine.sample_rate
        score = as_score(entry.strike for entry in engine.compose(brief).played().entries)
        _, seconds = _processor_seconds(partial(synthesizer.render, score, stereo=True))
        peers_s += seconds
    return [
        Figure("work for a second of music", ours_s / music_s, "s", COMPUTE_TARGET, f"{music_s:.0f} s of it"),
        Figure(
            "peer: symusic renders the same notes", peers_s / music_s, "s", None, "same SoundFont, no room"
        ),
        Figure("composer : symusic", ours_s / peers_s),
    ]


def _streams(engine: Composer, briefs: list[Brief]) -> Figure:
    """All at once, a chunk of each in turn, as a worker would serve them."""
    playing = [islice(engine.compose(brief).chunks(), _chunks_in(STREAMS_S)) for brief in briefs]
    began, frames = time.process_time(), 0
    while playing:
        served = [(stream, next(stream, None)) for stream in playing]
        frames += sum(len(chunk) for _, chunk in served if chunk is not None)
        playing = [stream for stream, chunk in served if chunk is not None]
    streams = frames / engine.sample_rate / (time.process_time() - began)
    return Figure("streams a core", streams, at_least=STREAMS, detail=f"{len(briefs)} at once")


def _chunks_in(seconds: float) -> int:
    return round(seconds * RATE / BLOCK)


def _memory() -> Figure:
    """Of a process of its own. Raises CalledProcessError."""
    command = [sys.executable, "-m", _MEMORY_PROCESS, json.dumps([*BASE, *COMBAT])]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    memory = json.loads(done.stdout)
    grown = memory["most"] - memory["before"]
    return Figure(
        "memory on top of the sidecar", grown, "MB", MEMORY_TARGET_MB, f"to {memory['most']:.0f} MB in all"
    )


def as_score(strikes: Iterable[Strike]) -> Any:
    """The same notes as symusic's score, one track for each instrument."""
    score = symusic.Score(ttype="second")
    tracks: dict[tuple[int, bool], Any] = {}
    for strike in strikes:
        drums = strike.instrument.bank == DRUM_BANK
        key = (strike.instrument.program, drums)
        if key not in tracks:
            tracks[key] = symusic.Track(program=key[0], is_drum=drums, name="", ttype="second")
        note = symusic.Note(strike.onset_s, strike.held_s, strike.pitch, strike.velocity, ttype="second")
        tracks[key].notes.append(note)
    for track in tracks.values():
        score.tracks.append(track)
    return score


def _first_chunk_ms(engine: Composer, brief: Brief) -> float:
    began = time.perf_counter()
    next(engine.compose(brief).chunks())
    return 1000 * (time.perf_counter() - began)


def _composed(engine: Composer, brief: Brief) -> int:
    return _whole(engine.compose(brief))


def _whole(piece: ComposedPiece) -> int:
    return sum(len(chunk) for chunk in piece.chunks())


def _processor_seconds(work: Callable[[], Any]) -> tuple[Any, float]:
    """Of all threads of this process."""
    began = time.process_time()
    made = work()
    return made, time.process_time() - began
